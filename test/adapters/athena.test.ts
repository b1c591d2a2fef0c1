import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AthenaOptions, openAthena } from '../../adapters/athena.ts';
import { databaseCost } from '../../core/ledger/cost.ts';
import { athenaPrices } from '../../core/ledger/prices.ts';
import type { QueryEngine } from '../../core/ports/query-engine.ts';
import { queryEngineContract } from '../contracts/query-engine.ts';
import { AthenaDouble, forever } from '../doubles/aws/athena.ts';
import { type S3Double, startS3 } from '../doubles/aws/s3.ts';
import { type Fault, jsonFault } from '../doubles/aws/server.ts';
import { region } from '../support/aws.ts';
import { codeOf, faultOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';
import { writeParquet } from '../support/parquet.ts';

const folder = temporaryFolder('athena');
const orders = `SELECT i AS id, CASE WHEN i % 2 = 1 THEN 'north' ELSE 'south' END AS region,
  CAST(i + 0.25 AS DECIMAL(12, 2)) AS amount, DATE '2025-01-01' + CAST(i % 365 AS INTEGER) AS placed
  FROM range(1, 5001) t(i)`;

let athena: AthenaDouble;
let s3: S3Double;
const opened: QueryEngine[] = [];
beforeAll(async () => {
  const files = [join(folder, 'a.parquet'), join(folder, 'b.parquet')] as const;
  await writeParquet({ [files[0]]: `${orders} WHERE i <= 2000`, [files[1]]: `${orders} WHERE i > 2000` });
  s3 = await startS3();
  const put = (key: string, bytes: Buffer) => s3.objects.set(`lake/${key}`, { bytes, modifiedAt: new Date() });
  for (const file of files) put(`orders/${file.slice(-9)}`, readFileSync(file));
  put('orders/_SUCCESS', Buffer.from('x'));
  put('orders_old/c.parquet', Buffer.from('another table'));
  athena = await AthenaDouble.open([
    {
      name: 'orders',
      query: `SELECT * FROM read_parquet(['${files.join("', '")}'])`,
      location: 's3://lake/orders',
      columns: [
        { name: 'id', type: 'bigint', bytes: 9_000 },
        { name: 'region', type: 'string', bytes: 100 },
        { name: 'amount', type: 'decimal(12,2)', bytes: 1_000 },
        { name: 'placed', type: 'date', bytes: 500 },
      ],
    },
  ]);
});
afterAll(async () => {
  await Promise.all(opened.map(engine => engine.close()));
  await Promise.all([athena.stop(), s3.stop()]);
});

function open(options: Partial<AthenaOptions> = {}): QueryEngine {
  const engine = openAthena({
    region,
    endpoint: athena.url,
    s3Endpoint: s3.url,
    database: 'sophia',
    workgroup: 'primary',
    pollMilliseconds: 2,
    requestTimeoutMilliseconds: 500,
    ...options,
  });
  opened.push(engine);
  return engine;
}

queryEngineContract({
  name: 'Athena',
  open: async () => open({ queries: 8 }),
  endless: `SELECT count(*) AS n FROM orders ${forever}`,
  failing: `SELECT CAST(CASE WHEN id = 4999 THEN region ELSE '1' END AS INTEGER) AS n FROM orders`,
});

const run = (engine: QueryEngine, text: string, values: readonly (string | number | boolean)[] = [], maxRows = 10) =>
  engine.run({ text, values: [...values] }, { maxRows });

describe('values', () => {
  test('cells are typed from the text that Athena gives', async () => {
    const { rows, columns } = await run(
      open(),
      `SELECT CAST(NULL AS VARCHAR) a, '' b, 9007199254740993 c, CAST('123456789012345678.25' AS DECIMAL(38, 2)) d,
        CAST('NaN' AS DOUBLE) e, CAST(1.5 AS DOUBLE) f, true g, TIMESTAMP '2025-01-02 03:04:05' h,
        CAST(-0.25 AS DECIMAL(5, 2)) i, TIMESTAMP '2025-01-02 03:04:05.123456' j`,
    );
    expect(rows[0]).toEqual([
      null,
      '',
      '9007199254740993',
      '123456789012345678.25',
      null,
      1.5,
      true,
      '2025-01-02T03:04:05.000Z',
      -0.25,
      '2025-01-02T03:04:05.123456Z',
    ]);
    expect(columns.map(({ type }) => type)).toEqual([
      'string',
      'string',
      'integer',
      'decimal',
      'float',
      'float',
      'boolean',
      'timestamp',
      'decimal',
      'timestamp',
    ]);
  });

  test('values go where Athena takes them; elsewhere, and when they are long, as constants that stay constants', async () => {
    const engine = open();
    const hostile = "x') OR 1=1 --";
    const counted =
      "SELECT sum(CASE WHEN region = ? THEN 1 ELSE 0 END) AS n, '?' AS q FROM orders WHERE region <> ? AND id <= CAST(? AS BIGINT)";
    expect((await run(engine, counted, ['north', hostile, 10])).rows).toEqual([[5, '?']]);
    const sent = JSON.parse(
      athena.requests.findLast(each => each.operation === 'StartQueryExecution')!.body.toString(),
    );
    expect(sent.ExecutionParameters).toEqual([`'${hostile.replaceAll("'", "''")}'`, '10']);
    const long = `${hostile}${'x'.repeat(1_100)}`;
    expect((await run(engine, 'SELECT count(*) AS n FROM orders WHERE region = ?', [long])).rows).toEqual([[0]]);
  });

  test('a persona runs in its own workgroup', async () => {
    const engine = open({ workgroups: { buyer: 'sophia-buyer' } });
    const options = { maxRows: 1 };
    await engine.run({ text: 'SELECT 1 AS n', values: [] }, { ...options, persona: 'buyer' });
    await engine.run({ text: 'SELECT 1 AS n', values: [] }, { ...options, persona: 'other' });
    expect(athena.executions.slice(-2).map(({ workgroup }) => workgroup)).toEqual(['sophia-buyer', 'primary']);
  });

  test('cost is that of the bytes scanned, ten megabytes at least', async () => {
    const { bytesScanned } = await run(open(), 'SELECT sum(amount) AS n FROM orders WHERE id > 3');
    expect(bytesScanned).toBe(10_000);
    // 10 MiB of a TiB at $5: 5,000,000 micro-dollars / 104,857.6
    expect(databaseCost(bytesScanned, athenaPrices)).toBe(48);
  });
});

describe('stopping', () => {
  test.each([
    ['cancelled', 'engine.cancelled'],
    ['over its time', 'engine.timeout'],
  ])('a query that is %s is stopped at Athena too', async (why, code) => {
    const controller = new AbortController();
    const before = athena.executions.length;
    const running = open().run(
      { text: `SELECT 1 AS n ${forever}`, values: [] },
      { maxRows: 1, ...(why === 'cancelled' ? { signal: controller.signal } : { timeoutMilliseconds: 50 }) },
    );
    const ended = codeOf(running);
    while (athena.executions.length === before) await new Promise(resolve => setImmediate(resolve));
    controller.abort();
    expect(await ended).toBe(code);
    expect(athena.executions.at(-1)?.state).toBe('CANCELLED');
  });
});

describe('what the service does', () => {
  test.each([
    ['throttled', { kind: 'respond', response: jsonFault(400, 'TooManyRequestsException') }],
    ['failed', { kind: 'respond', response: jsonFault(500, 'InternalServerException') }],
    ['cut', { kind: 'cut' }],
    ['cut when the query had begun', { kind: 'cut', after: true }],
    ['silent', { kind: 'silent' }],
  ] satisfies [string, Fault][])('a request that is %s is repeated, and one query is run', async (_, fault) => {
    const before = athena.executions.length;
    for (const operation of [/StartQueryExecution/, /GetQueryExecution/, /GetQueryResults/])
      athena.fail(fault, { operation });
    expect((await run(open(), 'SELECT count(*) AS n FROM orders')).rows).toEqual([[5000]]);
    expect(athena.executions.length).toBe(before + 1);
  });

  test('a failure that Athena calls passing is tried once more, another is not', async () => {
    athena.failures.push({ reason: 'GENERIC_INTERNAL_ERROR: worker lost', retryable: true });
    expect((await run(open(), 'SELECT 1 AS n')).rows).toEqual([[1]]);
    athena.failures.push({ reason: 'HIVE_BAD_DATA: s3://lake/orders/a.parquet is broken', retryable: false });
    const fault = await faultOf(run(open(), 'SELECT 1 AS n'));
    expect([fault.code, fault.details]).toEqual(['engine.failed', { reason: 'Athena reports HIVE_BAD_DATA.' }]);
  });

  test.each([
    ['Query cancelled! : Bytes scanned limit was exceeded', /more than is allowed/],
    ['Insufficient permissions: arn:aws:iam::123456789012:role/x may not s3:GetObject on s3://lake', /denied/],
  ])('%s is told without a name of the account', async (reason, told) => {
    athena.failures.push({ reason, retryable: false });
    const fault = await faultOf(run(open(), 'SELECT 1 AS n'));
    expect(fault.code).toBe('engine.failed');
    expect(fault.message).toMatch(told);
    expect(fault.message).not.toMatch(/arn|s3:|1234/);
  });

  test('a catalog that is denied fails what needs it, and is asked again', async () => {
    const engine = open();
    athena.fail({ kind: 'respond', response: jsonFault(400, 'AccessDeniedException') }, { operation: /ListTable/ });
    expect(await codeOf(engine.dataVersion())).toBe('engine.failed');
    expect(await engine.dataVersion()).toHaveLength(43);
  });

  test('other files under the same letters are no files of the table; new ones change the version', async () => {
    const engine = open({ recheckMilliseconds: 0 });
    const before = await engine.dataVersion();
    const estimate = await engine.estimateBytes([{ name: 'awsdatacatalog.sophia.orders', columns: ['ID', 'placed'] }]);
    s3.objects.set('lake/orders_old/d.parquet', { bytes: Buffer.from('x'), modifiedAt: new Date() });
    expect(await engine.dataVersion()).toBe(before);
    s3.objects.set('lake/orders/d.csv', { bytes: Buffer.alloc(700), modifiedAt: new Date(4e12) });
    expect(await engine.dataVersion()).not.toBe(before);
    // A file that is not of columns counts whole for each of them.
    expect(await engine.estimateBytes([{ name: 'orders', columns: ['id', 'placed'] }])).toBe(estimate + 1_400);
    expect(await engine.freshness()).toBe(new Date(4e12).toISOString());
    s3.objects.delete('lake/orders/d.csv');
  });
});
