import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst, type Persona } from '../../../core/identity/persona.ts';
import type { Filter, PlanInput } from '../../../core/plan/schema.ts';
import { emitStatement } from '../../../core/sql/emit.ts';
import { compiled, rowsOf } from './run.ts';
import { byMonth, openShop, orderCount, region, revenue } from './shop.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShop();
});
const rows = (input: PlanInput) => rowsOf(connection, input);

/** Ids of the orders that pass. */
const ids = async (...where: Filter[]): Promise<unknown[]> =>
  (await rows({ fields: ['orders.order_id'], where })).flat();

describe('filters', () => {
  const status = (
    operator: '=' | '!=' | 'in' | 'notIn' | 'contains' | 'notContains' | 'startsWith' | 'endsWith',
    ...values: string[]
  ): Filter => ({ field: 'orders.status', operator, values });
  test.each<[Filter, number[]]>([
    // Text is compared without regard to case; what is not something may be missing.
    [status('=', 'COMPLETED'), [1, 2, 4, 6, 9]],
    [status('!=', 'completed'), [3, 5, 7, 8, 10]],
    [status('in', 'open', 'CANCELLED'), [3, 7, 8, 10]],
    [status('notIn', 'open', 'Completed'), [5, 8]],
    [status('contains', 'ANC'), [8]],
    [status('notContains', 'e'), [5]],
    [status('startsWith', 'c'), [1, 2, 4, 6, 8, 9]],
    [status('endsWith', 'D'), [1, 2, 4, 6, 8, 9]],
    [{ field: 'orders.status', operator: 'isMissing' }, [5]],
    [{ field: 'orders.order_date', operator: 'isPresent' }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    // Numbers, also when they come as text.
    [{ field: 'orders.amount', operator: '>', values: [60] }, [7]],
    [{ field: 'orders.amount', operator: '>=', values: ['60'] }, [2, 4, 7]],
    [{ field: 'orders.amount', operator: '<', values: [10.5] }, [5, 8, 10]],
    [{ field: 'orders.amount', operator: 'between', values: [30, 50] }, [1, 3, 6, 9]],
    [{ field: 'orders.quantity', operator: 'in', values: [4, 5] }, [1, 3, 9]],
    // Days: the whole day counts, of a time too.
    [{ field: 'orders.order_date', operator: '=', values: ['2026-08-19'] }, [7, 8]],
    [{ field: 'orders.order_date', operator: '!=', values: ['2026-08-19'] }, [1, 2, 3, 4, 5, 6, 9, 10]],
    [{ field: 'orders.shipped_at', operator: '=', values: ['2026-05-04'] }, [1]],
    [{ field: 'orders.shipped_at', operator: '<=', values: ['2026-05-21'] }, [1, 2]],
    [{ field: 'orders.shipped_at', operator: '>', values: ['2026-05-21'] }, [3]],
    [{ field: 'orders.shipped_at', operator: '<', values: ['2026-05-21T00:00:00Z'] }, [1]],
    // The last day that there is: nothing is after it, nothing begins when it ends.
    [{ field: 'orders.shipped_at', operator: '=', values: ['9999-12-31'] }, []],
    [{ field: 'orders.shipped_at', operator: '<', values: ['9999-12-31'] }, [1, 2, 3]],
    [{ field: 'orders.shipped_at', operator: '<=', values: ['9999-12-31'] }, [1, 2, 3]],
    [{ field: 'orders.shipped_at', operator: '>=', values: ['9999-12-31'] }, []],
    [{ field: 'orders.shipped_at', operator: '>', values: ['9999-12-31'] }, []],
    [{ field: 'orders.order_date', operator: '!=', values: ['9999-12-31'] }, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    [{ field: 'orders.shipped_at', period: { kind: 'next', unit: 'year', count: 10_000 } }, []],
    [{ field: 'orders.shipped_at', period: { kind: 'past', unit: 'year', count: 10_000 } }, [1, 2, 3]],
    [{ field: 'orders.shipped_at', operator: 'between', values: ['2026-05-04', '2026-05-21'] }, [1, 2]],
    [{ field: 'orders.order_date', operator: 'in', values: ['2026-05-04', '2026-08-03'] }, [1, 6]],
    [{ field: 'orders.order_date', period: { kind: 'previous', unit: 'month', count: 2 } }, [4, 5]],
    [{ field: 'orders.shipped_at', period: { kind: 'between', start: '2026-05-01', end: '2026-06-01' } }, [1, 2]],
    // Fields of what a row belongs to, alternatives, expressions.
    [{ field: 'customers.region', operator: '=', values: ['south'] }, [3, 7, 8]],
    [{ anyOf: [status('=', 'Cancelled'), { field: 'orders.amount', operator: '=', values: [50] }] }, [3, 8]],
    [{ expression: 'orders.amount / orders.quantity > 10 AND orders.quantity < 5' }, []],
    [{ expression: 'orders.amount = 60 OR customers.region IS NULL' }, [2, 4, 5]],
    // Orders whose customer returned something for 5 or more; orders whose customer never returned a Done thing.
    [{ related: 'returns', where: [{ field: 'returns.refund', operator: '>', values: [5] }] }, [1, 2, 4, 6, 9, 10]],
    [{ related: 'returns', negated: true, where: [{ field: 'returns.status', operator: '=', values: ['done'] }] }, [5]],
  ])('%j', async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
  });

  test('all of them hold', async () => {
    expect(await ids(status('=', 'open'), { field: 'orders.amount', operator: '<', values: [60] })).toEqual([3, 10]);
  });

  test('wildcards in a value stand for themselves', async () => {
    const customers = async (value: string) =>
      (
        await rows({
          fields: ['customers.customer_name'],
          where: [{ field: 'customers.customer_name', operator: 'contains', values: [value] }],
        })
      ).flat();
    expect(await customers('%')).toEqual(['Core 100%']);
    expect(await customers('_')).toEqual([]);
    expect(await customers('!')).toEqual([]);
    expect(await customers('100%')).toEqual(['Core 100%']);
  });

  test('values are bound, never part of the text', () => {
    const evil = "'; DROP TABLE orders; --";
    const { query } = compiled({ measures: [revenue], where: [status('=', evil), status('contains', evil)] });
    for (const dialect of ['duckdb', 'trino', 'redshift'] as const) {
      const statement = emitStatement(query, dialect);
      expect(statement.text).not.toContain('DROP');
      expect(statement.values).toContain(evil);
    }
  });
});

describe('listings', () => {
  test('a row a row, ordered by the fields shown', async () => {
    expect(
      await rows({
        fields: ['customers.customer_name', 'orders.amount'],
        where: [{ field: 'orders.status', operator: '=', values: ['Open'] }],
      }),
    ).toEqual([
      ['Acme', 5],
      ['Bolt', 50],
      ['Bolt', 80],
    ]);
  });

  test('within a range, ordered by its date, which need not be shown', async () => {
    expect(
      await rows({
        fields: ['orders.order_id'],
        time: { field: 'orders.order_date', range: { kind: 'between', start: '2026-06-01', end: '2026-09-01' } },
        orderBy: [{ column: 'order_date', direction: 'DESC' }],
      }),
    ).toEqual([[7], [8], [6], [5], [4]]);
  });
});

describe('policies', () => {
  const persona: Persona = {
    ...analyst,
    title: 'Sales north',
    rowFilters: { customers: "region = 'North'", orders: "customers.region = 'North'", levels: "product = 'nail'" },
  };
  const as = (input: PlanInput) => compiled(input, { policy: persona });

  test('row filters hold for measures, totals, earlier values, listings and related rows', async () => {
    const run = (input: PlanInput) => rowsOf(connection, input, { policy: persona });
    expect(await run({ measures: [revenue] })).toEqual([[235]]);
    expect(
      await run({
        measures: [revenue],
        dimensions: [{ field: 'orders.status' }],
        time: { field: 'orders.order_date', range: { kind: 'between', start: '2026-06-01', end: '2026-07-01' } },
        steps: [
          { kind: 'shareOfTotal', name: 'share', measure: 'revenue' },
          { kind: 'comparison', name: 'before', measure: 'revenue', with: 'previousPeriod', output: 'value' },
        ],
      }),
    ).toEqual([['Completed', 60, 1, 40]]);
    expect((await run({ fields: ['orders.order_id'] })).flat()).toEqual([1, 2, 4, 6, 9, 10]);
  });

  test('the filters of what was read are told, others are not', () => {
    const { restrictions } = as({ measures: [revenue], dimensions: [region] });
    expect(restrictions).toEqual(['Only customers and orders where region is North.']);
    expect(compiled({ measures: [revenue] }).restrictions).toEqual([]);
    const odd: Persona = { ...persona, rowFilters: { orders: "UPPER(orders.status) = 'OPEN'" } };
    expect(compiled({ measures: [revenue] }, { policy: odd }).restrictions).toEqual([
      'Only those orders that the persona Sales north may see.',
    ]);
  });

  test('the tables that are read are told, each once with all its columns', () => {
    const { tables } = compiled({
      measures: [revenue, orderCount],
      dimensions: [region],
      time: { ...byMonth, range: { kind: 'current', unit: 'year' } },
      steps: [{ kind: 'shareOfTotal', name: 'share', measure: 'revenue' }],
    });
    expect(tables.map(table => table.name).sort()).toEqual(['customers', 'orders']);
    const orders = tables.find(table => table.name === 'orders')!;
    expect([...orders.columns].sort()).toEqual(['amount', 'customer_id', 'order_date', 'order_id']);
  });
});
