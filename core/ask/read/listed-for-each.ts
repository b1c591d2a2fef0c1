import { isMean } from '../aggregate-functions.ts';
import type { DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State, textOf } from './state.ts';

/**
 * "average price for A, B, C": no number of them all together, as such numbers don't add up, and nothing says so. Joined
 * by "and" or "or" they are one condition.
 */
export function refuseAverageOfListed(state: State): void {
  const { draft, chunks } = state;
  if (draft.measures.length === 0 || !draft.measures.every(measure => isAverage(state, measure))) return;
  if (draft.subject || draft.dimensions.length > 0 || draft.compare) return;
  for (const filter of draft.filters) {
    const listed = [...state.listed].filter(at => at > filter.at && filter.text.includes(textAt(state, at)));
    const last = listed.at(-1);
    const chunk = chunks[filter.at];
    if (filter.operator !== 'in' || last === undefined || !chunk) continue;
    const joints = chunks.slice(filter.at + 1, last).filter((_, i) => !listed.includes(filter.at + 1 + i));
    if (joints.length > 0 && joints.every(c => lowerOf(state, c) === ',')) problem(state, chunk, reasons.oneNumberEach);
  }
}

const textAt = (state: State, at: number): string => {
  const chunk = state.chunks[at];
  return chunk ? textOf(state, chunk) : '';
};

const isAverage = ({ catalogue }: State, measure: DraftMeasure): boolean =>
  (measure.kind === 'aggregate' && isMean(measure.function)) ||
  (measure.kind === 'metric' && /^AVG\(/.test(catalogue.metrics.get(measure.metric)?.text ?? ''));
