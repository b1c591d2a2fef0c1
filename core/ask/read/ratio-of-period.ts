import reasons from '../english/reasons.data.json' with { type: 'json' };
import { problem, type State } from './state.ts';

/**
 * "revenue per employee in 2023": the revenue is of that year, but how many employees shops have is no event of it. Counted
 * by a date of the shops it would be of those that opened then.
 */
export function refuseRatioOfPeriod(state: State): void {
  const { draft, catalogue } = state;
  const [first, second] = draft.measures;
  const dated = draft.times.length > 0 || draft.dimensions.some(d => d.kind === 'time');
  if (!draft.ratio || !dated || first?.kind !== 'metric' || second?.kind !== 'aggregate') return;
  const home = catalogue.metrics.get(first.metric)?.home ?? '';
  const field = second.choice.options[0]?.field;
  const chunk = state.chunks[second.at];
  if (field && chunk && catalogue.reach(home, field.dataset).kind === 'up')
    problem(state, chunk, reasons.timeAskWithout);
}
