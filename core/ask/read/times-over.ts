import type { Chunk } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "growth of revenue, first half 2025 over first half 2024": one period beside the other, and none that begins after it. */
export function takeTimesOver(state: State): void {
  const { chunks } = state;
  state.chunks = chunks.map((chunk, at): Chunk => {
    const isBetween = chunks[at - 1]?.kind === 'time' && chunks[at + 1]?.kind === 'time';
    if (!isBetween || chunk.kind !== 'phrase' || !/^(over|above)$/.test(lowerOf(state, chunk))) return chunk;
    return { ...chunk, phrase: { kind: 'versus' } };
  });
}
