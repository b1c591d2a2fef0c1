import { cell, countColumn, countText, daysColumn, percentText, shareColumn, textColumn } from '../columns.ts';
import { wilsonInterval } from '../statistics/wilson.ts';
import { about } from '../subjects.ts';
import type { Table } from '../table.ts';
import type { Calculation, Computed, Context, Input } from '../types.ts';
import { onTimeFormula } from './formulas.ts';

/** How a supplier kept what it promised. */
export interface Punctuality {
  readonly supplier: string;
  readonly name: string | undefined;
  readonly due: number;
  readonly onTime: number;
  readonly outstanding: number;
  /** Mean of those received late, in days. */
  readonly daysLate: number | undefined;
  /** Undefined where too few were due to judge. */
  readonly rate: { readonly value: number; readonly low: number; readonly high: number } | undefined;
}

/** Which suppliers keep their dates. */
export const onTime: Calculation = {
  agent: 'supplier',
  name: 'on_time',
  title: 'Supplier on-time rate',
  question: 'How reliable are our suppliers?',
  formula: onTimeFormula,
  needs: ['supplier', 'purchase', 'purchase_promised', 'purchase_received'],
  parameters: ['due_days', 'target_on_time', 'minimum_due'],
  subjects: ['supplier'],
  inputs: context => [onTimeInput(context)],
  compute(tables, context) {
    const suppliers = readPunctuality(tables, context);
    return suppliers.length === 0 ? undefined : computed(suppliers, context);
  },
};

export function onTimeInput(context: Context): Input {
  const { roles, settings } = context;
  const [purchase, promised, received] = (['purchase', 'purchase_promised', 'purchase_received'] as const).map(
    roles.field,
  );
  const count = (condition: string) => `COUNT(CASE WHEN ${condition} THEN ${purchase} END)`;
  return {
    name: 'purchases_due',
    title: `Purchase orders due in the last ${settings.due_days} days`,
    plan: {
      measures: [
        { name: 'due', expression: `COUNT(${purchase})` },
        { name: 'on_time', expression: count(`${received} <= ${promised}`) },
        { name: 'outstanding', expression: count(`${received} IS NULL`) },
        {
          name: 'days_late',
          expression: `AVG(CASE WHEN ${received} > ${promised} THEN DATEDIFF(day, ${promised}, ${received}) END)`,
        },
      ],
      dimensions: roles.dimensions('supplier', 'supplier_name'),
      where: [...roles.conditions('purchase_valid'), ...about(context, 'supplier')],
      time: { field: promised ?? '', range: { kind: 'past', unit: 'day', count: settings.due_days } },
      orderBy: [{ column: 'supplier', direction: 'ASC' }],
    },
    pageBy: 'supplier',
  };
}

export const readPunctuality = (tables: Readonly<Record<string, Table>>, { settings }: Context): Punctuality[] =>
  (tables['purchases_due'] ?? []).flatMap(row => {
    const [supplier, due = 0, hits = 0] = [row.text('supplier'), row.number('due'), row.number('on_time')];
    if (supplier === undefined || due === 0) return [];
    const rate = due < settings.minimum_due ? undefined : { value: hits / due, ...wilsonInterval(hits, due) };
    const facts = { name: row.text('supplier_name'), outstanding: row.number('outstanding') ?? 0 };
    return [{ supplier, ...facts, due, onTime: hits, daysLate: row.number('days_late'), rate }];
  });

const nameOf = ({ supplier, name }: Pick<Punctuality, 'supplier' | 'name'>): string => name ?? supplier;

/** Purchase orders that would have had to be on time besides. */
const missing = (target: number, { due, onTime: hits }: Punctuality): number =>
  Math.max(0, Math.ceil(target * due - hits - 1e-9));

function computed(suppliers: readonly Punctuality[], { roles, settings }: Context): Computed {
  const order = ({ rate }: Punctuality) => rate?.value ?? 2;
  const sorted = [...suppliers].sort(
    (a, b) => order(a) - order(b) || b.due - a.due || (a.supplier < b.supplier ? -1 : 1),
  );
  const [due, hits] = [
    suppliers.reduce((sum, one) => sum + one.due, 0),
    suppliers.reduce((sum, one) => sum + one.onTime, 0),
  ];
  const judged = sorted.filter(({ rate }) => rate !== undefined);
  const under = (target: number) => judged.filter(({ rate }) => (rate?.high ?? 1) < target).length;
  const first = judged[0];
  const few = suppliers.length - judged.length;
  return {
    columns: [
      textColumn('supplier', 'Supplier'),
      ...(roles.has('supplier_name') ? [textColumn('supplier_name', 'Supplier name')] : []),
      shareColumn('on_time_rate', 'On-time rate'),
      shareColumn('rate_low', 'At least'),
      shareColumn('rate_high', 'At most'),
      countColumn('due', 'Due'),
      countColumn('on_time', 'On time'),
      countColumn('outstanding', 'Outstanding'),
      daysColumn('days_late', 'Mean delay when late'),
      textColumn('note', 'Note'),
    ],
    rows: sorted.map(one => [
      one.supplier,
      ...(roles.has('supplier_name') ? [cell(one.name)] : []),
      cell(one.rate?.value),
      cell(one.rate?.low),
      cell(one.rate?.high),
      one.due,
      one.onTime,
      one.outstanding,
      cell(one.daysLate),
      one.rate ? null : `Too few due: ${one.due} of ${settings.minimum_due}`,
    ]),
    sentence: `${percentText(hits / due)} of ${countText(due)} purchase orders due were received on time${first && judged.length > 1 ? `; ${nameOf(first)} is lowest (${percentText(first.rate?.value ?? 0)}), and ${countText(under(settings.target_on_time))} of ${countText(judged.length)} suppliers are under ${percentText(settings.target_on_time)} even at the upper end of their interval` : ''}.`,
    example:
      first &&
      `${nameOf(first)}: ${countText(first.onTime)} / ${countText(first.due)} = ${percentText(first.rate?.value ?? 0)}, between ${percentText(first.rate?.low ?? 0)} and ${percentText(first.rate?.high ?? 1)}.`,
    notes: [
      'A purchase order that is due and still outstanding counts as late; those without an expected date are left out.',
      ...(few === 0
        ? []
        : [`Not judged: ${countText(few)} suppliers with fewer than ${settings.minimum_due} purchase orders due.`]),
    ],
    sensitivity: [
      ...(first
        ? [
            `${countText(missing(settings.target_on_time, first))} more on time would have brought ${nameOf(first)} to ${percentText(settings.target_on_time)}.`,
          ]
        : []),
      ...[0.8, 0.9, 0.95]
        .filter(target => Math.abs(target - settings.target_on_time) > 1e-9)
        .map(
          target =>
            `With a target of ${percentText(target)}, ${countText(under(target))} suppliers are under it (now ${countText(under(settings.target_on_time))}).`,
        ),
    ],
  };
}
