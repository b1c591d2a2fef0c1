import { isPhrase } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "accounts with at least 2 open deals", "list open deals": what so many are of, or what is listed, are things that a
 * number counts, and no date that is called the same.
 */
export function takeCountedAbove(state: State): void {
  const { chunks } = state;
  state.chunks = chunks.map((chunk, at) => {
    const [compares, number] = [chunks[at - 2], chunks[at - 1]];
    if (chunk.kind !== 'terms') return chunk;
    const above = number?.kind === 'number' && isPhrase(compares, 'comparator');
    const listed = at < 2 && chunks.some((c, i) => i > at && /^(with|:|showing|including)$/.test(lowerOf(state, c)));
    if (!above && !listed) return chunk;
    const [first] = chunk.candidates;
    const metric = first?.kind === 'metric' && /^COUNT\(/.test(state.catalogue.metrics.get(first.metric)?.text ?? '');
    if (!metric) return chunk;
    return { ...chunk, candidates: chunk.candidates.filter(c => !(c.kind === 'field' && c.field.kind === 'time')) };
  });
}
