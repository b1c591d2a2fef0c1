import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRedshift, type RedshiftOptions } from '../../adapters/redshift.ts';
import type { QueryEngine } from '../../core/ports/query-engine.ts';
import { queryEngineContract } from '../contracts/query-engine.ts';
import { forever, RedshiftDouble } from '../doubles/aws/redshift.ts';
import { type Fault, jsonFault } from '../doubles/aws/server.ts';
import { region } from '../support/aws.ts';
import { codeOf, faultOf } from '../support/errors.ts';

/** The table of the contract, and what Redshift's own views tell of it. */
const setup = [
  `CREATE TABLE orders AS SELECT i AS id, CASE WHEN i % 2 = 1 THEN 'north' ELSE 'south' END AS region,
    CAST(i + 0.25 AS DECIMAL(12, 2)) AS amount, DATE '2025-01-01' + CAST(i % 365 AS INTEGER) AS placed
    FROM range(1, 5001) t(i)`,
  `CREATE TABLE svv_table_info AS SELECT 'public' AS schema, 'orders' AS "table", 8 AS size, 5000::DECIMAL(38, 0) AS tbl_rows
    UNION ALL SELECT 'other', 'orders', 1000, 1`,
  `CREATE TABLE svv_columns AS SELECT * FROM (VALUES ('public', 'orders', 'id', 'bigint', 1),
    ('public', 'orders', 'region', 'character varying(16)', 2), ('public', 'orders', 'amount', 'numeric(12,2)', 3),
    ('public', 'orders', 'placed', 'date', 4)) t(table_schema, table_name, column_name, data_type, ordinal_position)`,
  `CREATE TABLE sys_query_history AS SELECT * FROM (VALUES (TIMESTAMP '2026-01-02 03:04:05.678', 'success', 'COPY'),
    (TIMESTAMP '2026-02-02 00:00:00', 'success', 'SELECT'), (TIMESTAMP '2026-01-01 00:00:00', 'success', 'INSERT'))
    t(end_time, status, query_type)`,
];

let redshift: RedshiftDouble;
const opened: QueryEngine[] = [];
beforeAll(async () => {
  redshift = await RedshiftDouble.open(setup);
});
afterAll(async () => {
  await Promise.all(opened.map(engine => engine.close()));
  await redshift.stop();
});

function open(options: Partial<RedshiftOptions> = {}): QueryEngine {
  const engine = openRedshift({
    region,
    endpoint: redshift.url,
    workgroup: 'sophia',
    database: 'warehouse',
    pollMilliseconds: 2,
    requestTimeoutMilliseconds: 500,
    ...options,
  });
  opened.push(engine);
  return engine;
}

queryEngineContract({
  name: 'Redshift',
  open: async () => open({ queries: 8 }),
  endless: `SELECT count(*) AS n FROM orders ${forever}`,
  failing: `SELECT CAST(CASE WHEN id = 4999 THEN region ELSE '1' END AS INTEGER) AS n FROM orders`,
});

const run = (engine: QueryEngine, text: string, values: readonly (string | number | boolean)[] = [], maxRows = 10) =>
  engine.run({ text, values: [...values] }, { maxRows });

