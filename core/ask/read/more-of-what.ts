import { candidatesOf } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, problem, type State } from './state.ts';

const comparative = patterns.comparativesOfAmounts;

/**
 * "which maker sold more, A or B": the two are compared by a number, which must be named, and they are what is asked for.
 * Of two years each has its row.
 */
export function settleChoice(state: State): void {
  const { draft, chunks } = state;
  const at = chunks.findIndex(chunk => comparative.test(lowerOf(state, chunk)));
  const chunk = chunks[at];
  if (!draft.compare || !chunk) return;
  if (draft.measures.length === 0) problem(state, chunk, 'It is not clear by which number: name it.');
  const { subject } = draft;
  if (subject?.kind === 'time') draft.compare = false;
  const listed = draft.filters.find(({ pieces = [], at: value }) => pieces.length > 1 && value > at);
  if (subject?.kind !== 'entity' || !listed) return;
  const own = listed.options.some(({ field }) => field.dataset === subject.dataset);
  const named = chunks[subject.at];
  if (!own && named && candidatesOf(chunks[listed.at], 'value').length > 0)
    problem(state, named, 'Say by their name which things are compared.');
}
