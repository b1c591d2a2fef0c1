import type { Chunk } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "95th percentile of the order total", "p95": the value that so many of a hundred are at most. */
export function takePercentiles(state: State): void {
  const isNamed = (chunk: Chunk | undefined) => /^percentiles?$/.test(state.tokens[chunk?.start ?? -1]?.lower ?? '');
  const rankOf = (chunk: Chunk | undefined) => /^(\d\d?)(st|nd|rd|th)$/.exec(lowerOf(state, chunk))?.[1];
  state.chunks = state.chunks.flatMap((chunk, at) => {
    const next = state.chunks[at + 1];
    const rank = rankOf(chunk);
    if (rank && next && isNamed(next)) return [percentile(Number(rank), chunk.start, next.end)];
    if (isNamed(chunk) && rankOf(state.chunks[at - 1])) return [];
    const short = /^p(\d\d)$/.exec(lowerOf(state, chunk))?.[1];
    return short && chunk.kind === 'unknown' ? [percentile(Number(short), chunk.start, chunk.end)] : [chunk];
  });
}

const percentile = (rank: number, start: number, end: number): Chunk => ({
  kind: 'phrase',
  start,
  end,
  phrase: { kind: 'aggregate', function: `P${rank}` },
});
