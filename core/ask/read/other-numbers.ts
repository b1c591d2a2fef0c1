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
  const chunk = chunks[at];
  if (chunk) problem(state, chunk, reasons.nothingModelName);
}

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
