import type { Moments } from '../statistics/moments.ts';
import { about } from '../subjects.ts';
import type { Row, Table } from '../table.ts';
import type { Context, Input } from '../types.ts';

/** How long a product takes from ordering to receipt, or why that is not known. */
export type LeadTime =
  | (Moments & { readonly kind: 'known'; readonly receipts: number; readonly from: string })
  | { readonly kind: 'unknown'; readonly reason: string };

const orderBy = [{ column: 'product', direction: 'ASC' as const }];

/** Lead times by product, and by supplier for the products that were received too seldom. */
export function leadTimeInputs(context: Context): Input[] {
  const { roles, settings } = context;
  const days = roles.value('lead_time');
  const range = { kind: 'past' as const, unit: 'day' as const, count: settings.lead_time_days };
  const time = { field: roles.field('lead_time_date'), range };
  const measures = [
    { name: 'receipts', expression: `COUNT(${days})` },
    { name: 'mean', expression: `AVG(${days})` },
    { name: 'deviation', expression: `STDDEV_SAMP(${days})` },
  ];
  const where = [{ field: roles.field('product'), operator: 'isPresent' as const }, ...about(context, 'product')];
  const title = `Lead times of the last ${settings.lead_time_days} days`;
  const products: Input = {
    name: 'lead_times',
    title: `${title} by product`,
    plan: { measures, dimensions: roles.dimensions('product'), where, time, orderBy },
    pageBy: 'product',
  };
  if (!roles.has('supplier')) return [products];
  return [
    products,
    {
      name: 'product_suppliers',
      title: `${title} by product and supplier`,
      plan: {
        measures: measures.slice(0, 1),
        dimensions: roles.dimensions('product', 'supplier'),
        where,
        time,
        orderBy,
      },
      pageBy: 'product',
    },
    {
      name: 'supplier_lead_times',
      title: `${title} by supplier`,
      plan: { measures, dimensions: roles.dimensions('supplier'), time },
    },
  ];
}

/** The lead time of a product: its own when it was received often enough, else that of the supplier it comes from most. */
export function readLeadTimes(
  tables: Readonly<Record<string, Table>>,
  { settings }: Context,
): (product: string) => LeadTime {
  const { minimum_receipts: needed, lead_time_days: days } = settings;
  const products = new Map((tables['lead_times'] ?? []).map(row => [row.text('product'), row]));
  const suppliers = new Map((tables['supplier_lead_times'] ?? []).map(row => [row.text('supplier'), row]));
  const main = mainSuppliers(tables['product_suppliers'] ?? []);
  return product => {
    const own = known(products.get(product), needed, 'product');
    if (own) return own;
    const supplier = main.get(product);
    const theirs = supplier === undefined ? undefined : known(suppliers.get(supplier), needed, `supplier ${supplier}`);
    if (theirs) return theirs;
    const receipts = products.get(product)?.number('receipts') ?? 0;
    const reason =
      receipts === 0 ? `No receipt in the last ${days} days` : `Too few receipts: ${receipts} of ${needed}`;
    return { kind: 'unknown', reason };
  };
}

function known(row: Row | undefined, needed: number, from: string): LeadTime | undefined {
  const [receipts, mean, deviation] = [row?.number('receipts'), row?.number('mean'), row?.number('deviation')];
  if (receipts === undefined || receipts < needed || mean === undefined || deviation === undefined) return undefined;
  return mean < 0
    ? { kind: 'unknown', reason: 'Receipts before the order' }
    : { kind: 'known', receipts, mean, deviation, from };
}

/** The supplier that each product was received from most often; of equals the first by code. */
function mainSuppliers(table: Table): Map<string, string> {
  const most = new Map<string, { supplier: string; receipts: number }>();
  for (const row of table) {
    const [product, supplier, receipts] = [row.text('product'), row.text('supplier'), row.number('receipts') ?? 0];
    if (product === undefined || supplier === undefined) continue;
    const before = most.get(product);
    const more = !before || receipts > before.receipts || (receipts === before.receipts && supplier < before.supplier);
    if (more) most.set(product, { supplier, receipts });
  }
  return new Map([...most].map(([product, { supplier }]) => [product, supplier]));
}
