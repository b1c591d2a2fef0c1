import { cell, countColumn, countText, numberColumn, percentText, shareColumn, shown, textColumn } from '../columns.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { priceFormula } from './formulas.ts';
import { type PriceIndices, priceIndices } from './indices.ts';
import { priceInputs, readPurchases, type SupplierPurchases } from './prices.ts';

interface Priced extends SupplierPurchases {
  readonly spend: number;
  readonly indices: PriceIndices | undefined;
}

/** How the prices of suppliers have moved. */
export const priceTrend: Calculation = {
  agent: 'supplier',
  name: 'price_trend',
  title: 'Supplier price trend',
  question: 'Are purchase prices rising?',
  formula: priceFormula,
  needs: ['supplier', 'product', 'purchase_date', 'purchase_spend', 'purchase_quantity'],
  parameters: ['price_days', 'price_rise'],
  subjects: ['supplier'],
  inputs: priceInputs,
  compute(tables, context) {
    const suppliers = readPurchases(tables).map(one => ({
      ...one,
      spend: one.products.reduce((sum, { now }) => sum + now.spend, 0),
      indices: priceIndices(one.products),
    }));
    return suppliers.length === 0 ? undefined : computed(suppliers, context);
  },
};

const change = (index: number): string => `${index >= 1 ? '+' : ''}${percentText(index - 1)}`;
const nameOf = ({ supplier, name }: SupplierPurchases): string => name ?? supplier;

function computed(suppliers: readonly Priced[], { roles, settings }: Context): Computed {
  const sorted = [...suppliers].sort(
    (a, b) => (b.indices?.laspeyres ?? -1) - (a.indices?.laspeyres ?? -1) || (a.supplier < b.supplier ? -1 : 1),
  );
  const priced = sorted.filter(({ indices }) => indices !== undefined);
  const all = priceIndices(suppliers.flatMap(({ products }) => products));
  const first = priced[0];
  const rising = (limit: number) => priced.filter(({ indices }) => (indices?.laspeyres ?? 0) - 1 >= limit).length;
  const style = roles.shown('purchase_spend');
  return {
    columns: [
      textColumn('supplier', 'Supplier'),
      ...(roles.has('supplier_name') ? [textColumn('supplier_name', 'Supplier name')] : []),
      shareColumn('price_change', 'Price change'),
      shareColumn('price_index', 'Price index (Laspeyres)'),
      shareColumn('paasche', 'Paasche'),
      shareColumn('fisher', 'Fisher'),
      countColumn('products', 'Products in both periods'),
      shareColumn('coverage', 'Share of spend they make up'),
      numberColumn('spend', 'Spend', style),
      textColumn('note', 'Note'),
    ],
    rows: sorted.map(one => [
      one.supplier,
      ...(roles.has('supplier_name') ? [cell(one.name)] : []),
      one.indices ? one.indices.laspeyres - 1 : null,
      cell(one.indices?.laspeyres),
      cell(one.indices?.paasche),
      cell(one.indices?.fisher),
      one.indices?.matched ?? 0,
      cell(one.indices?.coverage),
      one.spend,
      one.indices ? null : 'No product was bought in both periods',
    ]),
    sentence:
      all && first
        ? `Prices changed by ${change(all.laspeyres)} over ${settings.price_days} days${priced.length > 1 ? `, most at ${nameOf(first)} (${change(first.indices?.laspeyres ?? 1)}); ${countText(rising(settings.price_rise))} of ${countText(priced.length)} suppliers raised theirs by ${percentText(settings.price_rise)} and more` : ''}.`
        : 'No price trend can be computed: no product was bought in both periods.',
    example: first && example(first),
    notes: [
      'Compared are products bought from the same supplier in both periods; new products have no earlier price.',
      ...(priced.length < suppliers.length
        ? [
            `Not computed for ${countText(suppliers.length - priced.length)} suppliers: no product was bought in both periods.`,
          ]
        : []),
    ],
    sensitivity: [
      ...(all
        ? [
            `Weighted by the quantities of the last period (Paasche) prices changed by ${change(all.paasche)}, by Fisher's index ${change(all.fisher)} (Laspeyres ${change(all.laspeyres)}).`,
          ]
        : []),
      ...[0.02, 0.05, 0.1]
        .filter(limit => Math.abs(limit - settings.price_rise) > 1e-9)
        .map(
          limit =>
            `From a rise of ${percentText(limit)} on it is ${countText(rising(limit))} suppliers (now ${countText(rising(settings.price_rise))}).`,
        ),
    ],
  };
}

function example(one: Priced): string {
  const both = one.products.filter(
    ({ before, now }) => before.spend > 0 && before.quantity > 0 && now.spend > 0 && now.quantity > 0,
  );
  const then = both.reduce((sum, { before }) => sum + before.spend, 0);
  const after = both.reduce((sum, { before, now }) => sum + (now.spend / now.quantity) * before.quantity, 0);
  const n = (value: number) => shown(value, {}, 2);
  return `${nameOf(one)}: ${n(after)} / ${n(then)} = ${percentText(after / then)} over ${countText(both.length)} products.`;
}
