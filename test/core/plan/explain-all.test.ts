import { describe, expect, test } from '@jest/globals';
import { explainPlan } from '../../../core/plan/explain.ts';
import { FilterSchema, type PlanInput, PlanSchema, type Step, TimeRangeSchema } from '../../../core/plan/schema.ts';
import { byMonth, NOW, orderCount, plan, region, revenue, shop } from './shop.ts';

/**
 * No member of a plan may be missing from its sentence: for each member that the schema has there are two plans here that
 * differ in it alone, and they must not read the same.
 */

const say = (input: PlanInput): string => explainPlan(plan(input), shop, NOW);
const open = { field: 'orders.status', operator: '=' as const, values: ['Open'] };
const measured = (more: object): PlanInput => ({ measures: [{ ...revenue, ...more }] });
const aggregate = (more: object): PlanInput => ({
  measures: [{ name: 'n', expression: 'SUM(orders.amount)', ...more } as never],
});
const grouped = (more: object): PlanInput => ({ measures: [revenue], dimensions: [{ ...region, ...more }] });
const kept = (filter: NonNullable<PlanInput['where']>[number]): PlanInput => ({ measures: [revenue], where: [filter] });
const during = (range: NonNullable<NonNullable<PlanInput['time']>['range']>): PlanInput => ({
  measures: [revenue],
  time: { field: 'orders.order_date', range },
});
/** A step over both numbers by month and region; what it does not name itself is usual. */
const step = (one: Step): PlanInput => ({
  measures: [revenue, orderCount],
  dimensions: [region, { field: 'customers.customer_name' }],
  time: byMonth,
  steps: [one],
});
const having = (one: object): PlanInput => ({
  measures: [revenue, orderCount],
  dimensions: [region],
  having: [{ column: 'revenue', operator: '>', values: [5], ...one }],
});
const ranked = (one: object): PlanInput => ({
  measures: [revenue, orderCount],
  dimensions: [region, { field: 'customers.customer_name' }],
  topPerGroup: { by: ['region'], column: 'revenue', direction: 'DESC', count: 3, ...one },
});
const summary = (one: object): PlanInput => ({
  measures: [revenue, orderCount],
  dimensions: [region, { field: 'customers.customer_name' }],
  summarise: { function: 'avg', column: 'revenue', name: 'x', ...one },
});
const ordered = (orderBy: PlanInput['orderBy'], limit?: number): PlanInput => ({
  measures: [revenue, orderCount],
  dimensions: [region],
  orderBy,
  ...(limit !== undefined && { limit }),
});
const banded = (one: object): PlanInput => ({
  measures: [revenue],
  dimensions: [{ field: 'orders.amount', bands: [{ label: 'Some', from: 1, to: 5, ...one }] }],
});
const list = (more: PlanInput): PlanInput => ({ fields: ['orders.order_id'], ...more });
const month = { kind: 'current', unit: 'month' } as const;
const dated = { timeField: 'orders.order_date' };
const ratio = { kind: 'ratio', name: 's', numerator: 'revenue', denominator: 'order_count' } as const;
const difference = { kind: 'difference', name: 's', left: 'revenue', right: 'order_count' } as const;
const growth = { kind: 'growth', name: 's', base: 'order_count', current: 'revenue' } as const;
const share = { kind: 'shareOfTotal', name: 's', measure: 'revenue' } as const;
const overall = { kind: 'overall', name: 's', measure: 'revenue' } as const;
const running = { kind: 'runningTotal', name: 's', measure: 'revenue' } as const;
const moving = { kind: 'movingAverage', name: 's', measure: 'revenue', periods: 3 } as const;
const rank = { kind: 'rank', name: 's', measure: 'revenue', direction: 'DESC' } as const;
const comparison = {
  kind: 'comparison',
  name: 's',
  measure: 'revenue',
  with: 'previousPeriod',
  output: 'value',
} as const;
const compared = { field: 'orders.shipped_at', operator: '>', to: 'orders.order_date' } as const;
const returned = { related: 'returns', where: [] };

