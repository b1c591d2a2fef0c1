import { describe, expect, test } from '@jest/globals';
import type { Binary, Expression, LiteralType } from '../../../core/semantic/expression/nodes.ts';
import { emitStatement, emitText } from '../../../core/sql/emit.ts';
import type { DialectName, Query, Relation, Select } from '../../../core/sql/nodes.ts';
import { dialects, faults, refusal, rows, select, tree } from './support.ts';

const column = (relation: string, name: string, type?: LiteralType): Expression => ({
  kind: 'column',
  relation,
  name,
  type,
});
const constant = (type: LiteralType, value: string | null): Expression => ({ kind: 'literal', type, value });
const whole = (value: number): Expression => constant('integer', String(value));

function parsed(query: Query, dialect: DialectName): string {
  const text = emitText(query, dialect);
  if (dialect !== 'duckdb') expect(faults(text, dialect)).toEqual([]);
  return text;
}

const values = (alias: string, columns: readonly string[], cells: readonly (readonly Expression[])[]): Relation => ({
  kind: 'values',
  alias,
  columns,
  rows: cells,
});

describe('the shape of a query', () => {
  const query = select({
    with: [
      {
        name: 'recent',
        query: select({
          columns: [{ expression: tree('d1'), alias: 'd1' }],
          from: { kind: 'table', parts: ['Lake', 'Orders'], alias: 'o' },
        }),
      },
    ],
    columns: [
      { expression: column('r', 'd1'), alias: 'day' },
      { expression: tree('COUNT(*)'), alias: 'Orders' },
    ],
    from: { kind: 'named', name: 'recent', alias: 'r' },
    groupBy: [column('r', 'd1')],
    having: [tree('COUNT(*) > 1')],
    orderBy: [
      { expression: { kind: 'column', name: 'Orders' }, direction: 'DESC', nulls: 'LAST' },
      { expression: { kind: 'column', name: 'day' }, direction: 'ASC' },
    ],
    limit: 10,
    offset: 20,
  });
  const lines = (table: string, page: readonly string[]) =>
    [
      'WITH "recent" AS (',
      '  SELECT "d1" AS "d1"',
      `  FROM ${table} AS "o"`,
      ')',
      'SELECT',
      '  "r"."d1" AS "day",',
      '  COUNT(*) AS "Orders"',
      'FROM "recent" AS "r"',
      'GROUP BY "r"."d1"',
      'HAVING COUNT(*) > 1',
      'ORDER BY "Orders" DESC NULLS LAST, "day" ASC NULLS LAST',
      ...page,
    ].join('\n');

  test('a clause a line; Athena wants OFFSET first and its tables in lower case', () => {
    expect(parsed(query, 'duckdb')).toBe(lines('"Lake"."Orders"', ['LIMIT 10', 'OFFSET 20']));
    expect(parsed(query, 'trino')).toBe(lines('"lake"."orders"', ['OFFSET 20', 'LIMIT 10']));
    expect(parsed(query, 'redshift')).toBe(lines('"Lake"."Orders"', ['LIMIT 10', 'OFFSET 20']));
  });

  test('the same tree prints the same text', () => {
    for (const dialect of dialects)
      expect(emitStatement(query, dialect)).toEqual(emitStatement(structuredClone(query), dialect));
  });

  test('a text of several lines stays as it is however deep it stands', async () => {
    const text = constant('string', 'a\nb');
    const inner = select({ columns: [{ expression: text, alias: 's' }] });
    const outer = select({
      columns: [{ expression: column('x', 's'), alias: 's' }],
      from: { kind: 'subquery', query: inner, alias: 'x' },
    });
    expect(await rows(emitText(outer, 'duckdb'))).toEqual([['a\nb']]);
  });

  test("a model author's query is a subquery, comments and all", async () => {
    const from: Relation = { kind: 'queryText', text: 'SELECT 1 AS one -- the first;\n;  ', alias: 'q' };
    const query = select({ columns: [{ expression: column('q', 'one'), alias: 'one' }], from });
    for (const dialect of dialects) parsed(query, dialect);
    expect(await rows(emitText(query, 'duckdb'))).toEqual([[1]]);
  });

  test('constants neither group nor order by position', async () => {
    const query = select({
      columns: [
        { expression: whole(2), alias: 'two' },
        { expression: column('v', 'a'), alias: 'a' },
      ],
      from: values('v', ['a'], [[whole(3)], [whole(1)]]),
      groupBy: [whole(2), column('v', 'a')],
      orderBy: [
        { expression: whole(2), direction: 'DESC' },
        { expression: column('v', 'a'), direction: 'ASC' },
      ],
    });
    for (const dialect of dialects) parsed(query, dialect);
    expect(await rows(emitText(query, 'duckdb'))).toEqual([
      [2, 1],
      [2, 3],
    ]);
  });
});

