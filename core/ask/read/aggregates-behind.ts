import { type Chunk, isPhrase } from '../chunks.ts';
import { isNumberField } from './behind-numbers.ts';
import { lowerOf, type State } from './state.ts';

/** "balance: total and average, per country": read as if they were said before what they are taken of. */
export function takeAggregatesBehind(state: State): void {
  const { chunks } = state;
  for (const [at, chunk] of chunks.entries()) {
    if (!/^[:,]$/.test(lowerOf(state, chunks[at + 1])) || !isNumberField(chunk, 0.8)) continue;
    const run = chunks.slice(at + 2);
    const length = run.findIndex(c => !isAggregate(c) && !/^(,|and|&|the|plus)$/.test(lowerOf(state, c)));
    const listed = length < 0 ? run : run.slice(0, length);
    while (listed.length > 0 && !isAggregate(listed.at(-1))) listed.pop();
    const rest = run.slice(listed.length);
    if (listed.filter(isAggregate).length < 2 || !ends(state, rest)) continue;
    state.chunks = [...chunks.slice(0, at), ...listed, chunk, ...rest];
    return;
  }
}

const isAggregate = (chunk: Chunk | undefined): boolean =>
  chunk?.kind === 'phrase' &&
  (chunk.phrase.kind === 'aggregate' || (chunk.phrase.kind === 'superlative' && chunk.phrase.function !== undefined));

/** No noun of their own follows, as in "balance, total and average revenue". */
const ends = (state: State, [next]: readonly Chunk[]): boolean =>
  next === undefined ||
  next.kind === 'mark' ||
  next.kind === 'time' ||
  isPhrase(next, 'group') ||
  (next.kind === 'filler' && /^(in|of|for|from|over)$/.test(lowerOf(state, next)));