const told: Readonly<Record<string, readonly [PlanInput, PlanInput]>> = {
  measures: [measured({}), { measures: [orderCount] }],
  'measures.metric': [measured({}), measured({ metric: 'refunds' })],
  'measures.expression': [aggregate({}), aggregate({ expression: 'SUM(orders.quantity)' })],
  'measures.label': [measured({}), measured({ label: 'Money' })],
  'measures.over': [aggregate({}), aggregate({ over: 'customers' })],
  'measures.filters': [measured({}), measured({ filters: [open] })],
  'measures.period': [measured(dated), measured({ ...dated, period: month })],
  'measures.timeField': [measured({}), measured({ timeField: 'orders.shipped_at' })],
  'measures.timeFields': [
    { measures: [{ name: 'net', metric: 'net_revenue' }] },
    {
      measures: [
        {
          name: 'net',
          metric: 'net_revenue',
          timeFields: [
            { of: 'orders', field: 'orders.shipped_at' },
            { of: 'returns', field: 'returns.return_date' },
          ],
        },
      ],
    },
  ],
  'measures.timeFields.of': [
    measured({ timeFields: fields('orders', 'orders.order_date') }),
    measured({ timeFields: fields('customers', 'orders.order_date') }),
  ],
  'measures.timeFields.field': [
    measured({ timeFields: fields('orders', 'orders.order_date') }),
    measured({ timeFields: fields('orders', 'orders.shipped_at') }),
  ],
  'measures.hidden': [{ measures: [revenue, orderCount] }, { measures: [revenue, { ...orderCount, hidden: true }] }],
  dimensions: [measured({}), grouped({})],
  'dimensions.field': [grouped({}), grouped({ field: 'customers.customer_name' })],
  'dimensions.grain': [
    grouped({ field: 'orders.order_date', grain: 'month' }),
    grouped({ field: 'orders.order_date', grain: 'week' }),
  ],
  'dimensions.part': [
    grouped({ field: 'orders.order_date', part: 'month' }),
    grouped({ field: 'orders.order_date', part: 'dayofweek' }),
  ],
  'dimensions.width': [grouped({ field: 'orders.amount' }), grouped({ field: 'orders.amount', width: 5 })],
  'dimensions.bands': [grouped({ field: 'orders.amount' }), banded({})],
  'dimensions.bands.label': [banded({}), banded({ label: 'Few' })],
  'dimensions.label': [grouped({}), grouped({ label: 'Part of the world' })],
  fields: [list({}), { fields: ['orders.amount'] }],
  where: [measured({}), kept(open)],
  'where:field,operator,values.field': [kept(open), kept({ ...open, field: 'customers.region' })],
  'where:field,operator,values.operator': [kept(open), kept({ ...open, operator: '!=' as const })],
  'where:field,operator,values.values': [kept(open), kept({ ...open, values: [''] })],
  'where:field,operator.field': [
    kept({ field: 'orders.status', operator: 'isMissing' }),
    kept({ field: 'orders.shipped_at', operator: 'isMissing' }),
  ],
  'where:field,operator.operator': [
    kept({ field: 'orders.status', operator: 'isMissing' }),
    kept({ field: 'orders.status', operator: 'isPresent' }),
  ],
  'where:field,period.field': [
    kept({ field: 'orders.shipped_at', period: month }),
    kept({ field: 'orders.order_date', period: month }),
  ],
  'where:field,period.period': [
    kept({ field: 'orders.shipped_at', period: month }),
    kept({ field: 'orders.shipped_at', period: { kind: 'toDate', unit: 'month' } }),
  ],
  'where:field,operator,to,grain.field': [kept(compared), kept({ ...compared, field: 'returns.return_date' })],
  'where:field,operator,to,grain.operator': [kept(compared), kept({ ...compared, operator: '>=' })],
  'where:field,operator,to,grain.to': [kept(compared), kept({ ...compared, to: 'returns.return_date' })],
  'where:field,operator,to,grain.grain': [kept(compared), kept({ ...compared, grain: 'month' })],
  'where:expression.expression': [kept({ expression: 'orders.amount > 1' }), kept({ expression: 'orders.amount > 2' })],
  'where:anyOf.anyOf': [kept({ anyOf: [open] }), kept({ anyOf: [open, compared] })],
  'where:related,negated,where.related': [kept(returned), kept({ ...returned, related: 'orders' })],
  'where:related,negated,where.negated': [kept(returned), kept({ ...returned, negated: true })],
  'where:related,negated,where.where': [kept(returned), kept({ ...returned, where: [open] })],
  time: [measured({}), during(month)],
  'time.field': [
    { dimensions: [region], time: byMonth },
    { dimensions: [region], time: { ...byMonth, field: 'orders.shipped_at' } },
  ],
  'time.range': [during(month), during({ kind: 'previous', unit: 'month', count: 1 })],
  'time.grain': [
    { measures: [revenue], time: byMonth },
    { measures: [revenue], time: { ...byMonth, grain: 'week' } },
  ],
  'time.fillGaps': [
    { measures: [revenue], time: byMonth },
    { measures: [revenue], time: { ...byMonth, fillGaps: true } },
  ],
  steps: [{ ...step(ratio), steps: [] }, step(ratio)],
  'steps:ratio.kind': [step(ratio), step(difference)],
  'steps:ratio.numerator': [step(ratio), step({ ...ratio, numerator: 'order_count' })],
  'steps:ratio.denominator': [step(ratio), step({ ...ratio, denominator: 'revenue' })],
  'steps:difference.kind': [step(difference), step(growth)],
  'steps:difference.left': [step(difference), step({ ...difference, left: 'order_count' })],
  'steps:difference.right': [step(difference), step({ ...difference, right: 'revenue' })],
  'steps:growth.kind': [step(growth), step(share)],
  'steps:growth.base': [step(growth), step({ ...growth, base: 'revenue' })],
  'steps:growth.current': [step(growth), step({ ...growth, current: 'order_count' })],
  'steps:shareOfTotal.kind': [step(share), step(running)],
  'steps:shareOfTotal.measure': [step(share), step({ ...share, measure: 'order_count' })],
  'steps:shareOfTotal.within': [step(share), step({ ...share, within: ['region'] })],
  'steps:overall.kind': [step(overall), step(share)],
  'steps:overall.measure': [step(overall), step({ ...overall, measure: 'order_count' })],
  'steps:runningTotal.kind': [step(running), step(moving)],
  'steps:runningTotal.measure': [step(running), step({ ...running, measure: 'order_count' })],
  'steps:movingAverage.kind': [step(moving), step(rank)],
  'steps:movingAverage.measure': [step(moving), step({ ...moving, measure: 'order_count' })],
  'steps:movingAverage.periods': [step(moving), step({ ...moving, periods: 6 })],
  'steps:comparison.kind': [step(comparison), step(rank)],
  'steps:comparison.measure': [step(comparison), step({ ...comparison, measure: 'order_count' })],
  'steps:comparison.with': [step(comparison), step({ ...comparison, with: 'previousYear' })],
  'steps:comparison.output': [step(comparison), step({ ...comparison, output: 'growth' })],
  'steps:rank.kind': [step(rank), step(ratio)],
  'steps:rank.measure': [step(rank), step({ ...rank, measure: 'order_count' })],
  'steps:rank.direction': [step(rank), step({ ...rank, direction: 'ASC' })],
  'steps:rank.within': [step(rank), step({ ...rank, within: ['region'] })],
  having: [{ ...having({}), having: [] }, having({})],
  'having.column': [having({}), having({ column: 'order_count' })],
  'having.operator': [having({}), having({ operator: '<' })],
  'having.values': [having({}), having({ values: [6] })],
  'having.to': [having({ values: [], to: 'overall' }), having({ values: [], to: 'meanOfGroups' })],
  topPerGroup: [{ ...ranked({}), topPerGroup: undefined }, ranked({})],
  'topPerGroup.by': [ranked({}), ranked({ by: ['customer_name'] })],
  'topPerGroup.column': [ranked({}), ranked({ column: 'order_count' })],
  'topPerGroup.direction': [ranked({}), ranked({ direction: 'ASC' })],
  'topPerGroup.count': [ranked({}), ranked({ count: 2 })],
  summarise: [{ ...summary({}), summarise: undefined }, summary({})],
  'summarise.function': [summary({}), summary({ function: 'median' })],
  'summarise.column': [summary({}), summary({ column: 'order_count' })],
  'summarise.by': [summary({}), summary({ by: ['region'] })],
  orderBy: [
    ordered([{ column: 'revenue', direction: 'DESC' }], 5),
    ordered(
      [
        { column: 'revenue', direction: 'DESC' },
        { column: 'order_count', direction: 'ASC' },
      ],
      5,
    ),
  ],
  'orderBy.column': [
    ordered([{ column: 'revenue', direction: 'DESC' }]),
    ordered([{ column: 'region', direction: 'DESC' }]),
  ],
  'orderBy.direction': [
    ordered([{ column: 'revenue', direction: 'DESC' }]),
    ordered([{ column: 'revenue', direction: 'ASC' }]),
  ],
  limit: [ordered([]), ordered([], 5)],
};

