import {
  cell,
  countColumn,
  counted,
  countText,
  daysColumn,
  numberColumn,
  percentText,
  shown,
  textColumn,
} from '../columns.ts';
import { zScore } from '../statistics/normal.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { reorderFormula } from './formulas.ts';
import { itemCells, itemColumns, itemsWord } from './item-columns.ts';
import { hasLevel, type Item, type Levelled, levelInputs, problemNotes, readItems, worked } from './levels.ts';
import { reorderLevel } from './safety.ts';
import { nameOf, positionWords } from './stock.ts';

/** What is to be reordered now: products whose stock position is at or under their reorder point. */
export const reorderPoint: Calculation = {
  agent: 'inventory',
  name: 'reorder_point',
  title: 'Reorder point',
  question: 'What should I reorder?',
  formula: reorderFormula,
  needs: ['product', 'demand_quantity', 'demand_date', 'on_hand', 'lead_time', 'lead_time_date'],
  parameters: ['service_level', 'window_days', 'lead_time_days', 'minimum_history_days', 'minimum_receipts'],
  subjects: ['product', 'location'],
  inputs: levelInputs,
  compute: (tables, context) => {
    const items = readItems(tables, context);
    return items.length === 0 ? undefined : computed(items, context);
  },
};

const isDue = ({ position, level }: Pick<Item, 'position' | 'level'>): boolean =>
  position !== undefined && level !== undefined && position <= level.reorderPoint;

/** Days that the position lasts: the fewest first. */
const lasting = ({ position, demand }: Levelled): number => (position ?? 0) / demand.mean;

function computed(items: readonly Item[], context: Context): Computed {
  const { roles, settings, subjects } = context;
  const levelled = items.filter(hasLevel).sort((a, b) => lasting(a) - lasting(b) || (a.key < b.key ? -1 : 1));
  const due = levelled.filter(isDue);
  // Asked about one product, people want its numbers whether it is due or not.
  const single = subjects.product !== undefined;
  const shownItems = single
    ? [...due, ...levelled.filter(item => !isDue(item)), ...items.filter(item => !hasLevel(item))]
    : due;
  const first = (single ? shownItems.find(hasLevel) : due[0]) ?? levelled[0];
  const style = { ...roles.shown('demand_quantity'), format: 'number' };
  return {
    main: 'reorder_point',
    columns: [
      ...itemColumns(roles),
      textColumn('status', 'Status'),
      numberColumn('on_hand', 'On hand', style, 0),
      numberColumn('stock_position', 'Stock position', style, 0),
      numberColumn('reorder_point', 'Reorder point', style, 1),
      numberColumn('safety_stock', 'Safety stock', style, 1),
      numberColumn('shortfall', 'Missing to the reorder point', style, 1),
      numberColumn('daily_demand', 'Demand a day', style, 2),
      numberColumn('demand_deviation', 'Standard deviation of it', style, 2),
      daysColumn('lead_time', 'Lead time'),
      daysColumn('lead_time_deviation', 'Standard deviation of the lead time'),
      countColumn('receipts', 'Receipts'),
    ],
    rows: shownItems.map(item => [
      ...itemCells(roles, item),
      statusOf(item),
      cell(item.onHand),
      cell(item.position),
      cell(item.level?.reorderPoint),
      cell(item.level?.safetyStock),
      isDue(item) ? (item.level?.reorderPoint ?? 0) - (item.position ?? 0) : null,
      ...moments(item.demand),
      ...moments(item.leadTime),
      item.leadTime.kind === 'known' ? item.leadTime.receipts : null,
    ]),
    sentence: sentenceOf(items, due, levelled, context),
    example: first && worked(first, settings.service_level),
    notes: [
      `Stock position = ${positionWords(roles)}.`,
      ...negatives(items),
      ...problemNotes(items),
      ...(due.some(({ leadTime }) => leadTime.from !== 'product')
        ? ['Where a product was received too seldom, the lead time is that of its supplier.']
        : []),
    ],
    sensitivity:
      levelled.length === 0 ? [] : sensitivity(levelled, due.length, first ?? levelled[0]!, settings.service_level),
  };
}

const moments = (one: Item['demand'] | Item['leadTime']) =>
  one.kind === 'known' ? [one.mean, one.deviation] : [null, null];

function statusOf(item: Item): string {
  if (item.problem !== undefined) return item.problem;
  if (item.position === undefined) return 'No stock record';
  const state = isDue(item) ? 'Reorder' : 'Enough';
  if ((item.onHand ?? 0) < 0) return `${state}; negative stock, to be counted`;
  return item.demand.kind === 'known' && item.demand.deviation === 0 ? `${state}; demand never varied` : state;
}

function negatives(items: readonly Item[]): string[] {
  const count = items.filter(({ onHand }) => (onHand ?? 0) < 0).length;
  return count === 0 ? [] : [`${counted(count, 'stock record')} below zero: count them before relying on them.`];
}

function sentenceOf(
  items: readonly Item[],
  due: readonly Levelled[],
  levelled: readonly Levelled[],
  { settings, roles, subjects }: Context,
): string {
  const level = percentText(settings.service_level);
  if (levelled.length === 0)
    return `No reorder point can be computed: ${items[0]?.problem ?? 'there is no stock record'}.`;
  const only = subjects.product !== undefined && levelled.length === 1 ? levelled[0] : undefined;
  if (only) {
    const point = shown(only.level.reorderPoint, {}, 1);
    const position = countText(only.position ?? 0);
    return `The reorder point of ${nameOf(only)} is ${point}; its stock position is ${position}: ${isDue(only) ? 'reorder' : 'enough'}, at a service level of ${level}.`;
  }
  const head = `${countText(due.length)} of ${countText(levelled.length)} ${itemsWord(roles)} are at or under their reorder point at a service level of ${level}`;
  return due[0] ? `${head}; the most urgent is ${nameOf(due[0])}.` : `${head}.`;
}

function sensitivity(levelled: readonly Levelled[], due: number, example: Levelled, serviceLevel: number): string[] {
  const pointOf = ({ demand, leadTime }: Levelled, z: number) => reorderLevel(demand, leadTime, z).reorderPoint;
  const dueBy = (point: (item: Levelled) => number) =>
    levelled.filter(item => item.position !== undefined && item.position <= point(item)).length;
  const levels = [0.9, 0.95, 0.98, 0.99]
    .filter(level => Math.abs(level - serviceLevel) > 1e-9)
    .map(level => {
      const z = zScore(level);
      const point = shown(pointOf(example, z), {}, 1);
      const now = shown(example.level.reorderPoint, {}, 1);
      return `At a service level of ${percentText(level)} the reorder point of ${nameOf(example)} is ${point} (now ${now}), and ${countText(dueBy(item => pointOf(item, z)))} are due (now ${countText(due)}).`;
    });
  const z = zScore(serviceLevel);
  const steady = dueBy(({ demand, leadTime }) => reorderLevel(demand, { ...leadTime, deviation: 0 }, z).reorderPoint);
  return [...levels, `If lead times never varied, ${countText(steady)} would be due.`];
}
