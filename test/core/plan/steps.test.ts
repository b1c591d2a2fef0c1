import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../core/errors.ts';
import type { PlanInput, Step, TimeRange } from '../../../core/plan/schema.ts';
import { compiled, rowsOf } from './run.ts';
import { byMonth, openShop, orderCount, region, revenue } from './shop.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShop();
});
const rows = (input: PlanInput) => rowsOf(connection, input);

function codeOf(input: PlanInput): string {
  try {
    compiled(input);
  } catch (error) {
    if (isSophiaError(error)) return error.code;
    throw error;
  }
  return 'none';
}

const buyers = { name: 'buyers', metric: 'buyers' };
const averageOrder = { name: 'average_order', metric: 'average_order' };
const between = (start: string, end: string): TimeRange => ({ kind: 'between', start, end });
const year = between('2026-01-01', '2027-01-01');
const inYear = { field: 'orders.order_date', range: year };
const monthly = { ...byMonth, range: year };
const named = (step: Record<string, unknown>): Step => ({ name: 's', ...step }) as Step;

describe('ratio, difference, growth', () => {
  test('ratios are true divisions, null where the divisor is 0', async () => {
    const may = {
      name: 'may',
      metric: 'order_count',
      period: between('2026-05-01', '2026-06-01'),
      timeField: 'orders.order_date',
    };
    const june = { ...may, name: 'june', period: between('2026-06-01', '2026-07-01') };
    expect(
      await rows({
        measures: [may, june],
        dimensions: [region],
        steps: [
          { kind: 'ratio', name: 'ratio', numerator: 'june', denominator: 'may' },
          { kind: 'difference', name: 'more', left: 'june', right: 'may' },
          { kind: 'growth', name: 'growth', base: 'may', current: 'june' },
        ],
      }),
    ).toEqual([
      ['North', 2, 1, 0.5, -1, -0.5],
      ['South', 1, 0, 0, -1, -1],
      [null, 0, 1, null, 1, null],
    ]);
  });

  test('steps are made of steps', async () => {
    const [row] = await rows({
      measures: [revenue, orderCount],
      time: inYear,
      steps: [
        { kind: 'ratio', name: 'a', numerator: 'revenue', denominator: 'order_count' },
        { kind: 'difference', name: 'b', left: 'revenue', right: 'a' },
        { kind: 'ratio', name: 'c', numerator: 'b', denominator: 'a' },
      ],
    });
    expect(row).toEqual([340, 8, 42.5, 297.5, 7]);
  });
});

