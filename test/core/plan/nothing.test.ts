import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Measure, PlanInput } from '../../../core/plan/schema.ts';
import { emitText } from '../../../core/sql/emit.ts';
import { compiled, rowsOf } from './run.ts';
import { byMonth, openShop, orderCount, region, revenue } from './shop.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShop();
});
const rows = (input: PlanInput) => rowsOf(connection, input);

/** Four orders, all of Acme in the North; the one order of the customer without a region has no status. */
const completed: Measure = {
  name: 'completed',
  expression: "COUNT(CASE WHEN orders.status = 'Completed' THEN orders.order_id END)",
};
const sizeOfCompleted: Measure = {
  name: 'size',
  expression: "AVG(CASE WHEN orders.status = 'Completed' THEN orders.amount END)",
};
const first: Measure = {
  name: 'first',
  expression: "MIN(CASE WHEN orders.status = 'Completed' THEN orders.order_date END)",
};

describe('A group that is of nothing, in which nothing was measured', () => {
  test.each([
    ['count', completed, ['North', 4], ['South', 0]],
    ['average', sizeOfCompleted, ['North', 42.5], ['South', null]],
    ['date', first, ['North', '2025-08-10'], ['South', null]],
  ])('is left out of a %s; one that has a name stays, whatever was measured', async (_, measure, north, south) => {
    expect(await rows({ measures: [measure], dimensions: [region] })).toEqual([north, south]);
  });

  test('stays where something was measured', async () => {
    expect(await rows({ measures: [revenue], dimensions: [region] })).toContainEqual([null, 10]);
    expect(await rows({ measures: [completed, revenue], dimensions: [region] })).toContainEqual([null, 0, 10]);
    expect(await rows({ measures: [completed], dimensions: [{ field: 'orders.status' }] })).toEqual([
      ['Completed', 4],
      ['Cancelled', 0],
      ['Open', 0],
      ['completed', 0],
    ]);
  });

  test('is left out where numbers of several things meet', async () => {
    const refundsThatAre = (status: string): Measure => ({
      name: status.toLowerCase(),
      metric: 'refunds',
      filters: [{ field: 'returns.status', operator: '=', values: [status] }],
    });
    expect(await rows({ measures: [completed, refundsThatAre('Done')], dimensions: [region] })).toEqual([
      ['North', 4, 20],
      ['South', 0, 5],
    ]);
    expect(await rows({ measures: [completed, refundsThatAre('Open')], dimensions: [region] })).toContainEqual([
      null,
      0,
      1,
    ]);
  });

  test('of several dimensions one that is missing is enough', async () => {
    const grouped = await rows({ measures: [completed], dimensions: [region], time: byMonth });
    expect(grouped).toHaveLength(6);
    expect(grouped.filter(([month, name]) => month === null || name === null)).toEqual([]);
  });

  test('stays when it is compared with an earlier period, where there may have been something', async () => {
    const time = {
      field: 'orders.order_date',
      range: { kind: 'between', start: '2026-06-01', end: '2026-07-01' },
    } as const;
    const step = {
      kind: 'comparison',
      name: 'before',
      measure: 'completed',
      with: 'previousPeriod',
      output: 'value',
    } as const;
    const compared = await rows({ measures: [completed], dimensions: [region], time, steps: [step] });
    expect(compared.map(([name]) => name)).toContain(null);
  });

  test('counts of rows need no condition: a group has at least one', () => {
    expect(emitText(compiled({ measures: [orderCount], dimensions: [region] }).query, 'duckdb')).not.toMatch(/HAVING/);
    expect(emitText(compiled({ measures: [revenue] }).query, 'duckdb')).not.toMatch(/HAVING/);
  });
});
