import type { Chunk } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "order count of customers in Chile": of the things before it, as the number is called, and not of those behind. */
export function takeNamedCount(state: State): void {
  state.chunks = state.chunks.flatMap((chunk, at): readonly Chunk[] => {
    const named = numberCalled(state, at - 1);
    if (named) return [{ kind: 'filler', start: named.end, end: chunk.end }];
    return [numberCalled(state, at) ?? chunk];
  });
}

/** The number that things and the "count" behind them are the name of. */
function numberCalled(state: State, at: number): Extract<Chunk, { kind: 'terms' }> | undefined {
  const { chunks, tokens, lexicon } = state;
  const [things, count] = [chunks[at], chunks[at + 1]];
  if (things?.kind !== 'terms' || count?.start !== things.end) return undefined;
  if (lowerOf(state, count) !== 'count of') return undefined;
  const end = count.start + 1;
  const words = tokens.slice(things.start, end);
  const candidates = lexicon
    .lookup(
      words.map(({ stem }) => stem),
      false,
      words.map(({ lower }) => lower),
    )
    .filter(c => c.kind === 'metric' && c.weight >= 0.9);
  return candidates.length > 0 ? { kind: 'terms', start: things.start, end, candidates } : undefined;
}
