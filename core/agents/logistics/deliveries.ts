import type { Counted } from '../statistics/moments.ts';
import { about } from '../subjects.ts';
import type { Table } from '../table.ts';
import type { Context, Input } from '../types.ts';

/** Deliveries that took so many days, of one group. */
export interface Delivered extends Counted {
  readonly group: string | undefined;
}

/**
 * How long deliveries took, from the order to the customer: counts by both days, which are few however many deliveries
 * there are.
 */
export function deliveryInput(context: Context, options: { grouped?: boolean } = {}): Input {
  const { roles, settings } = context;
  const field = roles.field('delivery_date');
  const days = [
    { field: roles.field('order_date'), name: 'ordered' },
    { field, name: 'delivered' },
  ];
  const group = options.grouped && roles.has('delivery_group') ? [roles.dimension('delivery_group')] : [];
  return {
    name: 'deliveries',
    title: `Deliveries of the last ${settings.delivery_days} days by day of order and delivery`,
    plan: {
      measures: [{ name: 'deliveries', expression: `COUNT(${roles.field('delivery')})` }],
      dimensions: [...group, ...days],
      where: [{ field: roles.field('order_date'), operator: 'isPresent' }, ...about(context, 'location')],
      time: { field, range: { kind: 'past', unit: 'day', count: settings.delivery_days } },
      orderBy: [...group, ...days].map(({ name = '' }) => ({ column: name, direction: 'ASC' })),
    },
    pageBy: group[0] ? 'delivery_group' : undefined,
  };
}

/** Days from order to delivery; days before the order are no lead time and are left out. */
export const readDeliveries = (tables: Readonly<Record<string, Table>>): Delivered[] =>
  (tables['deliveries'] ?? []).flatMap(row => {
    const [ordered, delivered] = [row.day('ordered'), row.day('delivered')];
    if (ordered === undefined || delivered === undefined || delivered < ordered) return [];
    return [{ group: row.text('delivery_group'), value: delivered - ordered, count: row.number('deliveries') ?? 0 }];
  });
