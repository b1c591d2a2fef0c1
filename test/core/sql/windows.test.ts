import { describe, expect, test } from '@jest/globals';
import type { Call, Window } from '../../../core/semantic/expression/nodes.ts';
import { emitExpression } from '../../../core/sql/emit.ts';
import { emitted, printed, refusal, rows, tree } from './support.ts';

const running = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
const whole = 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';

describe('windows print alike where engines agree, nulls always placed', () => {
  test.each([
    ['ROW_NUMBER() OVER (ORDER BY n1 DESC)', 'ROW_NUMBER() OVER (ORDER BY "n1" DESC NULLS FIRST)'],
    [
      `SUM(n1) OVER (PARTITION BY s1 ORDER BY d1 ${running})`,
      `SUM("n1") OVER (PARTITION BY "s1" ORDER BY "d1" ASC NULLS LAST ${running})`,
    ],
    ['SUM(n1) OVER ()', 'SUM("n1") OVER ()'],
    [
      'MAX(n1) OVER (ORDER BY d1 ROWS BETWEEN 6 PRECEDING AND 1 FOLLOWING)',
      'MAX("n1") OVER (ORDER BY "d1" ASC NULLS LAST ROWS BETWEEN 6 PRECEDING AND 1 FOLLOWING)',
    ],
    [`NTH_VALUE(n1, 2) OVER (ORDER BY d1 ${whole})`, `NTH_VALUE("n1", 2) OVER (ORDER BY "d1" ASC NULLS LAST ${whole})`],
    ['LAG(n1, 2) OVER (ORDER BY d1)', 'LAG("n1", 2) OVER (ORDER BY "d1" ASC NULLS LAST)'],
  ])('%s', (text, sql) => {
    expect(printed(text)).toEqual({ duckdb: sql, trino: sql, redshift: sql });
  });

  test('nulls are placed where asked, and by default last when ascending, first when descending', async () => {
    const window = tree('ROW_NUMBER() OVER (ORDER BY i1)') as Window;
    const order = (direction: 'ASC' | 'DESC', nulls?: 'FIRST' | 'LAST') =>
      emitExpression({ ...window, orderBy: [{ ...window.orderBy[0]!, direction, nulls }] }, 'duckdb');
    const from = '(VALUES (1), (NULL), (2)) AS v (i1)';
    const places = async (sql: string) =>
      (await rows(`SELECT i1 FROM (SELECT i1, ${sql} AS place FROM ${from}) AS w ORDER BY place`)).map(row => row[0]);
    expect(await places(order('ASC'))).toEqual([1, 2, null]);
    expect(await places(order('DESC'))).toEqual([null, 2, 1]);
    expect(await places(order('ASC', 'FIRST'))).toEqual([null, 1, 2]);
    expect(await places(order('DESC', 'LAST'))).toEqual([2, 1, null]);
  });
});

describe('LAG and LEAD with a default', () => {
  const from = '(VALUES (1, 10), (2, NULL), (3, 30)) AS v (i1, n1)';

  test.each([
    ['LAG(n1, 1, -1) OVER (ORDER BY i1)', [-1, 10, null]],
    ['LEAD(n1, 2, 0) OVER (ORDER BY i1)', [30, 0, 0]],
  ])('%s: the default is for rows without a neighbour, not for a null one', async (text, values) => {
    for (const dialect of ['duckdb', 'redshift'] as const) {
      const found = await rows(`SELECT i1, ${emitted(text, dialect)} FROM ${from} ORDER BY i1`);
      expect(found.map(row => row[1])).toEqual(values);
    }
    expect(printed(text).trino).toBe(emitted(text, 'duckdb'));
  });
});

describe('what an engine lacks is refused, what works is named', () => {
  test.each([
    ['trino', 'MEDIAN(n1) OVER (PARTITION BY s1)'],
    ['trino', 'COUNT(DISTINCT s1) OVER (PARTITION BY s2)'],
    ['redshift', 'COUNT(DISTINCT s1) OVER (PARTITION BY s2)'],
    ['redshift', 'SUM(n1) OVER (ORDER BY d1)'],
    ['redshift', 'LAST_VALUE(n1) OVER (ORDER BY d1)'],
    ['redshift', 'SUM(n1) OVER (ORDER BY d1 RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)'],
    ['redshift', 'MEDIAN(n1) OVER (ORDER BY d1)'],
    ['redshift', 'MAX(b1) OVER (PARTITION BY s1)'],
  ] as const)('%s: %s', (dialect, text) => {
    expect(refusal(() => emitted(text, dialect))).toBe('dialect.unsupported');
  });

  test.each([
    ['FIRST_VALUE(n1) OVER (ORDER BY d1)', `FIRST_VALUE("n1") OVER (ORDER BY "d1" ASC NULLS LAST ${running})`],
    [
      'SUM(n1) OVER (ORDER BY d1 RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)',
      `SUM("n1") OVER (ORDER BY "d1" ASC NULLS LAST ${whole})`,
    ],
  ])('Redshift has only ROWS frames; where the end of the frame does not matter it gets one: %s', (text, sql) => {
    expect(emitted(text, 'redshift')).toBe(sql);
  });

  test('an exact discrete percentile is a window function there', () => {
    const call = tree('PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY n1)') as Call;
    const window: Window = { kind: 'window', call, partitionBy: [tree('s1')], orderBy: [] };
    expect(emitExpression(window, 'redshift')).toBe(
      'PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY "n1") OVER (PARTITION BY "s1")',
    );
  });
});
