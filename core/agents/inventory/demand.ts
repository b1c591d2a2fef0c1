import { leafOf } from '../../plan/names.ts';
import { type Moments, momentsOf } from '../statistics/moments.ts';
import { dayNumber, type Table } from '../table.ts';
import type { Context, Input } from '../types.ts';
import { itemConditions, keyOf } from './stock.ts';

/** What a product is asked for a day, or why that is not known. */
export type Demand =
  | (Moments & { readonly kind: 'known'; readonly days: number; readonly total: number })
  | { readonly kind: 'unknown'; readonly reason: string };

const pageBy = 'product';
const orderBy = [{ column: pageBy, direction: 'ASC' as const }];

/**
 * Three plans: the demand of the window, the sum of the squares of its days (days without a row count as zero, so
 * the variance needs no row for them), and the first day of demand ever, from which a young product's days count.
 */
export function demandInputs(context: Context): Input[] {
  const { roles, settings } = context;
  const demand = roles.measure('demand_quantity');
  const field = roles.field('demand_date');
  const range = { kind: 'past' as const, unit: 'day' as const, count: settings.window_days };
  const dimensions = roles.dimensions('product', 'location');
  const by = dimensions.map(({ name }) => name ?? '');
  const where = itemConditions(context);
  const total = roles.total('demand_quantity');
  return [
    {
      name: 'demand',
      title: `Demand of the last ${settings.window_days} days`,
      plan: { measures: [demand], dimensions, where, time: { field, range }, orderBy },
      pageBy,
    },
    {
      name: 'demand_squares',
      title: 'Sum of the squares of the daily demand',
      plan: {
        measures: [{ name: 'squared', expression: `(${total}) * (${total})` }],
        dimensions,
        where,
        time: { field, range, grain: 'day' },
        summarise: { function: 'sum', column: 'squared', by, name: 'squares' },
        orderBy,
      },
      pageBy,
    },
    {
      name: 'first_demand',
      title: 'First day of demand',
      plan: {
        measures: [demand],
        dimensions,
        where,
        time: { field, grain: 'day' },
        having: [{ column: demand.name, operator: '>', values: [0] }],
        summarise: { function: 'min', column: leafOf(field), by, name: 'first' },
        orderBy,
      },
      pageBy,
    },
  ];
}

/** Daily demand of each product and place. */
export function readDemand(
  tables: Readonly<Record<string, Table>>,
  { settings, today }: Context,
): (key: string) => Demand {
  const numbers = (name: string, column: string) => keyed(tables[name] ?? [], row => row.number(column));
  const totals = numbers('demand', 'demand_quantity');
  const squares = numbers('demand_squares', 'squares');
  const first = keyed(tables['first_demand'] ?? [], row => row.day('first'));
  const { window_days: window, minimum_history_days: needed } = settings;
  return key => {
    const begun = first.get(key);
    if (begun === undefined) return unknown('No demand yet');
    const history = dayNumber(today) - begun;
    if (history < needed) return unknown(`Too little history: ${history} of ${needed} days`);
    const days = Math.min(window, history);
    const total = totals.get(key) ?? 0;
    if (total < 0) return unknown('Demand is negative');
    if (total === 0) return unknown(`No demand in the last ${days} days`);
    return { kind: 'known', days, total, ...momentsOf(total, squares.get(key) ?? 0, days) };
  };
}

const unknown = (reason: string): Demand => ({ kind: 'unknown', reason });

function keyed(table: Table, of: (row: Table[number]) => number | undefined): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of table) {
    const value = of(row);
    if (value !== undefined) found.set(keyOf(row.text('product') ?? '', row.text('location')), value);
  }
  return found;
}