function fields(of: string, field: string) {
  return [
    { of, field },
    { of: 'returns', field: 'returns.return_date' },
  ];
}

/** What names columns, or how they look: other numbers come of none of them. */
const naming =
  /^version$|^(measures|dimensions|summarise)\.name$|^steps:\w+\.(name|label|unit)$|^summarise\.label$|^dimensions\.bands\.(from|above|to|below)$/;

/** Every member of a schema by its path, of a union with what tells its forms apart. Filters in filters are filters. */
function membersOf(schema: unknown, path: string): string[] {
  const { type, wrapped, item, entries, options, getter } = schema as Schema;
  if (schema === TimeRangeSchema || (schema === FilterSchema && path !== 'where')) return [];
  if (wrapped) return membersOf(wrapped, path);
  if (getter) return membersOf(getter(), path);
  if (item) return membersOf(item, path);
  if (options && (type === 'union' || type === 'variant'))
    return options.flatMap(option => {
      if (typeof option !== 'object' || !('entries' in option)) return [];
      const kind = (option.entries as { kind?: { literal?: string } }).kind?.literal;
      return membersOf(option, `${path}:${kind ?? Object.keys(option.entries as object).join(',')}`);
    });
  if (!entries) return [];
  return Object.entries(entries).flatMap(([key, value]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return [inner, ...membersOf(value, inner)];
  });
}

