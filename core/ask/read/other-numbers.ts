import { type Chunk, candidatesOf } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/**
 * "buying price", "delivery cost", where the model has a retail price and a supply cost: which one is meant the word
 * before it tells, and no number is called so. "discount given" is called by its whole name.
 */
export function refuseOtherNumbers(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex((chunk, i) => isDeed(state, chunk) && isPartOfNumber(chunks[i + 1]));
  const chunk = chunks[at] ?? chunks.find((one, i) => isSize(state, one) && endsNumber(chunks[i - 1], one));
  if (chunk) problem(state, chunk, reasons.nothingModelName);
}

/** "average basket size", of a basket that is known by its value alone, is no number by the sizes of something else. */
const isSize = (state: State, chunk: Chunk): boolean =>
  /^(size|volume|length|width|height|weight|level|amount)$/.test(lowerOf(state, chunk)) &&
  candidatesOf(chunk, 'field').length > 0 &&
  candidatesOf(chunk, 'field').every(({ weight }) => weight < 0.9);

const endsNumber = (before: Chunk | undefined, chunk: Chunk): boolean =>
  before?.end === chunk.start && candidatesOf(before, 'metric').some(({ weight }) => weight >= 0.9);

/** What is done, by a word of trade or by the date on which it is done. */
const isDeed = (state: State, chunk: Chunk): boolean =>
  chunk.kind === 'filler'
    ? /^(buying|selling|purchase|purchasing|ordering)$/.test(lowerOf(state, chunk))
    : chunk.kind === 'terms' &&
      chunk.end === chunk.start + 1 &&
      chunk.candidates.every(c => c.kind === 'field' && c.field.kind === 'time' && c.weight < 0.9);

const isPartOfNumber = (chunk: Chunk | undefined): boolean =>
  chunk?.kind === 'terms' &&
  chunk.candidates.every(({ weight }) => weight < 0.9) &&
  candidatesOf(chunk, 'field')[0]?.field.kind === 'number' &&
  candidatesOf(chunk, 'metric').length === 0;
