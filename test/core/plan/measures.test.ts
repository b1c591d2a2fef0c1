import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DatePart } from '../../../core/plan/date-part.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import { rowsOf } from './run.ts';
import { byMonth, openShop, orderCount, region, revenue } from './shop.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShop();
});
const rows = (input: PlanInput) => rowsOf(connection, input);

const refunds = { name: 'refunds', metric: 'refunds', timeField: 'returns.return_date' };
const returnCount = { name: 'return_count', metric: 'return_count', timeField: 'returns.return_date' };
const year = { kind: 'between', start: '2026-01-01', end: '2027-01-01' } as const;
const inYear = { field: 'orders.order_date', range: year } as const;

describe('measures by dimensions', () => {
  test('one number over all rows', async () => {
    expect(await rows({ measures: [revenue] })).toEqual([[385]]);
  });

  test('by a dimension, greatest first; rows without one are a group of their own', async () => {
    expect(await rows({ measures: [revenue, orderCount], dimensions: [region] })).toEqual([
      ['North', 235, 6],
      ['South', 140, 3],
      [null, 10, 1],
    ]);
  });

  test('over a range of time', async () => {
    expect(await rows({ measures: [revenue], time: inYear })).toEqual([[340]]);
  });

  test('a series runs by time; rows without a date are its last period', async () => {
    expect(await rows({ measures: [revenue], time: byMonth })).toEqual([
      ['2025-08-01', 40],
      ['2026-05-01', 150],
      ['2026-06-01', 70],
      ['2026-08-01', 120],
      [null, 5],
    ]);
  });

  test.each([
    ['year', ['2025-01-01', '2026-01-01']],
    ['quarter', ['2025-07-01', '2026-04-01', '2026-07-01']],
    [
      'week',
      ['2025-08-04', '2026-05-04', '2026-05-18', '2026-05-25', '2026-06-01', '2026-06-29', '2026-08-03', '2026-08-17'],
    ],
  ] as const)('periods of a %s begin where the calendar says', async (grain, starts) => {
    const series = await rows({
      measures: [revenue],
      time: { ...byMonth, grain },
      where: [{ field: 'orders.order_date', operator: 'isPresent' }],
    });
    expect(series.map(row => row[0])).toEqual(starts);
  });

  test('hours of a time', async () => {
    expect(
      await rows({ measures: [orderCount], time: { field: 'orders.shipped_at', grain: 'hour', range: year } }),
    ).toEqual([
      ['2026-05-04 23:00:00', 1],
      ['2026-05-21 00:00:00', 1],
      ['2026-06-01 08:00:00', 1],
    ]);
  });

  test('what comes again of a date, by the calendar', async () => {
    const by = (part: DatePart, field = 'orders.shipped_at') =>
      rows({ measures: [orderCount], dimensions: [{ field, part }], where: [{ field, operator: 'isPresent' }] });
    // 4 and 21 May, 1 June 2026
    expect(await by('dayofweek')).toEqual([
      ['Monday', 2],
      ['Thursday', 1],
    ]);
    expect(await by('month')).toEqual([
      ['May', 2],
      ['June', 1],
    ]);
    expect(await by('quarter')).toEqual([['Q2', 3]]);
    expect(await by('hour')).toEqual([
      [0, 1],
      [8, 1],
      [23, 1],
    ]);
  });

  test('bands of a number, by themselves', async () => {
    expect(await rows({ measures: [orderCount], dimensions: [{ field: 'orders.amount', width: 25 }] })).toEqual([
      [0, 3],
      [25, 3],
      [50, 3],
      [75, 1],
    ]);
    expect(await rows({ measures: [orderCount], dimensions: [{ field: 'orders.quantity', width: 5 }] })).toEqual([
      [0, 6],
      [5, 4],
    ]);
  });

  test('dimensions alone are their values, in the range that the plan gives', async () => {
    const july = { kind: 'between', start: '2026-08-01', end: '2026-08-04' } as const;
    expect(await rows({ dimensions: [region], time: { field: 'orders.order_date', range: july } })).toEqual([
      ['North'],
    ]);
    expect(await rows({ dimensions: [region] })).toEqual([['North'], ['South'], [null]]);
  });

  test('an expression is a measure', async () => {
    const perPiece = { name: 'per_piece', expression: 'SUM(orders.amount) / NULLIF(SUM(orders.quantity), 0)' };
    expect(await rows({ measures: [perPiece], dimensions: [region] })).toEqual([
      ['South', 10],
      [null, 10],
      ['North', 9.79166667],
    ]);
  });

  test('the plan limits the rows, and never more than one beyond what is shown', async () => {
    expect(await rows({ measures: [revenue], dimensions: [region], limit: 2 })).toHaveLength(2);
    expect(await rowsOf(connection, { fields: ['orders.order_id'] }, { maxRows: 3 })).toHaveLength(4);
    expect(await rowsOf(connection, { fields: ['orders.order_id'], limit: 9 }, { maxRows: 3 })).toHaveLength(4);
  });

  test('ties are broken by the dimensions, so the rows are always the same', async () => {
    expect(
      await rows({
        measures: [{ name: 'buyers', metric: 'buyers' }],
        dimensions: [{ field: 'customers.customer_name' }],
        limit: 2,
      }),
    ).toEqual([
      ['Acme', 1],
      ['Bolt', 1],
    ]);
  });
});