describe('share of total', () => {
  const share = named({ kind: 'shareOfTotal', measure: 'revenue' });
  test('of all groups', async () => {
    expect(await rows({ measures: [revenue], dimensions: [region], time: inYear, steps: [share] })).toEqual([
      ['North', 190, 0.558823529],
      ['South', 140, 0.411764706],
      [null, 10, 0.0294117647],
    ]);
  });

  test('of the groups that agree on others', async () => {
    expect(
      await rows({
        measures: [revenue],
        dimensions: [region, { field: 'orders.status' }],
        time: inYear,
        where: [{ field: 'customers.region', operator: 'isPresent' }],
        steps: [named({ kind: 'shareOfTotal', measure: 'revenue', within: ['region'] })],
        orderBy: [{ column: 'region', direction: 'ASC' }],
      }),
    ).toEqual([
      ['North', 'Completed', 130, 0.684210526],
      ['North', 'completed', 60, 0.315789474],
      ['South', 'Cancelled', 10, 0.0714285714],
      ['South', 'Open', 130, 0.928571429],
    ]);
  });

  test('within the periods of a series', async () => {
    expect(
      await rows({
        measures: [revenue],
        dimensions: [region],
        time: { ...byMonth, range: between('2026-05-01', '2026-07-01') },
        steps: [named({ kind: 'shareOfTotal', measure: 'revenue', within: ['order_date'] })],
      }),
    ).toEqual([
      ['2026-05-01', 'North', 100, 0.666666667],
      ['2026-05-01', 'South', 50, 0.333333333],
      ['2026-06-01', 'North', 60, 0.857142857],
      ['2026-06-01', null, 10, 0.142857143],
    ]);
  });

  test('of things counted once: the whole is counted by itself, not added up', async () => {
    // Acme bought in all months: the months have 2 + 2 + 2 buyers, the year has 3.
    expect(
      await rows({ measures: [buyers], time: monthly, steps: [named({ kind: 'shareOfTotal', measure: 'buyers' })] }),
    ).toEqual([
      ['2026-05-01', 2, 0.666666667],
      ['2026-06-01', 2, 0.666666667],
      ['2026-08-01', 2, 0.666666667],
    ]);
  });

  test('the rows that having leaves out count in the total', async () => {
    expect(
      await rows({
        measures: [revenue],
        dimensions: [region],
        time: inYear,
        steps: [share],
        having: [{ column: 's', operator: '>=', values: [0.5] }],
      }),
    ).toEqual([['North', 190, 0.558823529]]);
  });

  test('averages, ratios and levels over time have no shares', () => {
    const grouped = { dimensions: [region], time: inYear };
    expect(
      codeOf({
        ...grouped,
        measures: [averageOrder],
        steps: [named({ kind: 'shareOfTotal', measure: 'average_order' })],
      }),
    ).toBe('plan.not_additive');
    const ratio: Step = { kind: 'ratio', name: 'r', numerator: 'revenue', denominator: 'order_count' };
    expect(
      codeOf({
        ...grouped,
        measures: [revenue, orderCount],
        steps: [ratio, named({ kind: 'shareOfTotal', measure: 'r' })],
      }),
    ).toBe('plan.not_additive');
    const stock = { name: 'stock', metric: 'stock' };
    const levels = { field: 'levels.level_date', grain: 'month' as const };
    expect(
      codeOf({ measures: [stock], time: levels, steps: [named({ kind: 'shareOfTotal', measure: 'stock' })] }),
    ).toBe('plan.not_additive');
  });

  test('of a level within each period', async () => {
    expect(
      await rows({
        measures: [{ name: 'stock', metric: 'stock' }],
        dimensions: [{ field: 'levels.product' }],
        time: { field: 'levels.level_date', grain: 'month' },
        steps: [named({ kind: 'shareOfTotal', measure: 'stock', within: ['level_date'] })],
      }),
    ).toEqual([
      ['2026-06-01', 'bolt', 8, 0.666666667],
      ['2026-06-01', 'nail', 4, 0.333333333],
      ['2026-07-01', 'nail', 3, 1],
    ]);
  });
});

