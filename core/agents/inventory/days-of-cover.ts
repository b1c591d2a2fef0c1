import { cell, countText, daysColumn, numberColumn, shown, textColumn } from '../columns.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { type Demand, demandInputs, readDemand } from './demand.ts';
import { coverFormula } from './formulas.ts';
import { itemCells, itemColumns, itemsWord } from './item-columns.ts';
import { problemNotes } from './levels.ts';
import { nameOf, readStock, type Stock, stockInputs } from './stock.ts';

type Covered = Stock & {
  readonly demand: Demand;
  readonly days: number | undefined;
  readonly problem: string | undefined;
};

/** How long the stock lasts: what runs out first comes first. */
export const daysOfCover: Calculation = {
  agent: 'inventory',
  name: 'days_of_cover',
  title: 'Days of cover',
  question: 'Which products will run out first?',
  formula: coverFormula,
  needs: ['product', 'demand_quantity', 'demand_date', 'on_hand'],
  parameters: ['window_days', 'minimum_history_days'],
  subjects: ['product', 'location'],
  inputs: context => [...stockInputs(context, { position: false }), ...demandInputs(context)],
  compute(tables, context) {
    const demandOf = readDemand(tables, context);
    const items = readStock(tables).map(stock => cover(stock, demandOf(stock.key)));
    return items.length === 0 ? undefined : computed(items, context);
  },
};

/** Days that the stock lasts; none where nothing is asked for or the record can't be right. */
function cover(stock: Stock, demand: Demand): Covered {
  const { onHand } = stock;
  const problem =
    demand.kind === 'unknown'
      ? demand.reason
      : onHand === undefined
        ? 'No stock record'
        : onHand < 0
          ? 'Negative stock, to be counted'
          : undefined;
  const days = problem === undefined && demand.kind === 'known' ? (onHand ?? 0) / demand.mean : undefined;
  return { ...stock, demand, days, problem };
}

function computed(items: readonly Covered[], context: Context): Computed {
  const { roles } = context;
  const known = items
    .filter(item => item.days !== undefined)
    .sort((a, b) => (a.days ?? 0) - (b.days ?? 0) || (a.key < b.key ? -1 : 1));
  const style = { ...roles.shown('demand_quantity'), format: 'number' };
  const first = known[0];
  const out = known.filter(({ days }) => days === 0).length;
  const under = (limit: number, factor = 1) => known.filter(({ days = 0 }) => days / factor < limit).length;
  return {
    columns: [
      ...itemColumns(roles),
      daysColumn('days_of_cover', 'Days of cover'),
      numberColumn('on_hand', 'On hand', style, 0),
      numberColumn('daily_demand', 'Demand a day', style, 2),
      textColumn('note', 'Note'),
    ],
    rows: [...known, ...items.filter(({ days }) => days === undefined)].map(item => [
      ...itemCells(roles, item),
      cell(item.days),
      cell(item.onHand),
      item.demand.kind === 'known' ? item.demand.mean : null,
      cell(item.problem),
    ]),
    sentence: !first
      ? `No days of cover can be computed: ${items[0]?.problem}.`
      : known.length === 1
        ? `The stock of ${nameOf(first)} lasts ${shown(first.days ?? 0, {}, 1)} days.`
        : `${countText(under(7))} of ${countText(known.length)} ${itemsWord(roles)} last under 7 days, ${countText(out)} of them have run out; ${nameOf(first)} is first.`,
    example: first && example(first),
    notes: problemNotes(items),
    sensitivity: [7, 14, 30].map(
      limit =>
        `If demand were 20 % higher, ${countText(under(limit, 1.2))} would last under ${limit} days (now ${countText(under(limit))}).`,
    ),
  };
}

const example = ({ demand, days, onHand, ...stock }: Covered): string | undefined =>
  demand.kind === 'known'
    ? `${nameOf({ ...stock, onHand })}: ${countText(onHand ?? 0)} / (${countText(demand.total)} / ${demand.days}) = ${shown(days ?? 0, {}, 2)} days.`
    : undefined;
