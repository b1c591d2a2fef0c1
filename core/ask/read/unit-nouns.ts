import type { Chunk } from '../chunks.ts';
import type { DraftMeasure } from '../draft.ts';
import { stemsOf } from '../words.ts';
import { amountAt } from './mass-nouns.ts';
import { lowerOf, type State, wordBefore } from './state.ts';

/** "stock in pieces": what is named is the stock; pieces are what another number counts. */
export function isUnit(state: State): boolean {
  const { draft, pending } = state;
  if (draft.rank || pending.superlative || wordBefore(state) !== 'in') return false;
  // "how much did we order from them, in revenue": behind the comma the number itself
  const ends = /^(mark|phrase)$/.test(state.chunks[state.at + 1]?.kind ?? 'mark');
  const apart = lowerOf(state, state.chunks[state.at - 2]) === ',' && ends;
  const amount = /^(how|what)$/.test(state.tokens[0]?.lower ?? '');
  if (apart && amount && draft.measures.length === 0 && amountOfMention(state) === undefined) return false;
  // "difference between truck and rail in units sold": values have no other number
  if ((draft.difference || draft.compare) && draft.measures.length + draft.mentions.length === 0 && !draft.subject)
    return false;
  const before = state.chunks.slice(0, state.at - 1).findLast(({ kind }) => kind !== 'mark' && kind !== 'time');
  return before?.kind === 'terms';
}

/** "how much stock, in pieces": the number that the mass noun stands for. */
function amountOfMention(state: State): DraftMeasure | undefined {
  const { mentions, subject } = state.draft;
  const named = [...mentions, ...(subject?.kind === 'entity' ? [subject] : [])];
  const [metric] = named.flatMap(({ at }) => amountAt(state, at) ?? []);
  return metric === undefined ? undefined : { kind: 'metric', metric, at: state.at };
}

/** "which country sold the most units, in pieces": said again of the number that things are ranked by. */
export const saysUnitAgain = (state: State, chunk: Chunk): boolean =>
  wordBefore(state) === 'in' && state.draft.rank !== undefined && isUnitOfNumber(state, chunk);

/** "longest stay, in nights": what its description begins with is what the number counts. */
export function isUnitOfNumber(state: State, chunk: Chunk): boolean {
  const { draft, catalogue, tokens } = state;
  const [measure = draft.rank?.by ?? amountOfMention(state), ...more] = draft.measures;
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
