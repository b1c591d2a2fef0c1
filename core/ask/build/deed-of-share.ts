import { thingsCounted } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { DraftFilter } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
import { countsThings } from './measures.ts';
import { rowsBetween } from './none-of-those.ts';
import { rangeOf } from './periods.ts';
import { noteDate, usualDate } from './time.ts';

/**
 * "what percentage of customers ordered in 1997", "what share of Asian customers have orders in 1997": the part are those
 * who did, of all of them and not of those who did.
 */
export function deedOfShare(context: BuildContext): void {
  const { draft, catalogue } = context;
  const { share, measures, times, filters } = draft;
  const [measure, ...more] = measures;
  const [time, ...others] = times;
  const from = share?.deedAt ?? (share?.inClause ? undefined : share?.verbAt);
  if (!share || share.ofTotal || !measure || more.length > 0 || !time || others.length > 0 || from === undefined)
    return;
  const counted = countsThings(context, measure) ? thingsCounted(catalogue, measure) : undefined;
  const said =
    time.fields[0] ??
    (time.scope === undefined ? undefined : defaultDate(catalogue, time.scope)) ??
    (counted === undefined ? undefined : usualDate({ ...context, countsOnly: true }, counted, undefined));
  const isPlain = time.at > from && !time.negated && !time.phrase.list && !time.phrase.recurring;
  if (counted === undefined || !said || !isPlain || catalogue.hasOne(counted, said.dataset)) return;
  const behind = filters.filter(({ at }) => at > from);
  const rows = behind.length === 0 ? said.dataset : rowsOfAll(context, counted, said.dataset, behind);
  if (rows === undefined) throw new Refusal(reasons.clearShareShouldSayHave);
  if (!catalogue.hasOne(rows, counted)) return;
  const known = draft.related.find(({ dataset }) => dataset === rows);
  const period = { field: said.id, period: rangeOf(context, time) };
  draft.related = [
    ...draft.related.filter(related => related !== known),
    {
      ...{ dataset: rows, negated: false, at: from + 1, ...known, period },
      filters: [...new Set([...(known?.filters ?? []), ...behind])].map(filter => ofRows(context, rows, filter)),
    },
  ];
  noteDate(context, said, rows, time.fields.length > 0);
  draft.share = { ...share, verbAt: from };
  draft.times = [];
  draft.filters = filters.filter(filter => !behind.includes(filter));
  draft.mentions = draft.mentions.filter(({ dataset, at }) => dataset !== said.dataset || at < from);
}

/** "bought red parts in 1997": the rows that tell both when it was and what is said of it. */
function rowsOfAll(
  context: BuildContext,
  counted: string,
  dated: string,
  filters: readonly DraftFilter[],
): string | undefined {
  const { catalogue } = context;
  const datasets = filters.map(({ options }) => options.map(({ field }) => field.dataset));
  if (datasets.flat().some(dataset => catalogue.hasOne(counted, dataset))) return undefined;
  const nearest = datasets.flat().flatMap(dataset => rowsBetween(context, counted, dataset) ?? []);
  return [dated, ...nearest].find(
    rows => catalogue.hasOne(rows, dated) && datasets.every(some => some.some(each => catalogue.hasOne(rows, each))),
  );
}

const ofRows = ({ catalogue }: BuildContext, rows: string, filter: DraftFilter): DraftFilter => ({
  ...filter,
  options: filter.options.filter(({ field }) => catalogue.hasOne(rows, field.dataset)),
});