describe('values', () => {
  test('cells are typed from what the Data API tags', async () => {
    const { rows, columns } = await run(
      open(),
      `SELECT CAST(NULL AS VARCHAR) a, '' b, 42::BIGINT c, CAST('123456789012345678.25' AS DECIMAL(38, 2)) d,
        CAST(1.5 AS DOUBLE) e, true f, TIMESTAMP '2025-01-02 03:04:05' g, CAST(-0.25 AS DECIMAL(5, 2)) h`,
    );
    expect(rows[0]).toEqual([null, '', 42, '123456789012345678.25', 1.5, true, '2025-01-02T03:04:05.000Z', -0.25]);
    expect(columns.map(({ type }) => type)).toEqual([
      ...['string', 'string', 'integer', 'decimal', 'float', 'boolean', 'timestamp', 'decimal'],
    ]);
  });

  test('a whole number that JSON can not carry exactly is refused, never rounded', async () => {
    expect(await codeOf(run(open(), 'SELECT 9007199254740993 AS n'))).toBe('engine.failed');
  });

  test('values are parameters, whatever is in them; the empty text, which none may be, is a constant', async () => {
    const hostile = "x') OR 1=1 -- :p1";
    const text = "SELECT count(*) AS n, '?:p1' AS q FROM orders WHERE region <> ? AND region <> ? AND id <= ?";
    expect((await run(open(), text, [hostile, '', 10])).rows).toEqual([[10, '?:p1']]);
    expect(redshift.statements.findLast(({ input }) => String(input['Sql']).includes('?:p1'))?.input).toMatchObject({
      Parameters: [
        { name: 'p1', value: hostile },
        { name: 'p3', value: '10' },
      ],
      WorkgroupName: 'sophia',
      Database: 'warehouse',
    });
  });

  test('more pages than one are read, no more than are wanted', async () => {
    redshift.pageRecords = 3;
    const text = 'SELECT id FROM orders WHERE id <= 10 ORDER BY id';
    expect((await run(open(), text, [], 10)).rows.flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const before = redshift.operations().length;
    const some = await run(open({ recheckMilliseconds: 0 }), text, [], 4);
    expect([some.rows.flat(), some.truncated]).toEqual([[1, 2, 3, 4], true]);
    const ours = redshift.operations().slice(before, redshift.operations().indexOf('ExecuteStatement', before + 1));
    expect(ours.filter(operation => operation === 'GetStatementResult')).toHaveLength(2);
    redshift.pageRecords = 1_000;
  });
});

describe('data', () => {
  test('of the schema alone; written when a statement last changed it', async () => {
    const engine = open();
    expect((await engine.tables()).map(({ name, rowCount }) => [name, rowCount])).toEqual([['orders', 5000]]);
    expect(await engine.freshness()).toBe('2026-01-02T03:04:05.678Z');
    // A quarter of 8 MiB for each of four columns.
    expect(await engine.estimateBytes([{ name: 'PUBLIC.Orders', columns: ['id'] }])).toBe(2 * 1024 ** 2);
  });
});

describe('stopping', () => {
  test('a statement over its time is cancelled at Redshift too', async () => {
    const running = open().run(
      { text: `SELECT 1 AS n ${forever}`, values: [] },
      { maxRows: 1, timeoutMilliseconds: 40 },
    );
    expect(await codeOf(running)).toBe('engine.timeout');
    expect(redshift.statements.at(-1)?.status).toBe('ABORTED');
  });
});

describe('faults of the service', () => {
  const passing: [string, Fault][] = [
    ['throttled', { kind: 'respond', response: jsonFault(400, 'ThrottlingException', 'Rate exceeded') }],
    ['failed', { kind: 'respond', response: jsonFault(500, 'InternalServerException') }],
    ['cut', { kind: 'cut' }],
    ['cut after it was done', { kind: 'cut', after: true }],
    ['silent', { kind: 'silent' }],
  ];
  test.each(passing)('a request that is %s is repeated, and runs once', async (_, fault) => {
    const engine = open();
    await engine.tables();
    const before = redshift.statements.length;
    for (const operation of [/ExecuteStatement/, /DescribeStatement/, /GetStatementResult/]) {
      redshift.fail(fault, { operation });
    }
    expect((await run(engine, 'SELECT count(*) AS n FROM orders')).rows).toEqual([[5000]]);
    expect(redshift.statements.length - before).toBe(1);
    redshift.forget();
  });

  test.each([
    ['throttled for long', jsonFault(400, 'ThrottlingException', 'Rate exceeded')],
    ['denied', jsonFault(400, 'AccessDeniedException', 'arn:aws:iam::123456789012:role/x is not authorized')],
    ['full', jsonFault(400, 'ActiveStatementsExceededException', 'more than 500')],
    ['gone', jsonFault(400, 'ResourceNotFoundException', 'workgroup arn:aws:redshift:123456789012')],
  ])('%s is engine.failed and tells nothing of the account', async (_, response) => {
    redshift.fail({ kind: 'respond', response }, { times: 100 });
    const fault = await faultOf(run(open({ maxAttempts: 2 }), 'SELECT 1 AS n'));
    expect(fault.code).toBe('engine.failed');
    expect(fault.message).not.toMatch(/arn|\d{6}|role/);
    redshift.forget();
  });
});
