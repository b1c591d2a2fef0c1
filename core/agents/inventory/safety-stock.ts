import { cell, countColumn, countText, daysColumn, numberColumn, percentText, shown, textColumn } from '../columns.ts';
import { zScore } from '../statistics/normal.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { safetyFormula } from './formulas.ts';
import { itemCells, itemColumns, itemsWord } from './item-columns.ts';
import { hasLevel, type Item, type Levelled, problemNotes, readItems, worked } from './levels.ts';
import { reorderPoint } from './reorder-point.ts';
import { reorderLevel } from './safety.ts';
import { nameOf } from './stock.ts';

/** What to keep for surprises: the largest safety stocks first. */
export const safetyStock: Calculation = {
  ...reorderPoint,
  name: 'safety_stock',
  title: 'Safety stock',
  question: 'How much safety stock should we keep?',
  formula: safetyFormula,
  compute: (tables, context) => {
    const items = readItems(tables, context);
    return items.length === 0 ? undefined : computed(items, context);
  },
};

function computed(items: readonly Item[], context: Context): Computed {
  const { roles, settings } = context;
  const levelled = items
    .filter(hasLevel)
    .sort((a, b) => b.level.safetyStock - a.level.safetyStock || (a.key < b.key ? -1 : 1));
  const style = { ...roles.shown('demand_quantity'), format: 'number' };
  const first = levelled[0];
  return {
    columns: [
      ...itemColumns(roles),
      numberColumn('safety_stock', 'Safety stock', style, 1),
      numberColumn('on_hand', 'On hand', style, 0),
      numberColumn('daily_demand', 'Demand a day', style, 2),
      numberColumn('demand_deviation', 'Standard deviation of it', style, 2),
      daysColumn('lead_time', 'Lead time'),
      daysColumn('lead_time_deviation', 'Standard deviation of the lead time'),
      countColumn('receipts', 'Receipts'),
      textColumn('note', 'Note'),
    ],
    rows: [...levelled, ...items.filter(item => !hasLevel(item))].map(item => [
      ...itemCells(roles, item),
      cell(item.level?.safetyStock),
      cell(item.onHand),
      ...(item.demand.kind === 'known' ? [item.demand.mean, item.demand.deviation] : [null, null]),
      ...(item.leadTime.kind === 'known'
        ? [item.leadTime.mean, item.leadTime.deviation, item.leadTime.receipts]
        : [null, null, null]),
      noteOf(item),
    ]),
    sentence: sentenceOf(items, levelled, context),
    example: first && worked(first, settings.service_level),
    notes: problemNotes(items),
    sensitivity: first ? sensitivity(levelled, first, settings.service_level) : [],
  };
}

const noteOf = (item: Item): string | null =>
  item.problem ?? (item.demand.kind === 'known' && item.demand.deviation === 0 ? 'Demand never varied' : null);

function sentenceOf(items: readonly Item[], levelled: readonly Levelled[], { roles, settings }: Context): string {
  const [first, second] = levelled;
  const level = percentText(settings.service_level);
  if (!first) return `No safety stock can be computed: ${items[0]?.problem ?? 'there is no stock record'}.`;
  const most = shown(first.level.safetyStock, {}, 1);
  if (!second) return `The safety stock of ${nameOf(first)} is ${most} at a service level of ${level}.`;
  return `Safety stocks of ${countText(levelled.length)} ${itemsWord(roles)} at a service level of ${level}; the largest is that of ${nameOf(first)} (${most}).`;
}

const sensitivity = (levelled: readonly Levelled[], first: Levelled, serviceLevel: number): string[] => {
  const total = (z: number, steady = 1) =>
    levelled.reduce(
      (sum, { demand, leadTime }) =>
        sum + reorderLevel(demand, { ...leadTime, deviation: leadTime.deviation * steady }, z).safetyStock,
      0,
    );
  const n = (value: number) => shown(value, {}, 1);
  const now = total(zScore(serviceLevel));
  return [
    ...[0.9, 0.95, 0.98, 0.99]
      .filter(level => Math.abs(level - serviceLevel) > 1e-9)
      .map(level => {
        const own = reorderLevel(first.demand, first.leadTime, zScore(level)).safetyStock;
        return `At a service level of ${percentText(level)} the safety stock of ${nameOf(first)} is ${n(own)} (now ${n(first.level.safetyStock)}), and that of all ${n(total(zScore(level)))} (now ${n(now)}).`;
      }),
    `If lead times never varied, all safety stocks together would be ${n(total(zScore(serviceLevel), 0))} (now ${n(now)}).`,
  ];
};
