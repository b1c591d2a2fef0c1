import type { Roles } from '../bind.ts';
import { about } from '../subjects.ts';
import type { Table } from '../table.ts';
import type { Context, Input } from '../types.ts';

/** What is kept, a product in a place; without places in the model, a product. */
export interface Stock {
  readonly key: string;
  readonly product: string;
  readonly productName: string | undefined;
  readonly location: string | undefined;
  readonly locationName: string | undefined;
  readonly onHand: number | undefined;
  /** On hand, less what is promised, and what is on order: what an order now would add to. */
  readonly position: number | undefined;
}

export const keyOf = (product: string, location: string | undefined): string => JSON.stringify([product, location]);

export const itemConditions = (context: Context) => [
  { field: context.roles.field('product'), operator: 'isPresent' as const },
  ...about(context, 'product', 'location'),
];

const byProduct = [{ column: 'product', direction: 'ASC' as const }];

/** What is on hand now, and what is on order. */
export function stockInputs(context: Context, { position }: { position: boolean }): Input[] {
  const { roles } = context;
  const shared = { where: itemConditions(context), orderBy: byProduct };
  const stock: Input = {
    name: 'stock',
    title: 'Stock now',
    plan: {
      ...shared,
      measures: [roles.measure('on_hand'), ...(position && roles.has('reserved') ? [roles.measure('reserved')] : [])],
      dimensions: roles.dimensions('product', 'product_name', 'location', 'location_name'),
    },
    pageBy: 'product',
  };
  if (!position || !roles.has('on_order')) return [stock];
  const plan = {
    ...shared,
    measures: [roles.measure('on_order')],
    dimensions: roles.dimensions('product', 'location'),
    having: [{ column: 'on_order', operator: '>' as const, values: [0] }],
  };
  return [stock, { name: 'on_order', title: 'Ordered from suppliers and not received', plan, pageBy: 'product' }];
}

/** The words for what the stock position is made of in this model. */
export const positionWords = (roles: Roles): string =>
  ['on hand', ...(roles.has('reserved') ? ['− reserved'] : []), ...(roles.has('on_order') ? ['+ on order'] : [])].join(
    ' ',
  );

export function readStock(tables: Readonly<Record<string, Table>>): Stock[] {
  const onOrder = new Map<string, number>();
  for (const row of tables['on_order'] ?? []) {
    onOrder.set(keyOf(row.text('product') ?? '', row.text('location')), row.number('on_order') ?? 0);
  }
  return (tables['stock'] ?? []).map(row => {
    const product = row.text('product') ?? '';
    const location = row.text('location');
    const key = keyOf(product, location);
    const onHand = row.number('on_hand');
    return {
      key,
      product,
      productName: row.text('product_name'),
      location,
      locationName: row.text('location_name'),
      onHand,
      position: onHand === undefined ? undefined : onHand - (row.number('reserved') ?? 0) + (onOrder.get(key) ?? 0),
    };
  });
}

/** What people call it: P-10151, Rotterdam Hub. */
export const nameOf = ({ product, location, locationName }: Stock): string =>
  [product, locationName ?? location].filter(part => part !== undefined).join(', ');
