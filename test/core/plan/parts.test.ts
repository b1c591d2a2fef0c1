import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalPlan } from '../../../core/plan/canonical.ts';
import { explainPlan } from '../../../core/plan/explain.ts';
import { planHash } from '../../../core/plan/hash.ts';
import type { Measure, PlanInput } from '../../../core/plan/schema.ts';
import { emitText } from '../../../core/sql/emit.ts';
import { faults } from '../sql/support.ts';
import { compiled, rowsOf } from './run.ts';
import { byMonth, NOW, openShop, orderCount, plan, region, revenue, shop } from './shop.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShop();
});
const rows = (input: PlanInput) => rowsOf(connection, input);
const sql = async (text: string) =>
  (await connection.runAndReadAll(text)).getRows().map(row => row.map(cell => (cell === null ? null : String(cell))));
const texts = (given: unknown[][]) => given.map(row => row.map(cell => (cell === null ? null : String(cell))));

const timeFields = [
  { of: 'orders', field: 'orders.order_date' },
  { of: 'returns', field: 'returns.return_date' },
];
/** Every order less every return, each counted by its own date. */
const net: Measure = { name: 'net', expression: 'COALESCE(revenue, 0) - COALESCE(refunds, 0)', timeFields };
const rate: Measure = { name: 'rate', expression: 'return_count / order_count', timeFields };
const summer = { kind: 'between', start: '2026-06-01', end: '2026-08-01' } as const;
const inSummer = { field: 'orders.order_date', range: summer } as const;

describe('a number made of rows of several datasets, each counted by its own date', () => {
  test('in a period', async () => {
    expect(await rows({ measures: [net], time: inSummer })).toEqual([[70 - 26]]);
    expect(await rows({ measures: [rate], time: inSummer })).toEqual([[1.5]]);
  });

  test('by period: no month of either is lost', async () => {
    expect(await rows({ measures: [net, rate], time: byMonth })).toEqual([
      ['2025-08-01', 40, 0],
      ['2026-05-01', 150, 0],
      ['2026-06-01', 70 - 20, 0.5],
      ['2026-07-01', -6, null],
      ['2026-08-01', 120, 0],
      [null, 5, null],
    ]);
  });

  test('by period in a range, beside numbers of one date', async () => {
    const refunds: Measure = { name: 'refunds', metric: 'refunds', timeField: 'returns.return_date' };
    expect(await rows({ measures: [net, revenue, refunds], time: { ...byMonth, range: summer } })).toEqual([
      ['2026-06-01', 50, 70, 20],
      ['2026-07-01', -6, null, 6],
    ]);
  });

  test('by what its parts share', async () => {
    expect(await rows({ measures: [net], dimensions: [region], time: inSummer })).toEqual([
      ['North', 40],
      [null, 9],
      ['South', -5],
    ]);
  });

  test('each in a period of its own, with the growth between them', async () => {
    const may = { kind: 'between', start: '2026-05-01', end: '2026-06-01' } as const;
    const june = { kind: 'between', start: '2026-06-01', end: '2026-07-01' } as const;
    const of = (name: string, period: typeof may | typeof june): Measure => ({ ...net, name, period });
    expect(
      await rows({
        measures: [of('may', may), of('june', june)],
        time: { field: 'orders.order_date' },
        steps: [{ kind: 'growth', name: 'growth', base: 'may', current: 'june' }],
      }),
    ).toEqual([[150, 50, -0.666666667]]);
  });

  test('beside the period before, as a running total and as a share', async () => {
    expect(
      await rows({
        measures: [net],
        time: { ...byMonth, range: summer },
        steps: [
          { kind: 'comparison', name: 'before', measure: 'net', with: 'previousPeriod', output: 'value' },
          { kind: 'runningTotal', name: 'running', measure: 'net' },
        ],
      }),
    ).toEqual([
      ['2026-06-01', 50, 150, 50],
      ['2026-07-01', -6, 50, 44],
    ]);
    const share = { kind: 'shareOfTotal', name: 'share', measure: 'sold' } as const;
    const sold: Measure = { name: 'sold', expression: 'order_count + return_count', timeFields };
    expect(await rows({ measures: [sold], time: { ...byMonth, range: summer }, steps: [share] })).toEqual([
      ['2026-06-01', 3, 0.6],
      ['2026-07-01', 2, 0.4],
    ]);
  });

  test('with the gaps filled', async () => {
    const spring = { kind: 'between', start: '2026-06-01', end: '2026-09-01' } as const;
    expect(await rows({ measures: [rate], time: { ...byMonth, range: spring, fillGaps: true } })).toEqual([
      ['2026-06-01', 0.5],
      ['2026-07-01', null],
      ['2026-08-01', 0],
    ]);
  });

  test('of the rows that may be seen', async () => {
    const seen = { orders: "orders.status = 'Completed'", returns: "returns.status = 'Done'" };
    const policy = { name: 'clerk', title: 'Clerk', datasets: '*', metrics: '*', rowFilters: seen } as const;
    const given = await rowsOf(connection, { measures: [net], time: byMonth }, { policy: { ...policy } as never });
    expect(texts(given)).toEqual(
      await sql(`SELECT m, SUM(a) FROM (
        SELECT date_trunc('month', order_date)::DATE m, amount::DOUBLE a FROM orders WHERE status = 'Completed'
        UNION ALL SELECT date_trunc('month', return_date)::DATE, -refund FROM returns WHERE status = 'Done')
        GROUP BY 1 ORDER BY 1`),
    );
  });
});

