import { countColumn, countText, numberColumn, percentText, shareColumn, shown, textColumn } from '../columns.ts';
import type { Table } from '../table.ts';
import type { Calculation, Computed, Context, Input } from '../types.ts';
import { concentrationFormula } from './formulas.ts';
import { type Concentration, concentrationLevel, concentrationOf, type Spent } from './shares.ts';

/** Spend on products that are in no group, or are no longer known. */
const without = '(none)';

export interface SpentOn extends Spent {
  readonly name: string | undefined;
  readonly group: string | undefined;
}

/** How much depends on few suppliers. */
export const concentration: Calculation = {
  agent: 'supplier',
  name: 'concentration',
  title: 'Supplier concentration',
  question: 'How concentrated is our spend?',
  formula: concentrationFormula,
  needs: ['supplier', 'purchase_date', 'purchase_spend'],
  parameters: ['spend_days'],
  subjects: [],
  inputs: context => [spendInput(context, { grouped: true })],
  compute(tables, context) {
    const spent = readSpend(tables);
    const all = concentrationOf(spent);
    return all && computed(all, spent, context);
  },
};

/** Money by supplier, and by group of products where the model has them. */
export function spendInput({ roles, settings }: Context, { grouped }: { grouped: boolean }): Input {
  const range = { kind: 'past' as const, unit: 'day' as const, count: settings.spend_days };
  return {
    name: 'spend',
    title: `Spend of the last ${settings.spend_days} days by supplier${grouped && roles.has('product_group') ? ' and product group' : ''}`,
    plan: {
      measures: [roles.measure('purchase_spend')],
      dimensions: roles.dimensions('supplier', 'supplier_name', ...(grouped ? (['product_group'] as const) : [])),
      time: { field: roles.field('purchase_date'), range },
      orderBy: [{ column: 'supplier', direction: 'ASC' }],
    },
    pageBy: 'supplier',
  };
}

export const readSpend = (tables: Readonly<Record<string, Table>>): SpentOn[] =>
  (tables['spend'] ?? []).map(row => ({
    supplier: row.text('supplier') ?? '(none)',
    name: row.text('supplier_name'),
    group: row.text('product_group'),
    spend: row.number('purchase_spend') ?? 0,
  }));

function computed(all: Concentration, spent: readonly SpentOn[], { roles, settings }: Context): Computed {
  const names = new Map(spent.map(({ supplier, name }) => [supplier, name ?? supplier]));
  const nameOf = (supplier: string | undefined): string => names.get(supplier ?? '') ?? '';
  const groups = roles.has('product_group')
    ? [...Map.groupBy(spent, ({ group }) => group ?? without)].flatMap(([name, ones]) => {
        const found = concentrationOf(ones);
        return found ? [{ name, found }] : [];
      })
    : [];
  const rows = [
    { name: 'All', found: all },
    ...groups.sort((a, b) => b.found.index - a.found.index || (a.name < b.name ? -1 : 1)),
  ];
  const [top, ...others] = all.shares;
  const topShare = top?.share ?? 0;
  const number = (value: number) => shown(value, {}, 4);
  const most = rows.slice(1).find(({ name }) => name !== without);
  const five = all.shares.slice(0, 5).reduce((sum, { share }) => sum + share, 0);
  return {
    wholeFirst: true,
    columns: [
      textColumn('product_group', 'Spend on'),
      numberColumn('hhi', 'HHI', {}, 4),
      textColumn('level', 'Concentration'),
      numberColumn('effective_suppliers', 'Effective number of suppliers', {}, 1),
      countColumn('suppliers', 'Suppliers'),
      textColumn('largest_supplier', 'Largest supplier'),
      shareColumn('largest_share', 'Its share'),
      numberColumn('spend', 'Spend', roles.shown('purchase_spend')),
    ],
    rows: rows.map(({ name, found }) => [
      name,
      found.index,
      concentrationLevel(found.index),
      found.effective,
      found.shares.length,
      nameOf(found.shares[0]?.supplier),
      found.shares[0]?.share ?? null,
      found.total,
    ]),
    sentence: `The concentration of spend over ${countText(all.shares.length)} suppliers is ${concentrationLevel(all.index)} (HHI ${number(all.index)}); the largest, ${nameOf(top?.supplier)}, has ${percentText(topShare)}${most ? `, and ${most.name} is the most concentrated group (HHI ${number(most.found.index)})` : ''}.`,
    example: `All: ${all.shares
      .slice(0, 3)
      .map(({ share }) => `${shown(share, {}, 4)}²`)
      .join(
        ' + ',
      )}${all.shares.length > 3 ? ' + …' : ''} = ${number(all.index)}; 1 / ${number(all.index)} = ${shown(all.effective, {}, 1)} suppliers.`,
    notes: [
      `The five largest suppliers have ${percentText(five)} of the spend of the last ${settings.spend_days} days.`,
    ],
    sensitivity: [
      ...(topShare > 0.1
        ? [
            `If a tenth of all spend moved from ${nameOf(top?.supplier)} to a new supplier, the HHI would be ${number(all.index - topShare ** 2 + (topShare - 0.1) ** 2 + 0.01)} (now ${number(all.index)}).`,
          ]
        : []),
      `If the two largest suppliers became one, the HHI would be ${number(all.index + 2 * topShare * (others[0]?.share ?? 0))} (now ${number(all.index)}).`,
    ],
  };
}
