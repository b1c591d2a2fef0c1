import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "how many fines were paid", where an amount is called "fines paid": the fines are counted, and what was done to them
 * is said apart.
 */
export function takeCountedDeed(state: State): void {
  const { catalogue, lexicon, tokens, chunks } = state;
  state.chunks = chunks.flatMap((chunk, at) => {
    const before = chunks[at - 1];
    if (!isPhrase(before, 'count')) return [chunk];
    const [things, ...others] = tokens.slice(chunk.start, chunk.end);
    const amount = candidatesOf(chunk, 'metric').some(
      ({ metric, weight }) => weight >= 0.9 && catalogue.metrics.get(metric)?.counts === undefined,
    );
    const isSaid = others.some(({ lower }) => /^(is|are|was|were|been|have|has|got)$/.test(lower));
    const isThing = things !== undefined && /[^su]s$/.test(things.lower) && lexicon.entities.has(things.stem);
    return amount && isSaid && isThing ? (state.split(chunk) ?? [chunk]) : [chunk];
  });
}

/** "lines of orders placed in 1995", where the number of orders is called "orders placed": lines are asked for, not orders. */
export function takeDeedsOfOwners(state: State): void {
  const { catalogue, chunks } = state;
  const counts = (chunk: Chunk) =>
    candidatesOf(chunk, 'metric').find(c => c.weight >= 0.9 && catalogue.metrics.get(c.metric)?.counts !== undefined);
  state.chunks = chunks.flatMap((chunk, at) => {
    const joint = chunks.slice(0, at).findLastIndex(c => !/^(the|all|our|those|these)$/.test(lowerOf(state, c)));
    const [owned, isOwned] = [chunks[joint - 1], /^(of|from|in|on)( the)?$/.test(lowerOf(state, chunks[joint]))];
    const number = chunk.end - chunk.start > 1 && isOwned && namesThings(owned) ? counts(chunk) : undefined;
    const things = number && catalogue.metrics.get(number.metric)?.counts;
    return things !== undefined && !candidatesOf(owned, 'dataset').some(c => c.dataset === things)
      ? (state.split(chunk) ?? [chunk])
      : [chunk];
  });
}
