import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueryEngine, RunOptions } from '../../core/ports/query-engine.ts';
import type { Statement } from '../../core/sql/nodes.ts';
import { codeOf } from '../support/errors.ts';

export interface QueryEngineFixture {
  readonly name: string;
  /**
   * An engine over the table `orders`: 5,000 rows, `id` 1 to 5,000, `region` 'north' for odd ids and 'south' for even
   * ones, `amount` a decimal of id + 0.25, `placed` the date 2025-01-01 plus (id modulo 365) days.
   */
  open(): Promise<QueryEngine>;
  /** A query that runs for minutes. */
  readonly endless: string;
  /** A query that fails while rows are read. */
  readonly failing: string;
}

/** What every engine keeps: rules Q1 to Q10. */
export function queryEngineContract(fixture: QueryEngineFixture): void {
  describe(`query engine: ${fixture.name}`, () => {
    let engine: QueryEngine;
    beforeAll(async () => {
      engine = await fixture.open();
    });
    afterAll(() => engine.close());

    const run = (text: string, values: Statement['values'] = [], options: Partial<RunOptions> = {}) =>
      engine.run({ text, values }, { maxRows: 1000, ...options });
    const stillWorks = async () => expect((await run('SELECT count(*) AS n FROM orders')).rows).toEqual([[5000]]);

    test('Q1 gives named, typed columns and the rows in the order asked for', async () => {
      const result = await run('SELECT id, region, amount, placed FROM orders WHERE id <= 2 ORDER BY id DESC');
      expect(result.columns).toEqual([
        { name: 'id', type: 'integer' },
        { name: 'region', type: 'string' },
        { name: 'amount', type: 'decimal' },
        { name: 'placed', type: 'date' },
      ]);
      expect(result.rows).toEqual([
        [2, 'south', 2.25, '2025-01-03'],
        [1, 'north', 1.25, '2025-01-02'],
      ]);
      expect(result.truncated).toBe(false);
      expect(result.milliseconds).toBeGreaterThan(0);
    });

    test('Q2 values are bound, never part of the text', async () => {
      const hostile = "north' OR '1'='1";
      const text = 'SELECT count(*) AS n FROM orders WHERE region = ?';
      expect((await run(text, [hostile])).rows).toEqual([[0]]);
      expect((await run(text, ['north'])).rows).toEqual([[2500]]);
      expect((await run('SELECT count(*) AS n FROM orders WHERE amount > ? AND id <= ?', [10.24, 20])).rows).toEqual([
        [11],
      ]);
    });

    test('Q3 gives at most maxRows rows and tells whether there were more', async () => {
      const text = 'SELECT id FROM orders ORDER BY id';
      const some = await run(text, [], { maxRows: 3 });
      expect([some.rows, some.truncated]).toEqual([[[1], [2], [3]], true]);
      const all = await run(text, [], { maxRows: 5000 });
      expect([all.rows.length, all.rows.at(-1), all.truncated]).toEqual([5000, [5000], false]);
      const empty = await run('SELECT id FROM orders WHERE id < 0');
      expect([empty.rows, empty.columns.length, empty.truncated]).toEqual([[], 1, false]);
      await stillWorks();
    });

    test.each([
      ['a change', 'DELETE FROM orders'],
      ['a definition', 'CREATE TABLE t (a INTEGER)'],
      ['a removal', 'DROP VIEW orders'],
      ['two statements', 'SELECT 1; SELECT 2'],
      ['a change behind a query', 'SELECT 1; DROP VIEW orders'],
      ['nothing', ''],
      ['a comment', '-- nothing'],
    ])('Q4 refuses %s', async (_, text) => {
      expect(await codeOf(run(text))).toBe('engine.statement_refused');
      await stillWorks();
    });

    test('Q5 a fault of the query is engine.failed, and the engine goes on', async () => {
      expect(await codeOf(run('SELECT nothing_like_it FROM orders'))).toBe('engine.failed');
      expect(await codeOf(run('SELEC'))).toBe('engine.failed');
      expect(await codeOf(run('SELECT id FROM orders WHERE id = ?', []))).toBe('engine.failed');
      expect(await codeOf(run(fixture.failing))).toBe('engine.failed');
      expect(await codeOf(run('SELECT * FROM no_such_table'))).toBe('engine.table_unknown');
      await stillWorks();
    });

    test('Q6 an abort cancels: before the run, in it, and while it waits its turn', async () => {
      expect(await codeOf(run(fixture.endless, [], { signal: AbortSignal.abort() }))).toBe('engine.cancelled');
      const controller = new AbortController();
      const several = Array.from({ length: 12 }, () => codeOf(run(fixture.endless, [], { signal: controller.signal })));
      await new Promise(resolve => setImmediate(resolve));
      controller.abort();
      expect(new Set(await Promise.all(several))).toEqual(new Set(['engine.cancelled']));
      await stillWorks();
    });

    test('Q7 a run over its time is engine.timeout', async () => {
      expect(await codeOf(run(fixture.endless, [], { timeoutMilliseconds: 30 }))).toBe('engine.timeout');
      await stillWorks();
    });

    test('Q8 many at once each get their own answer', async () => {
      const ids = Array.from({ length: 50 }, (_, index) => index + 1);
      const results = await Promise.all(ids.map(id => run('SELECT id, amount FROM orders WHERE id = ?', [id])));
      expect(results.map(result => result.rows)).toEqual(ids.map(id => [[id, id + 0.25]]));
    });

    test('Q9 bytes: no run reads more than was estimated, more columns are more bytes', async () => {
      const estimate = (...columns: string[]) => engine.estimateBytes([{ name: 'orders', columns }]);
      const { bytesScanned } = await run('SELECT sum(amount) AS total FROM orders');
      expect(bytesScanned).toBeGreaterThan(0);
      expect(await estimate('amount')).toBeGreaterThanOrEqual(bytesScanned);
      expect(await estimate('amount', 'id')).toBe((await estimate('amount')) + (await estimate('id')));
      expect(await engine.estimateBytes([])).toBe(0);
    });

    test('Q10 tells its tables, the version of its data and when they were written', async () => {
      const orders = (await engine.tables()).find(table => table.name === 'orders');
      expect(orders?.rowCount).toBe(5000);
      expect(orders?.columns.map(column => column.name)).toEqual(['id', 'region', 'amount', 'placed']);
      expect(await engine.dataVersion()).toBe(await engine.dataVersion());
      const freshness = await engine.freshness();
      expect(new Date(freshness).toISOString()).toBe(freshness);
    });
  });
}