interface Schema {
  readonly type: string;
  readonly wrapped?: unknown;
  readonly item?: unknown;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly options?: readonly (object | string)[];
  readonly getter?: () => unknown;
}

describe('the sentence of a plan', () => {
  const members = membersOf(PlanSchema, '');

  test('is asked for every member of the schema', () => {
    const asked = new Set(Object.keys(told));
    expect(members.filter(member => !naming.test(member) && !asked.has(member))).toEqual([]);
    expect([...asked].filter(member => !members.includes(member))).toEqual([]);
  });

  test.each(Object.keys(told))('tells plans apart by %s', member => {
    const [one, other] = told[member]!;
    expect(say(one)).not.toBe(say(other));
  });

  test('says how hidden numbers behind a shown one are kept apart', () => {
    const behind = { name: 'late', metric: 'order_count', label: 'Late orders', hidden: true } as const;
    const share = { kind: 'ratio', name: 's', numerator: 'late', denominator: 'revenue', label: 'Late share' } as const;
    const sentence = (more: object) => say({ measures: [revenue, { ...behind, ...more }], steps: [share] });
    expect(sentence({ filters: [open] })).not.toBe(sentence({}));
    expect(sentence({ filters: [open] })).toContain('only status of orders Open');
    expect(sentence({ ...dated, period: month })).not.toBe(sentence(dated));
  });
});

test('a value without letters is told from none', () => {
  expect(say(kept({ ...open, values: [''] }))).toBe('Revenue, only status of orders “”.');
});

test.each([
  ["DATEDIFF('day', orders.order_date, orders.shipped_at) <= 5", 'where shipped at is at most 5 days after order date'],
  ["DATEDIFF('day', orders.order_date, orders.shipped_at) > 1", 'where shipped at is over 1 day after order date'],
  ["orders.shipped_at > DATEADD('month', 3, orders.order_date)", 'where shipped at is over 3 months after order date'],
  // What is not known to mean that is shown as it is.
  ["DATEDIFF('day', orders.order_date, orders.shipped_at) < -1", undefined],
  ["DATEDIFF('day', orders.nothing, orders.shipped_at) <= 5", undefined],
  ["orders.amount > 1 AND orders.shipped_at > DATEADD('month', 3, orders.order_date)", undefined],
  ["DATEDIFF('day', orders.order_date, orders.shipped_at) <= 5 OR orders.amount > 5", undefined],
])('%s is said in plain words', (expression, words) => {
  expect(say(kept({ expression }))).toContain(words ?? `where ${expression}`);
});