describe('rows given as constants, unions, existence', () => {
  const rowsOf: readonly (readonly Expression[])[] = [
    [whole(1), constant('string', 'a')],
    [whole(2), constant('null', null)],
  ];
  const some = (relation: Relation): Select =>
    select({ columns: [{ expression: column('v', 'b'), alias: 'b' }], from: relation });

  test('Redshift has VALUES only to insert', async () => {
    const query = some(values('v', ['a', 'b'], rowsOf));
    expect(parsed(query, 'trino')).toContain('VALUES\n    (1, \'a\'),\n    (2, NULL)\n) AS "v" ("a", "b")');
    expect(parsed(query, 'redshift')).toContain(`SELECT 1 AS "a", 'a' AS "b"\n  UNION ALL\n  SELECT 2, NULL`);
    for (const dialect of ['duckdb', 'redshift'] as const)
      expect(await rows(emitText(query, dialect))).toEqual([['a'], [null]]);
  });

  test('no rows at all', async () => {
    const query = some(values('v', ['a', 'b'], []));
    for (const dialect of dialects) expect(await rows(parsed(query, dialect))).toEqual([]);
  });

  test('nothing is in an empty list', async () => {
    const inNothing = (negated: boolean): Expression => ({ kind: 'in', operand: whole(1), items: [], negated });
    const query = select({
      columns: [
        { expression: inNothing(false), alias: 'a' },
        { expression: inNothing(true), alias: 'b' },
      ],
    });
    expect(await rows(emitText(query, 'duckdb'))).toEqual([[false, true]]);
  });

  test('UNION ALL keeps the order and limit of each part to itself', async () => {
    const part = (a: number, b: number): Select => ({
      ...select({
        columns: [{ expression: column('v', 'a'), alias: 'a' }],
        from: values('v', ['a'], [[whole(a)], [whole(b)]]),
      }),
      orderBy: [{ expression: column('v', 'a'), direction: 'DESC' }],
      limit: 1,
    });
    const query: Query = { kind: 'unionAll', queries: [part(1, 2), part(4, 3)] };
    for (const dialect of dialects) parsed(query, dialect);
    expect(await rows(`SELECT * FROM (${emitText(query, 'duckdb')}) ORDER BY 1`)).toEqual([[2], [4]]);
  });

  test('EXISTS', async () => {
    const query = (negated: boolean) =>
      select({
        columns: [{ expression: column('v', 'a'), alias: 'a' }],
        from: values('v', ['a'], [[whole(1)], [whole(2)]]),
        where: [
          {
            kind: 'exists',
            negated,
            query: select({
              columns: [{ expression: whole(1), alias: 'one' }],
              from: values('w', ['a'], [[whole(2)]]),
              where: [{ kind: 'binary', operator: '=', left: column('w', 'a'), right: column('v', 'a') }],
            }),
          },
        ],
      });
    for (const dialect of dialects) parsed(query(true), dialect);
    expect(await rows(emitText(query(false), 'duckdb'))).toEqual([[2]]);
    expect(await rows(emitText(query(true), 'duckdb'))).toEqual([[1]]);
  });
});

describe('keys that may be null', () => {
  const same = (type?: LiteralType): Binary => ({
    kind: 'binary',
    operator: 'IS NOT DISTINCT FROM',
    left: column('l', 'k', type),
    right: column('r', 'k', type),
  });

  test('Redshift compares without IS DISTINCT FROM, and the answer is never null', async () => {
    const pairs = '(VALUES (1, 1), (1, 2), (1, NULL), (NULL, NULL)) AS v (i1, i2)';
    for (const text of ['i1 IS NOT DISTINCT FROM i2', 'i1 IS DISTINCT FROM i2', 'NOT (i1 IS NOT DISTINCT FROM i2)']) {
      const found = await Promise.all(
        (['duckdb', 'redshift'] as const).map(dialect => {
          const query = select({ columns: [{ expression: tree(text), alias: 'x' }] });
          return rows(`${emitText(query, dialect)} FROM ${pairs}`);
        }),
      );
      expect(found[1]).toEqual(found[0]);
    }
  });

  const stitched = (type: LiteralType | undefined, left: readonly Expression[], right: readonly Expression[]): Select =>
    select({
      columns: [
        { expression: column('l', 'k', type), alias: 'a' },
        { expression: column('r', 'k', type), alias: 'b' },
      ],
      from: values(
        'l',
        ['k'],
        left.map(cell => [cell]),
      ),
      joins: [
        {
          type: 'FULL',
          relation: values(
            'r',
            ['k'],
            right.map(cell => [cell]),
          ),
          on: same(type),
        },
      ],
    });
  const none = constant('null', null);
  const keys: readonly (readonly [LiteralType, readonly Expression[], readonly Expression[]])[] = [
    ['integer', [whole(0), whole(1), none], [whole(1), none, whole(2)]],
    ['string', [constant('string', ''), constant('string', 'a'), none], [constant('string', 'a'), none]],
    ['date', [constant('date', '1970-01-01'), none], [constant('date', '2026-01-01'), none]],
    ['boolean', [constant('boolean', 'true'), none], [constant('boolean', 'false'), none]],
    ['integer', [whole(0)], [none]],
  ];

  test.each(keys)(
    'a FULL JOIN on %s keys is an equality in Redshift, with the same rows',
    async (type, left, right) => {
      const query = stitched(type, left, right);
      const sorted = (text: string) => rows(`SELECT * FROM (${text}) ORDER BY 1, 2`);
      const redshift = parsed(query, 'redshift');
      expect(redshift.split('FULL JOIN')[1]).not.toContain('DISTINCT');
      expect(redshift.split('FULL JOIN')[1]).not.toContain(' OR ');
      expect(await sorted(redshift)).toEqual(await sorted(parsed(query, 'duckdb')));
      expect(parsed(query, 'trino')).toContain('ON "l"."k" IS NOT DISTINCT FROM "r"."k"');
    },
  );

  test('where the type is unknown, or the condition no equality, Redshift refuses', () => {
    expect(refusal(() => emitText(stitched(undefined, [none], [none]), 'redshift'))).toBe('dialect.unsupported');
    const unequal = stitched('integer', [none], [none]);
    const on: Expression = { ...same('integer'), operator: '<' };
    const query = { ...unequal, joins: [{ ...unequal.joins[0]!, on }] };
    expect(refusal(() => emitText(query, 'redshift'))).toBe('dialect.unsupported');
    expect(refusal(() => emitText(query, 'trino'))).toBe('none');
  });
});
