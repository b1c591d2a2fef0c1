import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/** "how many customers ordered in every year": in each of them, or those who did in all of them? */
export function refuseEveryPeriod(state: State): void {
  const { draft, catalogue, chunks } = state;
  const [measure, ...others] = draft.measures;
  if (measure?.kind !== 'count' || others.length > 0) return;
  for (const dimension of draft.dimensions) {
    if (dimension.kind !== 'time') continue;
    const word = chunks[dimension.at - 1];
    const dates = dimension.fields.map(field => field.dataset);
    const ofOthers = dates.some(dataset => catalogue.reach(measure.dataset, dataset).kind === 'down');
    if (word && ofOthers && /^in every/.test(lowerOf(state, word))) problem(state, word, reasons.sayPerNumber);
  }
}
