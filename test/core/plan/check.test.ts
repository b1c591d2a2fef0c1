import { describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../core/errors.ts';
import { analyst, type Persona } from '../../../core/identity/persona.ts';
import { checkPlan } from '../../../core/plan/check.ts';
import type { PlanFault } from '../../../core/plan/errors.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import { byMonth, orderCount, plan, region, revenue, shop } from './shop.ts';

function faults(input: PlanInput): readonly PlanFault[] {
  try {
    checkPlan(plan(input), shop);
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    expect(error.code).toBe('plan.invalid');
    return (error.details as { faults: readonly PlanFault[] }).faults;
  }
  return [];
}

const good: PlanInput = {
  measures: [revenue, orderCount],
  dimensions: [region],
  time: { field: 'orders.order_date', range: { kind: 'current', unit: 'year' } },
};

test('a plan that fits the model has no faults', () => {
  expect(faults(good)).toEqual([]);
  expect(faults({ ...good, time: { field: 'Orders."order_date"', grain: 'month' } })).toEqual([]);
});

describe('an unknown name is told with the nearest one', () => {
  test.each<[Partial<PlanInput>, string, string]>([
    [{ measures: [{ name: 'a', metric: 'revenu' }] }, 'measures.0.metric', 'revenue'],
    [{ dimensions: [{ field: 'customers.regoin' }] }, 'dimensions.0.field', 'customers.region'],
    [{ where: [{ field: 'orders.statu', operator: 'isMissing' }] }, 'where.0.field', 'orders.status'],
    [{ where: [{ related: 'return', where: [] }] }, 'where.0.related', 'returns'],
    [{ measures: [{ name: 'a', expression: 'SUM(orders.amout)' }] }, 'measures.0.expression', 'orders.amount'],
    [{ orderBy: [{ column: 'revenues', direction: 'ASC' }] }, 'orderBy.0.column', 'revenue'],
  ])('%j', (change, path, nearest) => {
    const [fault, ...others] = faults({ ...good, ...change });
    expect(others).toEqual([]);
    expect(fault?.path.join('.')).toBe(path);
    expect(fault?.mend).toContain(nearest);
  });
});

describe('what does not fit the model', () => {
  test.each<[string, Partial<PlanInput>, string]>([
    ['a private field', { where: [{ field: 'orders.secret', operator: 'isPresent' }] }, 'where.0.field'],
    ['time that is no time', { time: { field: 'orders.amount' } }, 'time.field'],
    ['a grain of text', { dimensions: [{ field: 'orders.status', grain: 'month' }] }, 'dimensions.0.grain'],
    ['the weekday of a text', { dimensions: [{ field: 'orders.status', part: 'dayofweek' }] }, 'dimensions.0.part'],
    ['bands of text', { dimensions: [{ field: 'orders.status', width: 5 }] }, 'dimensions.0.width'],
    [
      'a period of a number',
      { where: [{ field: 'orders.amount', period: { kind: 'current', unit: 'day' } }] },
      'where.0',
    ],
    ['text for a number', { where: [{ field: 'orders.amount', operator: '>', values: ['many'] }] }, 'where.0.values.0'],
    [
      'text for a date',
      { where: [{ field: 'orders.order_date', operator: '=', values: ['banana'] }] },
      'where.0.values.0',
    ],
    [
      'a part of a number',
      { where: [{ field: 'orders.amount', operator: 'contains', values: ['1'] }] },
      'where.0.operator',
    ],
    ['two columns of one name', { dimensions: [region, { field: 'customers.customer_name', name: 'Revenue' }] }, ''],
    ['having of nothing', { having: [{ column: 'nothing', operator: '>', values: [1] }] }, 'having.0.column'],
    [
      'having text of a number',
      { having: [{ column: 'revenue', operator: '>', values: ['lots'] }] },
      'having.0.values.0',
    ],
    [
      'within a measure',
      { steps: [{ kind: 'shareOfTotal', name: 's', measure: 'revenue', within: ['revenue'] }] },
      'steps.0.within.0',
    ],
    [
      'a top per nothing',
      { topPerGroup: { by: ['nothing'], column: 'revenue', direction: 'DESC', count: 1 } },
      'topPerGroup.by.0',
    ],
    ['a sum of nothing', { summarise: { function: 'sum', name: 's' } }, 'summarise.column'],
    ['a sum of text', { summarise: { function: 'sum', column: 'region', name: 's' } }, 'summarise.column'],
    ['broken SQL', { where: [{ expression: 'orders.amount >' }] }, 'where.0.expression'],
    ['SQL that is none', { where: [{ expression: '1 = 1; DROP TABLE orders' }] }, 'where.0.expression'],
  ])('%s', (_, change, path) => {
    expect(faults({ ...good, ...change }).map(fault => fault.path.join('.'))).toContain(path);
  });
});

describe('what a persona may not see', () => {
  const persona: Persona = { ...analyst, title: 'Sales', datasets: ['customers'], metrics: ['revenue'] };
  const forbidden = (input: PlanInput, as: Persona = persona): unknown => {
    try {
      checkPlan(plan(input), shop, as);
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      expect(error.code).toBe('persona.forbidden');
      return (error.details as { names: readonly string[] }).names;
    }
    return [];
  };

  test('a metric that is allowed may be made of datasets that are not, and counted by its own date', () => {
    expect(forbidden({ measures: [revenue], dimensions: [region], time: byMonth })).toEqual([]);
  });

  test.each<[string, PlanInput, string[]]>([
    ['a metric', { measures: [orderCount] }, ['order_count']],
    ['a metric inside an expression', { measures: [{ name: 'x', expression: 'revenue / buyers' }] }, ['buyers']],
    [
      'a field inside an expression',
      { measures: [{ name: 'x', expression: 'MAX(orders.amount)' }] },
      ['orders.amount'],
    ],
    ['a dimension', { measures: [revenue], dimensions: [{ field: 'orders.status' }] }, ['orders.status']],
    [
      'a filter',
      { measures: [revenue], where: [{ field: 'orders.status', operator: 'isMissing' }] },
      ['orders.status'],
    ],
    [
      'a filter inside any of',
      { measures: [revenue], where: [{ anyOf: [{ field: 'orders.amount', operator: '>', values: [1] }] }] },
      ['orders.amount'],
    ],
    [
      'a filter of a measure',
      { measures: [{ ...revenue, filters: [{ field: 'orders.amount', operator: '>', values: [1] }] }] },
      ['orders.amount'],
    ],
    [
      'an expression filter',
      { measures: [revenue], where: [{ expression: "orders.status = 'x'" }] },
      ['orders.status'],
    ],
    ['related rows', { fields: ['customers.region'], where: [{ related: 'returns', where: [] }] }, ['returns']],
    ['rows counted over', { measures: [{ ...revenue, over: 'orders' }] }, ['orders']],
    ['a listing', { fields: ['orders.amount', 'customers.region'] }, ['orders.amount']],
    [
      'another date than its own',
      { measures: [revenue], time: { field: 'orders.shipped_at', grain: 'day' } },
      ['orders.shipped_at'],
    ],
    [
      'its own date as a dimension',
      { measures: [revenue], dimensions: [{ field: 'orders.order_date' }] },
      ['orders.order_date'],
    ],
  ])('%s', (_, input, names) => {
    expect(forbidden(input)).toEqual(names);
  });
});
