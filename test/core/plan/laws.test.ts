import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyst } from '../../../core/identity/persona.ts';
import { canonicalPlan, columnPositions } from '../../../core/plan/canonical.ts';
import { planColumns } from '../../../core/plan/columns.ts';
import { explainPlan } from '../../../core/plan/explain.ts';
import type { PlanInput, TimeRange } from '../../../core/plan/schema.ts';
import { emitText } from '../../../core/sql/emit.ts';
import { faults } from '../sql/support.ts';
import { anyPlan } from './generated.ts';
import { compiled, rowsOf } from './run.ts';
import { byMonth, NOW, openShop, plan, revenue, shop } from './shop.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShop();
});
const rows = (input: PlanInput) => rowsOf(connection, input);
const number = (cell: unknown): number => Number(cell ?? 0);
const sum = (cells: readonly unknown[]): number => cells.reduce<number>((total, cell) => total + number(cell), 0);

const policy = { ...analyst, rowFilters: { customers: "region = 'North'", orders: "customers.region = 'North'" } };

describe('any plan', () => {
  test('runs, and has the columns that it announces', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, async input => {
        const result = await rows(input);
        for (const row of result) expect(row).toHaveLength(planColumns(plan(input), shop).length);
        expect(explainPlan(plan(input), shop, NOW)).toMatch(/^[A-Z].*\.$/);
      }),
      { numRuns: 80 },
    );
  });

  test('is read by the parsers of Trino and Redshift', () => {
    fc.assert(
      fc.property(anyPlan, input => {
        const { query } = compiled(input);
        for (const dialect of ['trino', 'redshift'] as const)
          expect(faults(emitText(query, dialect), dialect)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('gives the same text each time', () => {
    fc.assert(
      fc.property(anyPlan, input => {
        expect(emitText(compiled(input).query, 'duckdb')).toBe(emitText(compiled(input).query, 'duckdb'));
      }),
      { numRuns: 30 },
    );
  });

  test('gives what its canonical form gives, columns put back in place', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, async input => {
        const canonical = canonicalPlan(plan(input), shop);
        const positions = columnPositions(planColumns(plan(input), shop), planColumns(canonical, shop));
        const given = await rows(canonical as PlanInput);
        expect(given.map(row => positions.map(i => row[i]))).toEqual(await rows(input));
      }),
      { numRuns: 50 },
    );
  });

  test('with a condition on its groups has no more of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPlan,
        fc.constantFrom('>' as const, '<=' as const),
        fc.integer({ min: 0, max: 100 }),
        async (input, operator, value) => {
          const open: PlanInput = {
            ...input,
            having: [],
            topPerGroup: undefined,
            summarise: undefined,
            limit: undefined,
          };
          const kept = await rows({
            ...open,
            having: [{ column: input.measures![0]!.name, operator, values: [value] }],
          });
          const all = (await rows(open)).map(row => JSON.stringify(row));
          for (const row of kept) expect(all).toContain(JSON.stringify(row));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('gives those who may see less what it gives where the rest was never stored', async () => {
    const rest = await openShop();
    await rest.run("DELETE FROM customers WHERE region IS DISTINCT FROM 'North'");
    await rest.run('DELETE FROM orders WHERE customer_id NOT IN (SELECT customer_id FROM customers)');
    await fc.assert(
      fc.asyncProperty(anyPlan, async input => {
        expect(await rowsOf(connection, input, { policy })).toEqual(await rowsOf(rest, input, { policy }));
      }),
      { numRuns: 80 },
    );
  });

  test('shows no more to those who may see less', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, async input => {
        const counted: PlanInput = {
          where: input.where,
          dimensions: input.dimensions,
          measures: [{ name: 'n', metric: 'order_count' }],
        };
        const narrow = await rowsOf(connection, counted, { policy });
        const wide = await rows(counted);
        const key = (row: unknown[]) => JSON.stringify(row.slice(0, -1));
        for (const row of narrow) {
          const same = wide.find(other => key(other) === key(row));
          expect(number(row.at(-1))).toBeLessThanOrEqual(number(same?.at(-1)));
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Plans of revenue alone, by up to two dimensions and by month. */
const revenuePlan = anyPlan.map(
  (input): PlanInput => ({
    measures: [revenue],
    where: input.where,
    dimensions: input.dimensions,
    time: { ...byMonth, ...(input.time?.range && { range: input.time.range }) },
  }),
);

describe('revenue', () => {
  test('of the groups adds up to the total', async () => {
    await fc.assert(
      fc.asyncProperty(revenuePlan, async input => {
        const total = await rows({
          ...input,
          dimensions: [],
          time: { field: 'orders.order_date', range: input.time!.range },
        });
        expect(sum((await rows(input)).map(row => row.at(-1)))).toBeCloseTo(number(total[0]![0]), 6);
      }),
      { numRuns: 30 },
    );
  });

  test('in shares adds up to one', async () => {
    await fc.assert(
      fc.asyncProperty(revenuePlan, async input => {
        const result = await rows({ ...input, steps: [{ kind: 'shareOfTotal', name: 'share', measure: 'revenue' }] });
        if (result.length > 0) expect(sum(result.map(row => row.at(-1)))).toBeCloseTo(1, 6);
      }),
      { numRuns: 30 },
    );
  });

  test('as a running total ends with the total, gaps filled or not', async () => {
    await fc.assert(
      fc.asyncProperty(revenuePlan, fc.boolean(), async (input, fillGaps) => {
        const steps = [{ kind: 'runningTotal' as const, name: 'running', measure: 'revenue' }];
        const result = await rows({ ...input, dimensions: [], time: { ...input.time!, fillGaps }, steps });
        expect(number(result.at(-1)?.at(-1))).toBeCloseTo(sum(result.map(row => row.at(-2))), 6);
      }),
      { numRuns: 30 },
    );
  });

  test('compared with the period before is the series of the range a period earlier', async () => {
    const month = (i: number) => `2026-${String(i).padStart(2, '0')}-01`;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        revenuePlan,
        async (from, count, input) => {
          const range = (shift: number): TimeRange => ({
            kind: 'between',
            start: month(from - shift),
            end: month(from + count - shift),
          });
          const filled = { ...byMonth, fillGaps: true };
          const steps = [
            {
              kind: 'comparison' as const,
              name: 'before',
              measure: 'revenue',
              with: 'previousPeriod' as const,
              output: 'value' as const,
            },
          ];
          const base: PlanInput = { measures: [revenue], where: input.where };
          const compared = await rows({ ...base, time: { ...filled, range: range(0) }, steps });
          const earlier = await rows({ ...base, time: { ...filled, range: range(1) } });
          expect(compared.map(row => row.at(-1))).toEqual(earlier.map(row => row.at(-1)));
        },
      ),
      { numRuns: 40 },
    );
  });
});
