import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "new customers in 2022": those that came in the period. */
export function isNew(state: State): boolean {
  const chunk = state.chunks[state.at];
  if (lowerOf(state, chunk) !== 'new') return false;
  const next = state.chunks[state.at + 1];
  const things =
    candidatesOf(next, 'dataset').find(c => c.weight > 0.9)?.dataset ??
    candidatesOf(next, 'metric').flatMap(c => state.catalogue.metrics.get(c.metric)?.counts ?? [])[0];
  const isState = (field: FieldInfo) => state.catalogue.hasOne(things ?? '', field.dataset);
  // of jobs that have the state New they are those, of their customers the ones that came
  if (candidatesOf(chunk, 'value').some(({ field }) => isState(field))) return false;
  if (things === undefined || !state.chunks.some(c => c.kind === 'time' || c.kind === 'grain')) return false;
  state.draft.newcomers = true;
  return true;
}
