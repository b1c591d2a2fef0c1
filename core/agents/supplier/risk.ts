import { cell, countColumn, countText, percentText, shareColumn, textColumn } from '../columns.ts';
import type { Settings } from '../parameters.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { readSpend, spendInput } from './concentration.ts';
import { riskFormula } from './formulas.ts';
import { priceIndices } from './indices.ts';
import { onTimeInput, type Punctuality, readPunctuality } from './on-time.ts';
import { priceInputs, readPurchases } from './prices.ts';
import { concentrationOf } from './shares.ts';

interface Judged {
  readonly supplier: string;
  readonly name: string | undefined;
  readonly rate: Punctuality['rate'];
  readonly due: number;
  /** As a fraction. */
  readonly rise: number | undefined;
  readonly share: number;
}

type Limits = Pick<Settings, 'target_on_time' | 'price_rise' | 'spend_share'>;

/** Suppliers that are late, dear or large, those with most reasons first. */
export const supplierRisk: Calculation = {
  agent: 'supplier',
  name: 'risk',
  title: 'Supplier risk',
  question: 'Which suppliers are risky?',
  formula: riskFormula,
  needs: [
    'supplier',
    'purchase',
    'purchase_promised',
    'purchase_received',
    'product',
    'purchase_date',
    'purchase_spend',
    'purchase_quantity',
  ],
  parameters: ['target_on_time', 'price_rise', 'spend_share', 'due_days', 'price_days', 'spend_days', 'minimum_due'],
  subjects: [],
  inputs: context => [onTimeInput(context), ...priceInputs(context), spendInput(context, { grouped: false })],
  compute(tables, context) {
    const punctual = new Map(readPunctuality(tables, context).map(one => [one.supplier, one]));
    const prices = new Map(readPurchases(tables).map(one => [one.supplier, one]));
    const spent = readSpend(tables);
    const shares = new Map(concentrationOf(spent)?.shares.map(({ supplier, share }) => [supplier, share]));
    const names = new Map(spent.map(({ supplier, name }) => [supplier, name]));
    const suppliers = [...new Set([...punctual.keys(), ...prices.keys(), ...shares.keys()])].map(supplier => {
      const index = priceIndices(prices.get(supplier)?.products ?? []);
      const known = punctual.get(supplier);
      return {
        supplier,
        name: names.get(supplier) ?? known?.name ?? prices.get(supplier)?.name,
        rate: known?.rate,
        due: known?.due ?? 0,
        rise: index && index.laspeyres - 1,
        share: shares.get(supplier) ?? 0,
      };
    });
    return suppliers.length === 0 ? undefined : computed(suppliers, context);
  },
};

/** Why a supplier is a risk; nothing where it is none, or where it can't be judged. */
function reasonsOf({ rate, rise, share }: Pick<Judged, 'rate' | 'rise' | 'share'>, limits: Limits): string[] {
  return [
    ...(rate && rate.high < limits.target_on_time ? ['late'] : []),
    ...(rise !== undefined && rise >= limits.price_rise ? ['prices rose'] : []),
    ...(share >= limits.spend_share ? ['large share of spend'] : []),
  ];
}

function computed(suppliers: readonly Judged[], { roles, settings }: Context): Computed {
  const judged = suppliers
    .map(one => ({ ...one, reasons: reasonsOf(one, settings) }))
    .sort((a, b) => b.reasons.length - a.reasons.length || b.share - a.share || (a.supplier < b.supplier ? -1 : 1));
  const flagged = judged.filter(({ reasons }) => reasons.length > 0);
  const first = flagged[0];
  const nameOf = (one: Judged) => one.name ?? one.supplier;
  const count = (limits: Limits) => suppliers.filter(one => reasonsOf(one, limits).length > 0).length;
  const unknown = judged.filter(({ rate, rise }) => rate === undefined && rise === undefined).length;
  const changed = (text: string, limits: Partial<Limits>) =>
    `${text}, ${countText(count({ ...settings, ...limits }))} suppliers are flagged (now ${countText(flagged.length)}).`;
  return {
    columns: [
      textColumn('supplier', 'Supplier'),
      ...(roles.has('supplier_name') ? [textColumn('supplier_name', 'Supplier name')] : []),
      countColumn('flags', 'Flags'),
      textColumn('reasons', 'Reasons'),
      shareColumn('on_time_rate', 'On-time rate'),
      countColumn('due', 'Due'),
      shareColumn('price_change', 'Price change'),
      shareColumn('spend_share', 'Share of spend'),
    ],
    rows: flagged.map(one => [
      one.supplier,
      ...(roles.has('supplier_name') ? [cell(one.name)] : []),
      one.reasons.length,
      one.reasons.join(', '),
      cell(one.rate?.value),
      one.due,
      cell(one.rise),
      one.share,
    ]),
    sentence: `${countText(flagged.length)} of ${countText(suppliers.length)} suppliers are flagged${first ? `; first is ${nameOf(first)} (${first.reasons.join(', ')})` : ''}.`,
    example:
      first &&
      `${nameOf(first)}: on-time rate at most ${first.rate ? percentText(first.rate.high) : 'not known'} (target ${percentText(settings.target_on_time)}), price change ${first.rise === undefined ? 'not known' : percentText(first.rise)} (limit ${percentText(settings.price_rise)}), share of spend ${percentText(first.share)} (limit ${percentText(settings.spend_share)}): ${first.reasons.length}.`,
    notes: unknown === 0 ? [] : [`Of ${countText(unknown)} suppliers neither punctuality nor prices are known.`],
    sensitivity: [
      changed('With an on-time target of 80 %', { target_on_time: 0.8 }),
      changed('From a price rise of 2 % on', { price_rise: 0.02 }),
      changed('From a share of spend of 5 % on', { spend_share: 0.05 }),
    ],
  };
}
