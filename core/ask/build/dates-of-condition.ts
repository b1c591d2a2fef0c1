import { thingsCounted } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { BuildContext } from './context.ts';

/**
 * "how many guests came to stay in August": behind what they did stands when they did it, and not when they were
 * entered, though the guests have a date of their own too.
 */
export function dateOfCondition({ draft, catalogue }: BuildContext): void {
  const [measure, ...more] = draft.measures;
  const home = measure && thingsCounted(catalogue, measure);
  if (home === undefined || more.length > 0 || defaultDate(catalogue, home)?.dataset !== home) return;
  draft.times = draft.times.map(time => {
    if (time.fields.length > 0 || time.negated) return time;
    const done = draft.filters.filter(filter => filter.at < time.at && time.at - filter.at <= 2);
    const datasets = new Set(done.flatMap(({ options }) => options.map(({ field }) => field.dataset)));
    const [dataset, ...others] = datasets;
    if (dataset === undefined || others.length > 0) return time;
    const reach = catalogue.reach(home, dataset);
    const date = defaultDate(catalogue, dataset);
    if (reach.kind !== 'down' || reach.partOf || date?.dataset !== dataset) return time;
    return { ...time, fields: [date] };
  });
}
