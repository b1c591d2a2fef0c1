import { candidatesOf } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import { stemsOf } from '../words.ts';
import type { Terms } from './date-verbs.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "products that we have in stock", "how many are out of stock": said of things, the place in the name of a number of
 * theirs keeps those of which there are some, or none.
 */
export function keepsThere(state: State, chunk: Terms): boolean {
  const { draft, pending, chunks, at, tokens, catalogue } = state;
  const before = lowerOf(state, chunks[at - 1]);
  const [noun, more] = tokens.slice(chunk.start, chunk.end);
  if (!noun || more || !/^(in|out of)$/.test(before) || pending.superlative || pending.comparator) return false;
  const [measure, ...others] = draft.measures;
  const things =
    draft.subject?.kind === 'entity'
      ? draft.subject.dataset
      : ((measure && thingsCounted(catalogue, measure)) ?? (measure ? undefined : draft.mentions.at(-1)?.dataset));
  const [field, ...rest] = catalogue
    .fieldsOf(things ?? '')
    .filter(({ kind, name }) => kind === 'number' && stemsOf(name).slice(-2).join(' ') === `in ${noun.stem}`);
  const said = chunks
    .slice(at - 2, at - 1)
    .every(c => c.kind === 'filler' || candidatesOf(c, 'dataset').length > 0 || c.kind === 'phrase');
  if (!field || rest.length > 0 || others.length > 0 || !said) return false;
  const none = before === 'out of' || pending.negation !== undefined;
  const options = [{ field, values: [0], weight: 1, partial: false }];
  draft.filters.push({ options, operator: none ? '=' : '>', scope: things, text: noun.text, at });
  pending.negation = undefined;
  pending.way = undefined;
  return true;
}
