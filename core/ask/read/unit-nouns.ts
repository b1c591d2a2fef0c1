import type { Chunk } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/** "stock in pieces": what is named is the stock; pieces are what another number counts. */
export function isUnit(state: State): boolean {
  const { draft, pending } = state;
  if (draft.rank || pending.superlative || lowerOf(state, state.chunks[state.at - 1]) !== 'in') return false;
  // "how much did we order from them, in revenue": behind the comma the number itself
  const apart = lowerOf(state, state.chunks[state.at - 2]) === ',' && state.at === state.chunks.length - 1;
  const amount = /^(how|what)$/.test(state.tokens[0]?.lower ?? '');
  if (apart && amount && draft.measures.length === 0 && draft.mentions.length === 0) return false;
  const before = state.chunks.slice(0, state.at - 1).findLast(({ kind }) => kind !== 'mark' && kind !== 'time');
  return before?.kind === 'terms';
}

/** "longest stay, in nights": what its description begins with is what the number counts. */
export function isUnitOfNumber({ draft, catalogue, tokens }: State, chunk: Chunk): boolean {
  const [measure, ...more] = draft.measures;
  const field =
    measure?.kind === 'aggregate'
      ? measure.choice.options[0]?.field.field
      : draft.rank?.byField?.options[0]?.field.field;
  const described = measure?.kind === 'metric' ? catalogue.metrics.get(measure.metric)?.metric : field;
  const stem = tokens[chunk.end - 1]?.stem;
  if (more.length > 0 || !described || stem === undefined || chunk.end - chunk.start > 1) return false;
  return stemsOf(
    [described.extension.unit ?? '', (described.description ?? '').split(/[.;,]/)[0] ?? ''].join(' '),
  ).includes(stem);
}
