import { cell, countText, numberColumn, percentText, shareColumn, shown, textColumn } from '../columns.ts';
import { about } from '../subjects.ts';
import type { Calculation, Computed, Context } from '../types.ts';
import { abcClasses, type Classified } from './classes.ts';
import { abcFormula } from './formulas.ts';

interface Product {
  readonly key: string;
  readonly name: string | undefined;
  readonly cost: number;
  readonly quantity: number;
  readonly value: number;
}

/** Which products make up most of what is consumed. */
export const abc: Calculation = {
  agent: 'inventory',
  name: 'abc',
  title: 'ABC classes',
  question: 'ABC classes of products',
  formula: abcFormula,
  needs: ['product', 'demand_quantity', 'demand_date', 'unit_cost'],
  parameters: ['consumption_days', 'class_a', 'class_b'],
  subjects: ['location'],
  inputs(context) {
    const { roles, settings } = context;
    const where = [{ field: roles.field('product'), operator: 'isPresent' as const }];
    const orderBy = [{ column: 'product', direction: 'ASC' as const }];
    const range = { kind: 'past' as const, unit: 'day' as const, count: settings.consumption_days };
    return [
      {
        name: 'products',
        title: 'Products and their cost',
        plan: {
          measures: [{ name: 'unit_cost', expression: `MAX(${roles.value('unit_cost')})` }],
          dimensions: roles.dimensions('product', 'product_name'),
          where,
          orderBy,
        },
        pageBy: 'product',
      },
      {
        name: 'demand',
        title: `Demand of the last ${settings.consumption_days} days by product`,
        plan: {
          measures: [roles.measure('demand_quantity')],
          dimensions: roles.dimensions('product'),
          where: [...where, ...about(context, 'location')],
          time: { field: roles.field('demand_date'), range },
          orderBy,
        },
        pageBy: 'product',
      },
    ];
  },
  compute(tables, context) {
    const demanded = new Map((tables['demand'] ?? []).map(row => [row.text('product'), row.number('demand_quantity')]));
    const rows = (tables['products'] ?? []).map(row => {
      const key = row.text('product') ?? '';
      return { key, name: row.text('product_name'), cost: row.number('unit_cost'), quantity: demanded.get(key) ?? 0 };
    });
    const priced = rows.flatMap(({ cost, ...row }) =>
      cost !== undefined && cost >= 0 && row.quantity >= 0 ? [{ ...row, cost, value: row.quantity * cost }] : [],
    );
    return priced.length === 0 ? undefined : computed(priced, rows.length - priced.length, context);
  },
};

function computed(products: readonly Product[], without: number, { roles, settings }: Context): Computed {
  const limits = { a: settings.class_a, b: Math.max(settings.class_a, settings.class_b) };
  const classified = abcClasses(products, limits);
  const [a, b, c] = (['A', 'B', 'C'] as const).map(letter => classified.filter(one => one.class === letter));
  const first = classified[0]!;
  const style = roles.shown('unit_cost');
  const idle = products.filter(({ value }) => value === 0).length;
  return {
    columns: [
      textColumn('product', 'Product'),
      ...(roles.has('product_name') ? [textColumn('product_name', 'Product name')] : []),
      textColumn('abc_class', 'Class'),
      numberColumn('consumption_value', 'Value consumed', style),
      shareColumn('share', 'Share of value'),
      shareColumn('cumulative_share', 'Share with all larger ones'),
      numberColumn('quantity', 'Quantity consumed', { ...roles.shown('demand_quantity'), format: 'number' }, 0),
      numberColumn('unit_cost', 'Unit cost', style),
    ],
    rows: classified.map(({ item, share, cumulative, class: letter }) => [
      item.key,
      ...(roles.has('product_name') ? [cell(item.name)] : []),
      letter,
      item.value,
      share,
      cumulative,
      item.quantity,
      item.cost,
    ]),
    sentence: `${part(a!, 'A')}, ${part(b!, 'B')} and ${part(c!, 'C')} of ${countText(products.length)} products.`,
    example: `${first.item.key}: ${countText(first.item.quantity)} × ${shown(first.item.cost, style)} = ${shown(first.item.value, style)}, the largest value, so F = 0 and the class is ${first.class}.`,
    notes: [
      ...(without === 0
        ? []
        : [`Not classified: ${countText(without)} products without a cost, or with a negative quantity.`]),
      ...(idle === 0 ? [] : [`${countText(idle)} products had no consumption; they are class C.`]),
      'The cost of a piece is that of today for the whole window.',
    ],
    sensitivity: [
      [0.7, 0.9],
      [0.8, 0.95],
      [0.85, 0.95],
    ]
      .filter(([at]) => Math.abs((at ?? 0) - limits.a) > 1e-9)
      .map(([at = 0, to = 0]) => {
        const count = abcClasses(products, { a: at, b: to }).filter(one => one.class === 'A').length;
        return `With ${percentText(at)} and ${percentText(to)} as limits ${countText(count)} products are class A (now ${countText(a!.length)}).`;
      }),
  };
}

const part = (ones: readonly Classified<Product>[], letter: string): string => {
  const share = ones.reduce((sum, one) => sum + one.share, 0);
  return `${countText(ones.length)} are class ${letter} (${percentText(share)} of the value)`;
};
