import { about } from '../subjects.ts';
import { dayNumber, dayText, type Table } from '../table.ts';
import type { Context, Input } from '../types.ts';
import type { Bought } from './indices.ts';

export interface BoughtProduct extends Bought {
  readonly product: string;
}

export interface SupplierPurchases {
  readonly supplier: string;
  readonly name: string | undefined;
  readonly products: readonly BoughtProduct[];
}

/** Money and quantity by supplier and product, in the last days and in as many before them. */
export function priceInputs(context: Context): Input[] {
  const { roles, settings, today } = context;
  const [now, length] = [dayNumber(today), settings.price_days];
  const period = (name: string, title: string, from: number): Input => ({
    name,
    title,
    plan: {
      measures: [roles.measure('purchase_spend'), roles.measure('purchase_quantity')],
      dimensions: roles.dimensions('supplier', 'supplier_name', 'product'),
      where: [{ field: roles.field('product'), operator: 'isPresent' }, ...about(context, 'supplier')],
      time: {
        field: roles.field('purchase_date'),
        range: { kind: 'between', start: dayText(from), end: dayText(from + length) },
      },
      orderBy: [{ column: 'supplier', direction: 'ASC' }],
    },
    pageBy: 'supplier',
  });
  return [
    period('purchases_now', `Purchases of the last ${length} days by supplier and product`, now - length),
    period('purchases_before', `Purchases of the ${length} days before them`, now - 2 * length),
  ];
}

const nothing = { spend: 0, quantity: 0 };

export function readPurchases(tables: Readonly<Record<string, Table>>): SupplierPurchases[] {
  const suppliers = new Map<string, { name: string | undefined; products: Map<string, Bought> }>();
  for (const period of ['before', 'now'] as const) {
    for (const row of tables[`purchases_${period}`] ?? []) {
      const [supplier, product] = [row.text('supplier'), row.text('product')];
      if (supplier === undefined || product === undefined) continue;
      const known = suppliers.get(supplier) ?? { name: row.text('supplier_name'), products: new Map<string, Bought>() };
      suppliers.set(supplier, known);
      const bought = { spend: row.number('purchase_spend') ?? 0, quantity: row.number('purchase_quantity') ?? 0 };
      known.products.set(product, { before: nothing, now: nothing, ...known.products.get(product), [period]: bought });
    }
  }
  return [...suppliers].map(([supplier, { name, products }]) => ({
    supplier,
    name,
    products: [...products].map(([product, bought]) => ({ product, ...bought })),
  }));
}
