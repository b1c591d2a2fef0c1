import { describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../core/errors.ts';
import type { PlanFault } from '../../../core/plan/errors.ts';
import { parsePlan } from '../../../core/plan/parse.ts';

const good = {
  measures: [{ name: 'revenue', metric: 'revenue' }],
  dimensions: [{ field: 'customers.region' }],
  time: { field: 'orders.order_date', range: { kind: 'previous', unit: 'month', count: 3 }, grain: 'month' },
};

/** Paths of the faults of a plan; each says what is wrong and how to mend it. */
function faultPaths(input: unknown): string[] {
  try {
    parsePlan(input);
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    expect(error.code).toBe('plan.invalid');
    const { faults } = error.details as { faults: readonly PlanFault[] };
    for (const fault of faults) {
      expect(fault.message).not.toBe('');
      expect(fault.mend).not.toBe('');
    }
    return faults.map(fault => fault.path.join('.'));
  }
  return [];
}

test('a good plan comes back with its defaults', () => {
  expect(parsePlan(good)).toMatchObject({ version: 1, where: [], steps: [], having: [], orderBy: [], fields: [] });
});

test('every fault is told at once, each at its place', () => {
  const paths = faultPaths({
    measures: [{ name: 'a b', metric: 'x' }, { name: 'c' }],
    dimensions: [{ field: 'o.d', grain: 'fortnight' }],
    where: [{ field: 'a.b', operator: 'equals', values: [1] }, { related: 'x', where: [{ foo: 1 }] }, 5],
    limit: -1,
    zebra: true,
  });
  expect(paths).toEqual(
    expect.arrayContaining([
      'measures.0.name',
      'measures.1',
      'dimensions.0.grain',
      'where.0.operator',
      'where.1.where.0',
      'where.2',
      'limit',
      'zebra',
    ]),
  );
});

describe('start with a good plan, break one thing', () => {
  const measures = good.measures;
  test.each<[string, Record<string, unknown>, string]>([
    ['nothing asked for', { measures: [], dimensions: [], time: undefined }, ''],
    ['fields beside measures', { fields: ['orders.amount'], time: undefined, dimensions: [] }, 'measures'],
    ['a metric and an expression', { measures: [{ name: 'a', metric: 'a', expression: 'SUM(x.y)' }] }, 'measures.0'],
    ['between with one value', { where: [{ field: 'a.b', operator: 'between', values: [1] }] }, 'where.0.values'],
    ['two values for =', { where: [{ field: 'a.b', operator: '=', values: [1, 2] }] }, 'where.0.values'],
    ['no values for =', { where: [{ field: 'a.b', operator: '=', values: [] }] }, 'where.0.values'],
    ['values for is missing', { where: [{ field: 'a.b', operator: 'isMissing', values: [1] }] }, 'where.0.values'],
    [
      'a day that is none',
      { time: { field: 'a.b', range: { kind: 'since', start: '2026-02-30' } } },
      'time.range.start',
    ],
    [
      'an end before the start',
      { time: { field: 'a.b', range: { kind: 'between', start: '2026-02-02', end: '2026-02-02' } } },
      'time.range',
    ],
    ['filled gaps without periods', { time: { field: 'a.b', fillGaps: true } }, 'time.fillGaps'],
    [
      'a running total without periods',
      { time: undefined, steps: [{ kind: 'runningTotal', name: 't', measure: 'revenue' }] },
      'steps.0',
    ],
    [
      'a comparison without time',
      {
        time: undefined,
        steps: [{ kind: 'comparison', name: 't', measure: 'revenue', with: 'previousYear', output: 'value' }],
      },
      'steps.0',
    ],
    [
      'a step of nothing',
      { steps: [{ kind: 'ratio', name: 'r', numerator: 'revenue', denominator: 'nothing' }] },
      'steps.0.denominator',
    ],
    [
      'a step of a later step',
      {
        steps: [
          { kind: 'ratio', name: 'a', numerator: 'b', denominator: 'revenue' },
          { kind: 'ratio', name: 'b', numerator: 'revenue', denominator: 'revenue' },
        ],
      },
      'steps.0.numerator',
    ],
    ['having without a value', { having: [{ column: 'revenue', operator: '>' }] }, 'having.0.values'],
    [
      'a period without a date',
      { time: undefined, measures: [{ ...measures[0], period: { kind: 'current', unit: 'day' } }] },
      'measures.0.period',
    ],
    ['related inside any of', { where: [{ anyOf: [{ related: 'x', where: [] }] }] }, 'where.0'],
    ['text where a list belongs', { where: 'drop table' }, 'where'],
  ])('%s', (_, broken, path) => {
    expect(faultPaths({ ...good, ...broken })).toContain(path);
  });

  test.each([[null], ['plan'], [42], [[]]])('%j is no plan', input => {
    expect(faultPaths(input).length).toBeGreaterThan(0);
  });

  test('nesting without end is refused, not followed', () => {
    let where: unknown = { field: 'a.b', operator: 'isMissing' };
    for (let i = 0; i < 5_000; i += 1) where = { anyOf: [where] };
    expect(faultPaths({ ...good, where: [where] })).toEqual(['']);
  });
});