describe('the dates of its parts', () => {
  test('are told in words', () => {
    expect(explainPlan(plan({ measures: [net], time: { ...byMonth, range: summer } }), shop, NOW)).toBe(
      'Net (COALESCE(revenue, 0) - COALESCE(refunds, 0), orders counted by order date, returns counted by return date) by month, from 1 June to 31 July 2026.',
    );
    expect(explainPlan(plan({ measures: [net, orderCount], time: byMonth }), shop, NOW)).toContain(
      ', counted by order date',
    );
  });

  test('are the same in any order and spelling, and make another plan than one date', () => {
    const turned = timeFields
      .toReversed()
      .map(({ of, field }) => ({ of: of.toUpperCase(), field: field.toUpperCase() }));
    const [one, other, single] = [timeFields, turned, undefined].map(dates => {
      const { timeFields: _, ...bare } = net;
      return plan({ measures: [{ ...bare, ...(dates && { timeFields: dates }) }], time: byMonth });
    });
    expect(canonicalPlan(other!, shop)).toEqual(canonicalPlan(one!, shop));
    expect(planHash(other!, shop)).toBe(planHash(one!, shop));
    expect(planHash(single!, shop)).not.toBe(planHash(one!, shop));
  });

  test.each([
    ['of a dataset that there is not', [timeFields[0], { of: 'sales', field: 'returns.return_date' }], 'plan.invalid'],
    ['that are no times', [timeFields[0], { of: 'returns', field: 'returns.refund' }], 'plan.invalid'],
    ['of one dataset twice', [timeFields[0], { of: 'Orders', field: 'orders.shipped_at' }], 'plan.invalid'],
    ['of one dataset alone', [timeFields[0]], 'plan.invalid'],
    [
      'that leave one part out',
      [timeFields[0], { of: 'customers', field: 'orders.order_date' }],
      'E_UNAGGREGATED_FINER_GRAIN_REFERENCE',
    ],
    [
      'of which a row has several',
      [timeFields[0], { of: 'returns', field: 'orders.order_date' }],
      'E_UNAGGREGATED_FINER_GRAIN_REFERENCE',
    ],
    [
      'that leave out what is counted',
      [timeFields[0], { of: 'levels', field: 'levels.level_date' }],
      'query.part_without_date',
    ],
  ])('%s are refused', (_, dates, code) => {
    const measure = { ...net, timeFields: dates } as Measure;
    expect(() => compiled({ measures: [measure], time: byMonth })).toThrow(expect.objectContaining({ code }));
  });

  test.each([{ timeField: 'orders.order_date' }, { over: 'orders' }])('are not there beside %j', more => {
    expect(() => plan({ measures: [{ ...net, ...more }], time: byMonth })).toThrow(
      expect.objectContaining({ code: 'plan.invalid' }),
    );
  });

  test('are not of a level', () => {
    const turn: Measure = {
      name: 'turn',
      expression: 'SUM(orders.quantity) / SUM(levels.pieces)',
      timeFields: [timeFields[0]!, { of: 'levels', field: 'levels.level_date' }],
    };
    expect(() => compiled({ measures: [turn], time: inSummer })).toThrow(
      expect.objectContaining({ code: 'plan.unsupported' }),
    );
  });
});

describe('any such number', () => {
  const days = fc
    .integer({ min: 0, max: 130 })
    .map(n => new Date(Date.UTC(2026, 3, 20 + n)).toISOString().slice(0, 10));
  const range = fc
    .tuple(days, days)
    .filter(([a, b]) => a !== b)
    .map(pair => pair.sort())
    .map(([start, end]) => ({ kind: 'between' as const, start, end }));
  const grain = fc.constantFrom('year', 'quarter', 'month', 'week', 'day' as const);
  const time = fc.record({ range, grain: fc.option(grain, { nil: undefined }) });

  test('is what its parts are when each is asked for by itself', async () => {
    await fc.assert(
      fc.asyncProperty(time, fc.boolean(), async ({ range, grain }, isSplit) => {
        const period = grain ? `date_trunc('${grain}', d)::DATE` : "'-'";
        const group = isSplit ? 'region' : "'-'";
        const wanted = await sql(`SELECT * FROM (SELECT ${period} p, ${group} g, SUM(a)::DOUBLE n FROM (
          SELECT order_date d, customer_id, amount a FROM orders UNION ALL SELECT return_date, customer_id, -refund FROM returns)
          JOIN customers USING (customer_id) WHERE d >= '${range.start}' AND d < '${range.end}' GROUP BY 1, 2)
          ORDER BY 1 NULLS LAST, 3 DESC, 2`);
        const given = texts(
          await rows({
            measures: [net],
            dimensions: isSplit ? [region] : [],
            time: { field: 'orders.order_date', range, grain: grain as 'month' | undefined },
            ...(grain &&
              isSplit && {
                orderBy: [
                  { column: 'order_date', direction: 'ASC' },
                  { column: 'net', direction: 'DESC' },
                ],
              }),
          }),
        );
        const plain = given.map(row => [grain ? row[0] : '-', isSplit ? row[grain ? 1 : 0] : '-', row.at(-1)]);
        // Without groups there is one number, though there be no rows.
        if (!grain && !isSplit && wanted.length === 0) expect(plain).toEqual([['-', '-', '0']]);
        else expect(plain.map(String).sort()).toEqual(wanted.map(String).sort());
      }),
      { numRuns: 40 },
    );
  });

  test('is read by the parsers of Trino and Redshift', () => {
    fc.assert(
      fc.property(time, ({ range, grain }) => {
        const { query } = compiled({
          measures: [net, rate, revenue],
          dimensions: [region],
          time: { field: 'orders.order_date', range, grain: grain as 'month' | undefined },
        });
        for (const dialect of ['trino', 'redshift'] as const)
          expect(faults(emitText(query, dialect), dialect)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});
