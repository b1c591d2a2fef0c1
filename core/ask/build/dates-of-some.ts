import { thingsCounted } from '../counted-rows.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
import { within } from './periods.ts';
import { noteDate, usualDate } from './time.ts';

/**
 * "share of suppliers with late lines in 1997": suppliers have no date, so the lines are those of 1997. Orders have one,
 * and are those of 1997 themselves.
 *
 * @throws Refusal where the period is no stretch of these rows
 */
export function datesOfSome(context: BuildContext): void {
  const { draft, catalogue } = context;
  const some = draft.related.find(({ had }) => had);
  const [measure] = draft.measures;
  const counted = thingsCounted(catalogue, measure);
  const home = counted ?? (draft.subject?.kind === 'entity' ? draft.subject.dataset : undefined);
  const grain = draft.dimensions.find(dimension => dimension.kind === 'time');
  if (!some || home === undefined || (draft.times.length === 0 && !grain)) return;
  const [time, ...more] = draft.times;
  const date = time?.fields[0] ?? grain?.fields[0] ?? usualDate(context, some.dataset, undefined);
  if (date && catalogue.hasOne(home, date.dataset)) return;
  if (grain || !date || !time || more.length > 0 || time.negated || !catalogue.hasOne(some.dataset, date.dataset))
    throw new Refusal(reasons.unclearWhetherPeriod);
  noteDate(context, date, some.dataset, time.fields.length > 0);
  const period = within(context, time, date.id);
  draft.related = draft.related.map(related => (related === some ? { ...some, period } : related));
  draft.times = [];
}