describe('over periods', () => {
  test('a running total adds from the first period on, each group by itself', async () => {
    expect(
      await rows({
        measures: [revenue],
        time: monthly,
        dimensions: [region],
        steps: [named({ kind: 'runningTotal', measure: 'revenue' })],
      }),
    ).toEqual([
      ['2026-05-01', 'North', 100, 100],
      ['2026-05-01', 'South', 50, 50],
      ['2026-06-01', 'North', 60, 160],
      ['2026-06-01', null, 10, 10],
      ['2026-08-01', 'North', 30, 190],
      ['2026-08-01', 'South', 90, 140],
    ]);
  });

  test('things that have one date each are in one period each, so their distinct count adds up', async () => {
    expect(
      await rows({
        measures: [{ name: 'different_orders', expression: 'COUNT(DISTINCT orders.order_id)' }],
        time: { ...monthly, field: 'orders.order_date' },
        steps: [named({ kind: 'runningTotal', measure: 'different_orders' })],
      }),
    ).toEqual([
      ['2026-05-01', 3, 3],
      ['2026-06-01', 2, 5],
      ['2026-08-01', 3, 8],
    ]);
  });

  test.each(['buyers', 'average_order'])('there is no running total of %s', metric => {
    const measure = { name: metric, metric };
    expect(
      codeOf({ measures: [measure], time: monthly, steps: [named({ kind: 'runningTotal', measure: metric })] }),
    ).toBe('plan.not_additive');
  });

  test('nor of a level', () => {
    const input: PlanInput = {
      measures: [{ name: 'stock', metric: 'stock' }],
      time: { field: 'levels.level_date', grain: 'month' },
      steps: [named({ kind: 'runningTotal', measure: 'stock' })],
    };
    expect(codeOf(input)).toBe('plan.not_additive');
  });

  test('a moving average runs over periods, also those without rows: counts are 0 there, sums are missing', async () => {
    expect(
      await rows({
        measures: [revenue, orderCount],
        time: { ...byMonth, range: between('2026-05-01', '2026-09-01') },
        steps: [
          named({ kind: 'movingAverage', measure: 'revenue', periods: 2 }),
          { kind: 'movingAverage', name: 'orders', measure: 'order_count', periods: 2 },
        ],
      }),
    ).toEqual([
      ['2026-05-01', 150, 3, 150, 3],
      ['2026-06-01', 70, 2, 110, 2.5],
      // July has no row, and shows none; August is averaged with it all the same.
      ['2026-08-01', 120, 3, 120, 1.5],
    ]);
  });

  test('gaps are filled over the whole range for the groups that occur', async () => {
    expect(
      await rows({
        measures: [revenue, orderCount],
        dimensions: [region],
        time: { ...byMonth, range: between('2026-07-01', '2026-09-01'), fillGaps: true },
      }),
    ).toEqual([
      ['2026-07-01', 'North', null, 0],
      ['2026-07-01', 'South', null, 0],
      ['2026-08-01', 'North', 30, 1],
      ['2026-08-01', 'South', 90, 2],
    ]);
  });

  test('gaps of a series without dimensions, with a running total through them', async () => {
    expect(
      await rows({
        measures: [revenue],
        time: { ...byMonth, range: between('2026-04-01', '2026-09-01'), fillGaps: true },
        steps: [named({ kind: 'runningTotal', measure: 'revenue' })],
      }),
    ).toEqual([
      ['2026-04-01', null, null],
      ['2026-05-01', 150, 150],
      ['2026-06-01', 70, 220],
      ['2026-07-01', null, 220],
      ['2026-08-01', 120, 340],
    ]);
  });

  test('an open range is filled up to today; without one the data spans the periods, and rows without a date stay', async () => {
    const open = { ...byMonth, range: { kind: 'since' as const, start: '2026-06-15' }, fillGaps: true };
    const july = [{ field: 'orders.order_date', operator: '<' as const, values: ['2026-08-01'] }];
    expect(await rows({ measures: [orderCount], time: open, where: july })).toEqual([
      ['2026-06-01', 1],
      ['2026-07-01', 0],
      ['2026-08-01', 0],
    ]);
    const all = await rows({ measures: [orderCount], time: { ...byMonth, fillGaps: true } });
    expect(all).toHaveLength(14);
    expect(all[0]).toEqual(['2025-08-01', 1]);
    expect(all[1]).toEqual(['2025-09-01', 0]);
    expect(all.at(-2)).toEqual(['2026-08-01', 3]);
    expect(all.at(-1)).toEqual([null, 1]);
  });

  test('long calendars are counted, not spelled; endless ones are refused', async () => {
    const days = await rows({ measures: [orderCount], time: { ...inYear, grain: 'day', fillGaps: true } });
    expect(days).toHaveLength(365);
    expect(days.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(8);
    const hours = { ...inYear, range: between('1990-01-01', '2027-01-01'), grain: 'hour' as const, fillGaps: true };
    expect(codeOf({ measures: [orderCount], time: hours })).toBe('plan.too_many_periods');
  });
});

describe('comparison', () => {
  const compare = (with_: 'previousPeriod' | 'previousYear', output: 'value' | 'change' | 'growth' = 'value') =>
    named({ kind: 'comparison', measure: 'revenue', with: with_, output });

  test('with the stretch just before', async () => {
    const june = { field: 'orders.order_date', range: between('2026-06-01', '2026-07-01') };
    expect(
      await rows({
        measures: [revenue],
        time: june,
        steps: [
          compare('previousPeriod'),
          { ...compare('previousPeriod', 'change'), name: 'change' },
          { ...compare('previousPeriod', 'growth'), name: 'growth' },
        ],
      }),
    ).toEqual([[70, 150, -80, -0.533333333]]);
  });

  test('of groups: each with itself before', async () => {
    expect(
      await rows({
        measures: [revenue, orderCount],
        dimensions: [region],
        time: { field: 'orders.order_date', range: between('2026-06-01', '2026-07-01') },
        steps: [
          compare('previousPeriod'),
          named({ name: 'count', kind: 'comparison', measure: 'order_count', with: 'previousPeriod', output: 'value' }),
        ],
      }),
    ).toEqual([
      ['North', 60, 1, 100, 2],
      [null, 10, 1, null, 0],
    ]);
  });

  test('in a series each period with the one before, the first with one that lies before the range', async () => {
    expect(
      await rows({
        measures: [revenue],
        time: { ...byMonth, range: between('2026-06-01', '2026-09-01') },
        steps: [compare('previousPeriod', 'growth')],
      }),
    ).toEqual([
      ['2026-06-01', 70, -0.533333333],
      ['2026-08-01', 120, null],
    ]);
  });

  test('a gap that is filled is a period like others', async () => {
    expect(
      await rows({
        measures: [orderCount],
        time: { ...byMonth, range: between('2026-06-01', '2026-09-01'), fillGaps: true },
        steps: [named({ kind: 'comparison', measure: 'order_count', with: 'previousPeriod', output: 'value' })],
      }),
    ).toEqual([
      ['2026-06-01', 2, 3],
      ['2026-07-01', 0, 2],
      ['2026-08-01', 3, 0],
    ]);
  });

  test('with the year before, whole or in a series', async () => {
    const august = { field: 'orders.order_date', range: between('2026-08-01', '2026-09-01') };
    expect(await rows({ measures: [revenue], time: august, steps: [compare('previousYear')] })).toEqual([[120, 40]]);
    expect(
      await rows({
        measures: [revenue],
        time: { ...august, grain: 'month' },
        steps: [compare('previousYear', 'growth')],
      }),
    ).toEqual([['2026-08-01', 120, 2]]);
    // The Monday 52 weeks before 3 August 2026 is 4 August 2025, in whose week an order of 40 was.
    const weekly = { ...august, grain: 'week' as const };
    expect(await rows({ measures: [revenue], time: weekly, steps: [compare('previousYear')] })).toEqual([
      ['2026-08-03', 30, 40],
      ['2026-08-17', 90, null],
    ]);
  });

  test('month to date meets the same days of the month before: May 1 to 19, not all of May', async () => {
    const toDate = { field: 'orders.order_date', range: { kind: 'toDate' as const, unit: 'month' as const } };
    const input: PlanInput = { measures: [revenue], time: toDate, steps: [compare('previousPeriod')] };
    const atJune19 = { now: new Date('2026-06-19T10:00:00Z') };
    expect(await rowsOf(connection, input, atJune19)).toEqual([[60, 40]]);
    expect(await rowsOf(connection, { ...input, time: { ...toDate, grain: 'month' } }, atJune19)).toEqual([
      ['2026-06-01', 60, 40],
    ]);
  });

  test('since a day: as far as today, on both sides; what is dated ahead has nothing to be compared with', async () => {
    const since = { field: 'orders.order_date', range: { kind: 'since' as const, start: '2026-08-01' } };
    const input: PlanInput = { measures: [revenue], time: since, steps: [compare('previousYear')] };
    const atAugust10 = { now: new Date('2026-08-10T10:00:00Z') };
    expect(await rowsOf(connection, input, atAugust10)).toEqual([[30, 40]]);
    expect(await rowsOf(connection, { ...input, steps: [] }, atAugust10)).toEqual([[120]]);
  });

  test('of a ratio: made again of what it is made of, as it was', async () => {
    expect(
      await rows({
        measures: [revenue, orderCount],
        time: { field: 'orders.order_date', range: between('2026-06-01', '2026-07-01') },
        steps: [
          { kind: 'ratio', name: 'per_order', numerator: 'revenue', denominator: 'order_count' },
          named({ kind: 'comparison', measure: 'per_order', with: 'previousPeriod', output: 'value' }),
        ],
      }),
    ).toEqual([[70, 2, 35, 50]]);
  });

  test('of averages: computed from the rows, not from averages', async () => {
    expect(
      await rows({
        measures: [averageOrder],
        time: { field: 'orders.order_date', range: between('2026-06-01', '2026-07-01') },
        steps: [named({ kind: 'comparison', measure: 'average_order', with: 'previousPeriod', output: 'value' })],
      }),
    ).toEqual([[35, 50]]);
  });

  test('without a stretch to look before it is refused', () => {
    expect(
      codeOf({ measures: [revenue], time: { field: 'orders.order_date' }, steps: [compare('previousPeriod')] }),
    ).toBe('plan.unsupported');
    expect(
      codeOf({
        measures: [revenue],
        time: { field: 'orders.order_date', range: { kind: 'before', end: '2026-01-01' } },
        steps: [compare('previousPeriod')],
      }),
    ).toBe('plan.unsupported');
  });
});

describe('rank, having, top per group, summarise, order', () => {
  test('ranks have gaps after ties; missing numbers come last', async () => {
    expect(
      await rows({
        measures: [buyers, revenue],
        dimensions: [region],
        time: inYear,
        steps: [
          { kind: 'rank', name: 'by_buyers', measure: 'buyers', direction: 'DESC' },
          { kind: 'rank', name: 'by_revenue', measure: 'revenue', direction: 'ASC' },
        ],
        orderBy: [{ column: 'revenue', direction: 'DESC' }],
      }),
    ).toEqual([
      ['North', 1, 190, 1, 3],
      ['South', 1, 140, 1, 2],
      [null, 1, 10, 1, 1],
    ]);
  });

  test('ranks within groups', async () => {
    expect(
      await rows({
        measures: [revenue],
        dimensions: [region],
        time: { ...byMonth, range: between('2026-08-01', '2026-09-01') },
        steps: [named({ kind: 'rank', measure: 'revenue', direction: 'DESC', within: ['order_date'] })],
      }),
    ).toEqual([
      ['2026-08-01', 'North', 30, 2],
      ['2026-08-01', 'South', 90, 1],
    ]);
  });

  test('periods that only a moving average needs have no rank', async () => {
    expect(
      await rows({
        measures: [orderCount],
        time: { ...byMonth, range: between('2026-05-01', '2026-09-01') },
        steps: [
          { kind: 'movingAverage', name: 'smooth', measure: 'order_count', periods: 2 },
          { kind: 'rank', name: 'place', measure: 'order_count', direction: 'ASC' },
        ],
      }),
    ).toEqual([
      ['2026-05-01', 3, 3, 2],
      ['2026-06-01', 2, 2.5, 1],
      ['2026-08-01', 3, 1.5, 2],
    ]);
  });

  test.each<[NonNullable<PlanInput['having']>[number], (string | null)[]]>([
    [{ column: 'revenue', operator: '>', values: [100] }, ['North', 'South']],
    [{ column: 'revenue', operator: 'between', values: [10, 140] }, ['South', null]],
    [{ column: 'Region', operator: '=', values: ['NORTH'] }, ['North']],
    [{ column: 'region', operator: 'isMissing' }, [null]],
    [{ column: 'region', operator: '!=', values: ['North'] }, ['South', null]],
    [{ column: 'share', operator: '<', values: [0.1] }, [null]],
  ])('having %j', async (having, regions) => {
    const kept = await rows({
      measures: [revenue],
      dimensions: [region],
      time: inYear,
      steps: [{ kind: 'shareOfTotal', name: 'share', measure: 'revenue' }],
      having: [having],
    });
    expect(kept.map(row => row[0])).toEqual(regions);
  });

  test('the top of each group; ties go to the first name', async () => {
    expect(
      await rows({
        measures: [orderCount],
        dimensions: [region, { field: 'orders.status' }],
        topPerGroup: { by: ['region'], column: 'order_count', direction: 'DESC', count: 1 },
      }),
    ).toEqual([
      ['North', 'Completed', 4],
      ['South', 'Open', 2],
      [null, null, 1],
    ]);
  });

  test('having comes before the top of each group', async () => {
    expect(
      await rows({
        measures: [orderCount],
        dimensions: [region, { field: 'orders.status' }],
        having: [{ column: 'order_count', operator: '<', values: [2] }],
        topPerGroup: { by: ['region'], column: 'order_count', direction: 'DESC', count: 1 },
      }),
    ).toEqual([
      ['North', 'Open', 1],
      ['South', 'Cancelled', 1],
      [null, null, 1],
    ]);
  });

  test('the average month, the best month, how many regions', async () => {
    const summary = (f: 'avg' | 'max' | 'median' | 'sum') => ({
      measures: [revenue],
      time: monthly,
      summarise: { function: f, column: 'revenue', name: 'x' },
    });
    expect(await rows(summary('avg'))).toEqual([[113.333333]]);
    expect(await rows(summary('max'))).toEqual([[150]]);
    expect(await rows(summary('median'))).toEqual([[120]]);
    expect(await rows(summary('sum'))).toEqual([[340]]);
    expect(
      await rows({
        measures: [{ ...orderCount, hidden: true }],
        dimensions: [region],
        having: [{ column: 'order_count', operator: '>', values: [2] }],
        summarise: { function: 'count', name: 'regions' },
      }),
    ).toEqual([[2]]);
  });

  test('summaries by a dimension', async () => {
    expect(
      await rows({
        measures: [revenue],
        dimensions: [region],
        time: monthly,
        summarise: { function: 'max', column: 'revenue', by: ['region'], name: 'best' },
      }),
    ).toEqual([
      ['North', 100],
      ['South', 90],
      [null, 10],
    ]);
  });

  test('order as asked, missing numbers last either way', async () => {
    const refunds = { name: 'refunds', metric: 'refunds' };
    const ordered = (direction: 'ASC' | 'DESC') =>
      rows({
        measures: [refunds],
        dimensions: [{ field: 'returns.status' }],
        where: [{ field: 'returns.refund', operator: '<', values: [10] }],
        orderBy: [{ column: 'REFUNDS', direction }],
      });
    expect(await ordered('ASC')).toEqual([
      ['Open', 1],
      ['Done', 5],
    ]);
    expect(await ordered('DESC')).toEqual([
      ['Done', 5],
      ['Open', 1],
    ]);
    const months = (direction: 'ASC' | 'DESC') =>
      rows({
        measures: [revenue],
        time: { ...byMonth, range: between('2026-07-01', '2026-09-01'), fillGaps: true },
        orderBy: [{ column: 'revenue', direction }],
      });
    expect((await months('ASC')).at(-1)).toEqual(['2026-07-01', null]);
    expect((await months('DESC')).at(-1)).toEqual(['2026-07-01', null]);
  });
});
