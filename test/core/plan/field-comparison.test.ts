import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../core/errors.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { checkPlan } from '../../../core/plan/check.ts';
import type { PlanFault } from '../../../core/plan/errors.ts';
import { explainPlan } from '../../../core/plan/explain.ts';
import { planHash } from '../../../core/plan/hash.ts';
import { parsePlan } from '../../../core/plan/parse.ts';
import type { Filter, PlanInput } from '../../../core/plan/schema.ts';
import { emitText } from '../../../core/sql/emit.ts';
import { compiled, rowsOf } from './run.ts';
import { NOW, openShop, orderCount, plan, shop } from './shop.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShop();
});
const rows = (input: PlanInput) => rowsOf(connection, input);
const ids = async (filter: Filter) => (await rows({ fields: ['orders.order_id'], where: [filter] })).flat();

/** Orders 1, 2 and 3 have been shipped: on the day of the order, the day after, and on the first of the next month. */
const shipped = (operator: '=' | '!=' | '<' | '<=' | '>' | '>=', grain?: 'year' | 'month' | 'week' | 'day') =>
  ({ field: 'orders.shipped_at', operator, to: 'orders.order_date', ...(grain && { grain }) }) satisfies Filter;

describe('a field compared with another one of the row', () => {
  test.each<[Filter, number[]]>([
    // A day and a time of day are compared by their days; what has no time is neither the same nor another.
    [shipped('='), [1]],
    [shipped('!='), [2, 3]],
    [shipped('>'), [2, 3]],
    [shipped('>='), [1, 2, 3]],
    [shipped('<'), []],
    [shipped('<='), [1]],
    [shipped('=', 'month'), [1, 2]],
    [shipped('>', 'month'), [3]],
    [shipped('!=', 'week'), [3]],
    [shipped('=', 'year'), [1, 2, 3]],
    [{ field: 'orders.quantity', operator: '>', to: 'orders.order_id' }, [1, 2, 3, 4, 7]],
    // Of what it belongs to; the order without a status and the customer without a region are no match.
    [{ field: 'orders.order_id', operator: '=', to: 'customers.customer_id' }, [1]],
    [{ field: 'orders.status', operator: '!=', to: 'customers.region' }, [1, 2, 3, 4, 6, 7, 8, 9, 10]],
    [{ field: 'orders.status', operator: '=', to: 'customers.region' }, []],
    // Inside other conditions.
    [{ anyOf: [shipped('='), { field: 'orders.amount', operator: '>', values: [60] }] }, [1, 7]],
  ])('%j', async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
  });

  test('narrows a measure alone, and what things have many of', async () => {
    const late = { ...orderCount, name: 'late', filters: [shipped('>')] };
    expect(await rows({ measures: [orderCount, late], dimensions: [] })).toEqual([[10, 2]]);
    expect(
      await rows({ fields: ['customers.customer_name'], where: [{ related: 'orders', where: [shipped('>')] }] }),
    ).toEqual([['Acme'], ['Bolt']]);
    expect(
      await rows({
        fields: ['customers.customer_name'],
        where: [{ related: 'orders', negated: true, where: [shipped('=')] }],
      }),
    ).toEqual([['Bolt'], ['Core 100%']]);
  });

  test('text is compared without regard to case in every dialect', () => {
    const { query } = compiled({
      fields: ['orders.order_id'],
      where: [{ field: 'orders.status', operator: '=', to: 'customers.region' }],
    });
    for (const dialect of ['duckdb', 'trino', 'redshift'] as const)
      expect(emitText(query, dialect).match(/LOWER\(/gi)).toHaveLength(2);
  });
});

describe('what can be compared', () => {
  const faults = (filter: Filter): readonly PlanFault[] => {
    try {
      checkPlan(plan({ measures: [orderCount], where: [filter] }), shop, analyst);
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      return (error.details as { faults: readonly PlanFault[] }).faults;
    }
    return [];
  };
  test.each<[string, Filter, string]>([
    ['text with a number', { field: 'orders.status', operator: '=', to: 'orders.amount' }, 'where.0.to'],
    ['a day with a number', { field: 'orders.order_date', operator: '>', to: 'orders.amount' }, 'where.0.to'],
    ['a field with itself', { field: 'orders.amount', operator: '=', to: 'Orders.AMOUNT' }, 'where.0.to'],
    ['text by its order', { field: 'orders.status', operator: '<', to: 'customers.region' }, 'where.0.operator'],
    [
      'months of numbers',
      { field: 'orders.amount', operator: '=', to: 'orders.quantity', grain: 'month' },
      'where.0.grain',
    ],
    ['an unknown field', { field: 'orders.amount', operator: '=', to: 'orders.quantty' }, 'where.0.to'],
    ['a private field', { field: 'orders.status', operator: '=', to: 'orders.secret' }, 'where.0.to'],
  ])('not %s', (_, filter, path) => {
    expect(faults(filter).map(fault => fault.path.join('.'))).toEqual([path]);
  });

  test('a persona must be allowed both fields', () => {
    const input = plan({
      measures: [orderCount],
      where: [{ field: 'orders.order_id', operator: '=', to: 'customers.customer_id' }],
    });
    const persona = { ...analyst, datasets: ['orders'] };
    expect(() => checkPlan(input, shop, persona)).toThrow(expect.objectContaining({ code: 'persona.forbidden' }));
    expect(() => checkPlan(input, shop, { ...analyst, datasets: ['orders', 'customers'] })).not.toThrow();
  });

  test('its shape is told where it is wrong', () => {
    const wrong = {
      measures: [orderCount],
      where: [{ field: 'orders.amount', operator: 'in', to: 'orders.quantity' }],
    };
    expect(() => parsePlan(wrong)).toThrow(expect.objectContaining({ code: 'plan.invalid' }));
    const both = {
      measures: [orderCount],
      where: [{ field: 'orders.amount', operator: '=', to: 'orders.quantity', values: [1] }],
    };
    expect(() => parsePlan(both)).toThrow(expect.objectContaining({ code: 'plan.invalid' }));
  });
});

describe('one plan for all ways of writing it', () => {
  const hash = (filter: Filter) => planHash(plan({ measures: [orderCount], where: [filter] }), shop);

  test('the fields may stand in each other’s place', () => {
    expect(hash(shipped('>'))).toBe(hash({ field: 'Orders.order_date', operator: '<', to: 'orders.SHIPPED_AT' }));
    expect(hash(shipped('=', 'month'))).toBe(
      hash({ field: 'orders.order_date', operator: '=', to: 'orders.shipped_at', grain: 'month' }),
    );
  });

  test('what asks otherwise is another plan', () => {
    const hashes = [shipped('>'), shipped('>='), shipped('<'), shipped('>', 'month'), shipped('>', 'year')].map(hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

test.each<[string, Filter]>([
  ['shipped at is after order date', shipped('>')],
  ['shipped at is not before order date', shipped('>=')],
  ['shipped at is in the same year as order date', shipped('=', 'year')],
  ['shipped at is in a month after that of order date', shipped('>', 'month')],
  ['amount is under quantity', { field: 'orders.amount', operator: '<', to: 'orders.quantity' }],
  ['status of orders is the same as region', { field: 'orders.status', operator: '=', to: 'customers.region' }],
])('in words: %s', (words, filter) => {
  expect(explainPlan(plan({ measures: [orderCount], where: [filter] }), shop, NOW)).toBe(
    `Order count, where ${words}.`,
  );
});
