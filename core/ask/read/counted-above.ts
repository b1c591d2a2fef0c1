import type { State } from './state.ts';

/** "accounts with at least 2 open deals": what so many are of is a number, and no date that is called the same. */
export function takeCountedAbove(state: State): void {
  const { chunks } = state;
  state.chunks = chunks.map((chunk, at) => {
    const [compares, number] = [chunks[at - 2], chunks[at - 1]];
    if (chunk.kind !== 'terms' || number?.kind !== 'number') return chunk;
    if (compares?.kind !== 'phrase' || compares.phrase.kind !== 'comparator') return chunk;
    const [first] = chunk.candidates;
    const metric = first?.kind === 'metric' && /^COUNT\(/.test(state.catalogue.metrics.get(first.metric)?.text ?? '');
    if (!metric) return chunk;
    return { ...chunk, candidates: chunk.candidates.filter(c => !(c.kind === 'field' && c.field.kind === 'time')) };
  });
}
