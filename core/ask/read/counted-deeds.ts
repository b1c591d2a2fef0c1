import { candidatesOf } from '../chunks.ts';
import type { State } from './state.ts';

/**
 * "how many fines were paid", where an amount is called "fines paid": the fines are counted, and what was done to them
 * is said apart.
 */
export function takeCountedDeed(state: State): void {
  const { catalogue, lexicon, tokens, chunks } = state;
  state.chunks = chunks.flatMap((chunk, at) => {
    const before = chunks[at - 1];
    if (before?.kind !== 'phrase' || before.phrase.kind !== 'count') return [chunk];
    const [things, ...others] = tokens.slice(chunk.start, chunk.end);
    const amount = candidatesOf(chunk, 'metric').some(
      ({ metric, weight }) => weight >= 0.9 && catalogue.metrics.get(metric)?.counts === undefined,
    );
    const isSaid = others.some(({ lower }) => /^(is|are|was|were|been|have|has|got)$/.test(lower));
    const isThing = things !== undefined && /[^su]s$/.test(things.lower) && lexicon.entities.has(things.stem);
    return amount && isSaid && isThing ? (state.split(chunk) ?? [chunk]) : [chunk];
  });
}
