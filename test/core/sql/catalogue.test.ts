import { expect, test } from '@jest/globals';
import { datePartsOf } from '../../../core/semantic/expression/date-parts.ts';
import { type FunctionEntry, functionCatalogue } from '../../../core/semantic/expression/functions.ts';
import type { Call, Expression } from '../../../core/semantic/expression/nodes.ts';
import { emitExpression } from '../../../core/sql/emit.ts';
import { dialects, faults, refusal, rows, tree } from './support.ts';

const text = (value: string): Expression => ({ kind: 'literal', type: 'string', value });

/** Columns that each kind of function takes. */
const operands: Readonly<Record<FunctionEntry['category'], readonly string[]>> = {
  aggregate: ['n1', '0.5'],
  date: ['d1', 'd2', 'd3'],
  string: ['s1', 's2', 's3'],
  math: ['n1', 'i1'],
  comparison: ['n1', 'n2'],
  conditional: ['n1', 'n2'],
  ranking: ['4'],
  offset: ['n1', '1', '0'],
};

/** Arguments that are not just a column of the kind. */
const special: Readonly<Record<string, readonly Expression[]>> = {
  DATEADD: [text('day'), tree('7'), tree('d1')],
  TO_DATE: [text('2026-01-02')],
  TO_TIMESTAMP: [text('2026-01-02 03:04:05')],
  TO_CHAR: [tree('d1'), text('YYYY-MM-DD')],
  LEFT: [tree('s1'), tree('2')],
  RIGHT: [tree('s1'), tree('2')],
  SUBSTRING: [tree('s1'), tree('1'), tree('2')],
  SPLIT_PART: [tree('s1'), text('-'), tree('1')],
  REGEXP_REPLACE: [tree('s1'), text('a'), text('b')],
  ROUND: [tree('n1'), tree('2')],
  TRUNC: [tree('n1'), tree('2')],
  IF: [tree('b1'), tree('n1'), tree('n2')],
  PERCENTILE_CONT: [tree('0.5')],
  PERCENTILE_DISC: [tree('0.5')],
};

function sample(entry: FunctionEntry): Expression {
  const count = Math.max(entry.fewest, Math.min(entry.most, 2));
  const columns = operands[entry.category].map(tree);
  const plain = datePartsOf(entry.name) ? [text('day'), ...columns.slice(0, count - 1)] : columns.slice(0, count);
  const node: Call = {
    kind: 'call',
    name: entry.name,
    arguments: entry.category === 'date' && entry.fewest === 3 ? [text('day'), ...columns.slice(0, 2)] : plain,
    ...(special[entry.name] && { arguments: special[entry.name]! }),
    ...(entry.withinGroup && { withinGroup: [{ expression: tree('n1'), direction: 'ASC' as const }] }),
  };
  if (entry.kind !== 'window') return node;
  const orderBy = [{ expression: tree('d1'), direction: 'ASC' as const }];
  const frame = { mode: 'ROWS' as const, start: { kind: 'unboundedPreceding' as const } };
  return {
    kind: 'window',
    call: node,
    partitionBy: [],
    orderBy,
    frame: entry.category === 'offset' ? frame : undefined,
  };
}

/** What a dialect cannot do exactly: one function of one dialect. */
const refused = new Set(['redshift PERCENTILE_DISC']);
const from = `(SELECT 1.5 AS n1, 2.5 AS n2, 1 AS i1, 'ab' AS s1, 'a' AS s2, 'c' AS s3, true AS b1,
  DATE '2026-01-02' AS d1, DATE '2026-01-03' AS d2)`;

test.each(functionCatalogue.map(entry => [entry.name, entry] as const))(
  '%s runs in DuckDB and is read by the parsers of the others',
  async (name, entry) => {
    const e = sample(entry);
    for (const dialect of dialects) {
      const isRefused = refused.has(`${dialect} ${name}`);
      expect(refusal(() => emitExpression(e, dialect))).toBe(isRefused ? 'dialect.unsupported' : 'none');
      if (isRefused) continue;
      const sql = `SELECT ${emitExpression(e, dialect)} AS "value" FROM ${dialect === 'duckdb' ? from : '"t"'} AS "t"`;
      if (dialect === 'duckdb') expect(await rows(sql)).toHaveLength(1);
      else expect(faults(sql, dialect)).toEqual([]);
    }
  },
);

test('a function outside the catalogue is refused', () => {
  const unknown: Expression = { kind: 'call', name: 'PG_SLEEP', arguments: [tree('1')] };
  const inherited: Expression = { kind: 'call', name: 'constructor', arguments: [tree('1')] };
  for (const dialect of dialects) {
    expect(refusal(() => emitExpression(unknown, dialect))).toBe('dialect.unsupported');
    expect(refusal(() => emitExpression(inherited, dialect))).toBe('dialect.unsupported');
  }
});
