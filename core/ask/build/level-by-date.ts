import type { PlanInput } from '../../plan/schema.ts';
import { saidDate } from '../dates.ts';
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';

/**
 * "customers who left in 2025", where customers are counted as they are at the end of a period: those who left are none
 * of them, and of those who came not all are there yet. Such a count is of its own date alone.
 */
export function refuseLevelByDate({ draft, catalogue }: BuildContext, { where = [], time }: PlanInput): void {
  const said = [...(time ? [time.field] : []), ...where.flatMap(filter => ('field' in filter ? filter.field : []))];
  const dates = said.flatMap(id => catalogue.fields.get(id) ?? []).filter(({ kind }) => kind === 'time');
  for (const measure of draft.measures) {
    const info = measure.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined;
    if (info?.metric.extension.semiAdditive !== true || !/^COUNT\(/.test(info.text)) continue;
    const own = saidDate(catalogue, info.home, info);
    const other = dates.find(date => date !== own);
    if (!other || !own) continue;
    throw new Refusal(
      `${info.label} are counted as they are at a time (by ${own.label}), so it can’t be said how many of them are of one ${other.label}: name the things themselves, or the number that the model has of it.`,
      draft.problems,
    );
  }
}