describe('measures counted in different ways meet on the dimensions', () => {
  test('by different dates, and none loses its periods; counts of nothing are 0, sums are missing', async () => {
    expect(
      await rows({ measures: [revenue, orderCount, refunds, returnCount], time: { ...byMonth, range: year } }),
    ).toEqual([
      ['2026-05-01', 150, 3, null, 0],
      ['2026-06-01', 70, 2, 20, 1],
      ['2026-07-01', null, 0, 6, 2],
      ['2026-08-01', 120, 3, null, 0],
    ]);
  });

  test('groups without a value of the dimension meet, too', async () => {
    expect(await rows({ measures: [revenue, refunds], dimensions: [region], time: inYear })).toEqual([
      ['North', 190, 20],
      ['South', 140, 5],
      [null, 10, 1],
    ]);
  });

  test('with filters of their own', async () => {
    const completed = {
      name: 'completed',
      metric: 'order_count',
      filters: [{ field: 'orders.status', operator: '=' as const, values: ['COMPLETED'] }],
    };
    expect(await rows({ measures: [orderCount, completed], dimensions: [region] })).toEqual([
      ['North', 6, 5],
      ['South', 3, 0],
      [null, 1, 0],
    ]);
  });

  test('over periods of their own, without dimensions side by side', async () => {
    const may = {
      name: 'may',
      metric: 'revenue',
      period: { kind: 'between' as const, start: '2026-05-01', end: '2026-06-01' },
    };
    const july = {
      name: 'july',
      metric: 'revenue',
      period: { kind: 'between' as const, start: '2026-07-01', end: '2026-08-01' },
    };
    const julyCount = { ...july, name: 'july_count', metric: 'order_count' };
    expect(await rows({ measures: [revenue, may, july, julyCount], time: inYear })).toEqual([[340, 150, null, 0]]);
  });

  test('a hidden measure is computed and not shown', async () => {
    expect(
      await rows({
        measures: [revenue, { ...orderCount, hidden: true }],
        dimensions: [region],
        steps: [{ kind: 'ratio', name: 'per_order', numerator: 'revenue', denominator: 'order_count' }],
        where: [{ field: 'customers.region', operator: '=', values: ['south'] }],
      }),
    ).toEqual([['South', 140, 46.6666667]]);
  });
});

describe('a level is never added over time', () => {
  const stock = { name: 'stock', metric: 'stock' };
  test('it is the state at the last date', async () => {
    expect(await rows({ measures: [stock] })).toEqual([[3]]);
    expect(
      await rows({
        measures: [stock],
        time: { field: 'levels.level_date', range: { kind: 'between', start: '2026-06-01', end: '2026-07-01' } },
      }),
    ).toEqual([[12]]);
    expect(
      await rows({
        measures: [stock],
        time: { field: 'levels.level_date', range: { kind: 'since', start: '2026-08-01' } },
      }),
    ).toEqual([[null]]);
  });

  test('of each period', async () => {
    expect(
      await rows({
        measures: [stock],
        dimensions: [{ field: 'levels.product' }],
        time: { field: 'levels.level_date', grain: 'month' },
      }),
    ).toEqual([
      ['2026-06-01', 'bolt', 8],
      ['2026-06-01', 'nail', 4],
      ['2026-07-01', 'nail', 3],
    ]);
  });

  test('a sum that a plan writes itself over levels is one, too', async () => {
    expect(await rows({ measures: [{ name: 'pieces', expression: 'SUM(levels.pieces)' }] })).toEqual([[3]]);
  });

  test('beside flows', async () => {
    expect(
      await rows({
        measures: [{ ...stock, timeField: 'levels.level_date' }, revenue],
        time: { ...byMonth, range: { kind: 'between', start: '2026-06-01', end: '2026-09-01' } },
      }),
    ).toEqual([
      ['2026-06-01', 12, 70],
      ['2026-07-01', 3, null],
      ['2026-08-01', null, 120],
    ]);
  });
});
