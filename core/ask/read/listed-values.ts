import { candidatesOf } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

const by = (state: State, at: number): boolean => /^(by|per)$/.test(lowerOf(state, state.chunks[at]));

/** "by mail or by rail": two values of one field, so the word before each only leads to it. @param at of the first */
export function isListedValue(state: State, at: number): boolean {
  const values = candidatesOf(state.chunks[at], 'value');
  const joined = /^(or|and|,)$/.test(lowerOf(state, state.chunks[at + 1]));
  const next = candidatesOf(state.chunks[by(state, at + 2) ? at + 3 : at + 2], 'value');
  return joined && values.some(value => next.some(other => other.field === value.field));
}

/** The second "by" of such a list. */
export function leadsToListedValue(state: State): boolean {
  const { lastFilter } = state;
  if (!lastFilter || lastFilter.end !== state.at - 1 || !by(state, state.at)) return false;
  if (!isListedValue(state, state.at - 2)) return false;
  state.lastFilter = { ...lastFilter, end: state.at + 1 };
  return true;
}

/** "revenue, profit and margin for the genres Blues, Folk and Reggae": several numbers of each kind that is listed. */
export function compareNamed({ draft, chunks, tokens }: State): void {
  const { filters, measures, dimensions, subject, rank, share, growth } = draft;
  const [filter, ...more] = filters.filter(each => each.joined === 'and' && each.operator === 'in');
  if (!filter || more.length > 0 || measures.length < 2 || dimensions.length > 0) return;
  if (subject || rank || share || growth || draft.per || draft.ratio || draft.difference) return;
  const chunk = chunks[filter.at];
  const nouns = tokens.slice((chunk?.start ?? 0) - 1, (chunk?.start ?? 0) + 1);
  const own = filter.options.flatMap(({ field }) => stemsOf(`${field.name} ${field.dataset}`));
  if (nouns.some(({ lower, stem }) => /[^su]s$/.test(lower) && own.includes(stem))) draft.compare = true;
}
