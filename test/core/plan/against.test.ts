import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../core/errors.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { checkPlan } from '../../../core/plan/check.ts';
import type { PlanFault } from '../../../core/plan/errors.ts';
import { explainPlan } from '../../../core/plan/explain.ts';
import { planHash } from '../../../core/plan/hash.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import { rowsOf } from './run.ts';
import { byMonth, NOW, openShop, orderCount, plan, region, revenue, shop } from './shop.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShop();
});
const rows = (input: PlanInput) => rowsOf(connection, input);
const sql = async (text: string) =>
  (await connection.runAndReadAll(text))
    .getRows()
    .map(row => row.map(one => (typeof one === 'string' ? one : Number(Number(one).toPrecision(9)))));

const average = { name: 'average_order', metric: 'average_order' };
const customer = { field: 'customers.customer_name' };
const above = (column: string, to: 'overall' | 'meanOfGroups', operator: '>' | '<' | '<=' = '>') => ({
  having: [{ column, operator, to }],
});

describe('groups compared with all of them together', () => {
  test('an average by the rows of all, not by the mean of the groups', async () => {
    // The months have 34 on average, the orders 38.50: June with its 35 is below.
    expect(await rows({ measures: [average], time: byMonth, ...above('average_order', 'overall') })).toEqual([
      ['2025-08-01', 40],
      ['2026-05-01', 50],
      ['2026-08-01', 40],
    ]);
  });

  test('rows by the average row, and how many they are', async () => {
    const amount = { name: 'amount', expression: 'AVG(orders.amount)' };
    const worth = { measures: [amount], dimensions: [{ field: 'orders.order_id' }], ...above('amount', 'overall') };
    expect(await rows({ ...worth, orderBy: [{ column: 'order_id', direction: 'ASC' }] })).toEqual(
      await sql('SELECT order_id, amount FROM orders WHERE amount > (SELECT AVG(amount) FROM orders) ORDER BY 1'),
    );
    expect(await rows({ ...worth, summarise: { function: 'count', name: 'orders' } })).toEqual(
      await sql('SELECT COUNT(*) FROM orders WHERE amount > (SELECT AVG(amount) FROM orders)'),
    );
  });

  test('the conditions and the range of the plan hold for what it is compared with', async () => {
    expect(
      await rows({
        measures: [average],
        dimensions: [customer],
        where: [{ field: 'orders.status', operator: '=', values: ['Completed'] }],
        time: { field: 'orders.order_date', range: { kind: 'current', unit: 'year' } },
        ...above('average_order', 'overall', '<='),
      }),
    ).toEqual(
      await sql(`WITH o AS (SELECT * FROM orders JOIN customers USING (customer_id)
          WHERE LOWER(status) = 'completed' AND YEAR(order_date) = 2026)
        SELECT customer_name, AVG(amount) FROM o GROUP BY 1 HAVING AVG(amount) <= (SELECT AVG(amount) FROM o)`),
    );
  });

  test('nobody is compared with what they may not see', async () => {
    const policy = { ...analyst, rowFilters: { orders: "status = 'Open'" } };
    const input: PlanInput = { measures: [average], dimensions: [customer], ...above('average_order', 'overall') };
    expect(await rowsOf(connection, input, { policy })).toEqual(
      await sql(`WITH o AS (SELECT * FROM orders JOIN customers USING (customer_id) WHERE status = 'Open')
        SELECT customer_name, AVG(amount) FROM o GROUP BY 1 HAVING AVG(amount) > (SELECT AVG(amount) FROM o)`),
    );
  });
});

describe('groups compared with the mean of them', () => {
  test('a sum', async () => {
    expect(await rows({ measures: [revenue], dimensions: [customer], ...above('revenue', 'meanOfGroups') })).toEqual(
      await sql(`WITH g AS (SELECT customer_name, SUM(amount) AS revenue FROM orders JOIN customers USING (customer_id) GROUP BY 1)
        SELECT * FROM g WHERE revenue > (SELECT AVG(revenue) FROM g)`),
    );
  });

  test('a number that is not shown, and one that a step makes', async () => {
    const hidden = { ...orderCount, hidden: true };
    expect(
      await rows({ measures: [revenue, hidden], dimensions: [region], ...above('order_count', 'meanOfGroups', '<') }),
    ).toEqual(
      await sql(`WITH g AS (SELECT region, SUM(amount) AS revenue, COUNT(*) AS n FROM orders LEFT JOIN customers USING (customer_id) GROUP BY 1)
        SELECT region, revenue FROM g WHERE n < (SELECT AVG(n) FROM g) ORDER BY revenue DESC`).then(all =>
        all.map(([name, n]) => [name === 0 ? null : name, n]),
      ),
    );
    expect(
      await rows({
        measures: [revenue],
        dimensions: [customer],
        steps: [{ kind: 'shareOfTotal', name: 'share', measure: 'revenue' }],
        ...above('share', 'meanOfGroups'),
      }),
    ).toHaveLength(2);
  });

  test('months that were filled in are no groups', async () => {
    const range = { kind: 'between', start: '2026-05-01', end: '2026-09-01' } as const;
    // 150 in May, 70 in June, none in July, 120 in August.
    expect(
      await rows({
        measures: [revenue],
        time: { ...byMonth, range, fillGaps: true },
        ...above('revenue', 'meanOfGroups'),
      }),
    ).toEqual([
      ['2026-05-01', 150],
      ['2026-08-01', 120],
    ]);
  });
});

describe('what can be compared so', () => {
  const faults = (input: PlanInput): string[] => {
    try {
      checkPlan(plan(input), shop);
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      return (error.details as { faults: readonly PlanFault[] }).faults.map(fault => fault.path.join('.'));
    }
    return [];
  };
  const base: PlanInput = { measures: [revenue], dimensions: [region] };
  test.each<[string, PlanInput, string]>([
    ['a group', { ...base, ...above('region', 'meanOfGroups') }, 'having.0.column'],
    [
      'a step with all together',
      { ...base, steps: [{ kind: 'shareOfTotal', name: 'share', measure: 'revenue' }], ...above('share', 'overall') },
      'having.0.column',
    ],
    ['one number', { measures: [revenue], ...above('revenue', 'overall') }, 'having.0.to'],
    [
      'values besides',
      { ...base, having: [{ column: 'revenue', operator: '>', values: [1], to: 'overall' }] },
      'having.0.values',
    ],
    [
      'that it is missing',
      { ...base, having: [{ column: 'revenue', operator: 'isMissing', to: 'overall' }] },
      'having.0.operator',
    ],
    [
      'the mean of days',
      {
        measures: [{ name: 'last', expression: 'MAX(orders.order_date)' }],
        dimensions: [region],
        ...above('last', 'meanOfGroups'),
      },
      'having.0.column',
    ],
  ])('not %s', (_, input, path) => {
    expect(faults(input)).toEqual([path]);
  });

  test('it is part of what is asked', () => {
    const hashes = [above('revenue', 'overall'), above('revenue', 'meanOfGroups'), above('revenue', 'overall', '<')];
    expect(new Set(hashes.map(having => planHash(plan({ ...base, ...having }), shop))).size).toBe(3);
  });

  test('it is told', () => {
    const words = (having: PlanInput) => explainPlan(plan({ ...base, ...having }), shop, NOW);
    expect(words(above('revenue', 'overall'))).toBe(
      'Revenue by region, only where revenue is over what it is overall.',
    );
    expect(words(above('revenue', 'meanOfGroups', '<'))).toBe(
      'Revenue by region, only where revenue is under the mean of all groups.',
    );
  });
});
