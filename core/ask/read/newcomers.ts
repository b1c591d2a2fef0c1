import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { termsOf } from '../lexicon/terms.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "new patrons go by the date they joined and new copies by the date they were acquired": where the model says so of them,
 * "new copies in May" are not those whose condition is still new.
 */
export function takeNewcomers(state: State): void {
  const said = (state.catalogue.model.aiContext.instructions ?? '').toLowerCase();
  if (!/\bnew /.test(said) || !state.chunks.some(c => c.kind === 'time' || c.kind === 'grain')) return;
  state.chunks = state.chunks.map((chunk, at) =>
    lowerOf(state, chunk) === 'new' && isDatedWhenNew(state, said, state.chunks[at + 1])
      ? { kind: 'unknown', start: chunk.start, end: chunk.end }
      : chunk,
  );
}

function isDatedWhenNew({ catalogue }: State, said: string, next: Chunk | undefined): boolean {
  const things = candidatesOf(next, 'dataset').find(c => c.weight > 0.9)?.dataset;
  const described = things === undefined ? undefined : catalogue.datasets.get(things);
  const terms = described ? termsOf(described).map(term => `new ${term.toLowerCase()}`) : [];
  return said
    .split(/[.;]/)
    .some(sentence => / by the (date|day)\b/.test(sentence) && terms.some(term => sentence.includes(term)));
}

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
