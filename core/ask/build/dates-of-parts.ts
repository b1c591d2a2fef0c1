import type { FieldInfo } from '../catalogue.ts';
import { defaultDate } from '../dates.ts';
import { Refusal } from '../refusal.ts';
import { stemsOf } from '../words.ts';
import { type BuildContext, datasetsOfMeasure, wordsOf } from './context.ts';
import { countsThings } from './measures.ts';

/** "customers who opened a ticket in 2025": the period is of the tickets, which each customer has many of. */
export function dateOfParts(context: BuildContext): void {
  const { draft, catalogue } = context;
  const [measure] = draft.measures;
  const counts = measure !== undefined && countsThings(context, measure) && draft.measures.length === 1;
  const home = counts
    ? datasetsOfMeasure(context, measure)
    : draft.measures.length === 0 && draft.subject?.kind === 'entity'
      ? draft.subject.dataset
      : undefined;
  if (home === undefined) return;
  const traded = tradedIn(context, home);
  draft.times = draft.times.map(time => {
    if (traded && time.fields.length === 0) return { ...time, fields: [traded] };
    if (time.fields.length > 0 || time.scope === undefined || catalogue.reach(home, time.scope).kind !== 'down')
      return time;
    const date = defaultDate(catalogue, time.scope);
    return date && date.dataset === time.scope ? { ...time, fields: [date] } : time;
  });
}

const deals: Readonly<Record<string, RegExp>> = {
  sell: /^(sale|sell)$/,
  bui: /^(purchas|bui)$/,
  purchas: /^(purchas|bui)$/,
};

/** "how many products did we sell in June": by the date of the sales, not of the products. */
function tradedIn(context: BuildContext, home: string): FieldInfo | undefined {
  const { draft, catalogue } = context;
  const words = draft.trade === undefined ? undefined : deals[draft.trade];
  if (!words || draft.times.length === 0 || catalogue.fieldsOf(home).every(field => field.kind !== 'time'))
    return undefined;
  const found = [...catalogue.datasets.values()]
    .filter(d => catalogue.reach(home, d.name).kind === 'down')
    .filter(d => stemsOf([d.name, d.label ?? '', ...d.aiContext.synonyms].join(' ')).some(stem => words.test(stem)))
    .toSorted((a, b) => stepsTo(catalogue.reach(home, a.name)) - stepsTo(catalogue.reach(home, b.name)))[0];
  const date = found && defaultDate(catalogue, found.name);
  if (!date)
    throw new Refusal(
      `The model does not say when ${wordsOf(home)} are ${draft.trade === 'sell' ? 'sold' : 'bought'}.`,
    );
  return date;
}

const stepsTo = (reach: { kind: string; distance?: number }): number => reach.distance ?? Number.POSITIVE_INFINITY;
