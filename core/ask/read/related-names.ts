import { type Candidate, type Chunk, candidatesOf } from '../chunks.ts';
import type { State } from './state.ts';

/**
 * "backlog by priority", "average call length in minutes": of what a word may mean, that which is related to nothing
 * that is surely named is not meant, as long as another meaning is.
 */
export function takeRelatedNames(state: State): void {
  const { catalogue } = state;
  const homes = state.chunks.map(chunk => homesOf(state, chunk));
  state.chunks = state.chunks.map((chunk, at) => {
    if (chunk.kind !== 'terms') return chunk;
    const named = new Set(homes.flatMap((some, i) => (i === at ? [] : some)));
    const isRelated = (candidate: Candidate): boolean =>
      (candidate.kind !== 'value' && candidate.kind !== 'field') ||
      [...named].some(home => catalogue.reach(home, candidate.field.dataset).kind !== 'none');
    const [first] = chunk.candidates;
    if (named.size === 0 || !first || isRelated(first)) return chunk;
    const related = chunk.candidates.filter(isRelated);
    const fits = related.some(c => c.kind === 'field' && c.weight >= 0.6);
    return fits ? { ...chunk, candidates: related } : chunk;
  });
}

/** The datasets that a chunk names beyond doubt: those of a number, of things, or of the one field it can be. */
function homesOf({ catalogue }: State, chunk: Chunk): string[] {
  const [metric] = candidatesOf(chunk, 'metric').filter(c => c.weight >= 0.99);
  const home = metric && catalogue.metrics.get(metric.metric)?.home;
  if (home !== undefined) return [home];
  const things = candidatesOf(chunk, 'dataset').filter(c => c.weight > 0.95);
  const fields = candidatesOf(chunk, 'field').filter(c => c.weight >= 0.99);
  const [only, ...more] = things.length > 0 ? things.map(c => c.dataset) : fields.map(c => c.field.dataset);
  return only !== undefined && more.length === 0 ? [only] : [];
}
