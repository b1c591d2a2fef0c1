import { candidatesOf, isPhrase } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { problem, type State } from './state.ts';

/**
 * "late lines against on-time lines", where the model counts late lines: two states of the same things, and not that
 * number of those that are in time, of which there is none.
 */
export function takeStatesCompared(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(c => isPhrase(c, 'versus'));
  const [left, right] = [chunks[at - 1], chunks[at + 1]];
  const others = candidatesOf(right, 'value').filter(({ weight }) => weight >= 0.9);
  const [number] = candidatesOf(left, 'metric').filter(({ weight }) => weight >= 0.9);
  const home = state.catalogue.metrics.get(number?.metric ?? '')?.home;
  if (at < 1 || left?.kind !== 'terms' || !number || !others.some(({ field }) => field.dataset === home)) return;
  const parts = state.split(left) ?? [];
  const isState = parts.some(part =>
    candidatesOf(part, 'value').some(({ field }) => others.some(other => other.field === field)),
  );
  if (isState) state.chunks = chunks.flatMap(c => (c === left ? parts : [c]));
  else if (candidatesOf(chunks[at + 2], 'dataset').some(({ dataset }) => dataset === home))
    problem(state, left, reasons.numberOtherSide);
}
