import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parsePrepared } from '../../core/semantic/model/prepared.ts';
import { createApi, orchestratorRoutes } from '../../lambdas/query-orchestrator/app.ts';
import { openCloud } from '../../lambdas/query-orchestrator/cloud.ts';
import { readCloudSettings } from '../../lambdas/query-orchestrator/settings.ts';
import { createTelemetry } from '../../lambdas/telemetry.ts';
import { RedshiftDouble } from '../doubles/aws/redshift.ts';
import { ann, type Cloud, salesQuery, startCloud } from '../support/cloud.ts';
import { temporaryEnvironment } from '../support/environment.ts';
import { temporaryFolder } from '../support/folder.ts';

/** The API over the adapters of AWS, with times of its own. */
const folder = temporaryFolder('cloud');
const setEnvironment = temporaryEnvironment();
const closing: (() => Promise<void>)[] = [];
let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud(folder);
  setEnvironment({
    ...cloud.environment,
    ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'double', AWS_SECRET_ACCESS_KEY: 'double' },
  });
});
afterAll(async () => {
  await Promise.all(closing.map(close => close()));
  await cloud.stop();
});

async function open(environment: Readonly<Record<string, string>> = {}, timeoutSeconds = 20) {
  const lines: string[] = [];
  const [SOPHIA_MODEL_FILE, SOPHIA_PERSONAS_FILE] = Object.values(cloud.files);
  const settings = readCloudSettings({ ...process.env, SOPHIA_MODEL_FILE, SOPHIA_PERSONAS_FILE, ...environment });
  const { dependencies, close } = await openCloud(settings, {
    parse: parsePrepared,
    telemetry: createTelemetry('test', 'Sophia', line => lines.push(line)),
    ...{ version: '1', timeoutSeconds, waitSeconds: 20, alwaysWait: true, addressOf: () => '203.0.113.9' },
  });
  closing.push(close);
  const app = createApi(dependencies, orchestratorRoutes(dependencies));
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    };
    const response = await app.request(path, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const { username, password } = ann;
  const { body } = await post('/api/v1/auth/login', { username, password });
  const authorization = `Bearer ${body['access_token']}`;
  return { lines, ask: (query: string) => post('/api/v1/query', { query, persona: 'executive' }, { authorization }) };
}

describe('A query that takes too long', () => {
  test('is stopped at Athena, told as such and counted, before the gateway gives up', async () => {
    // The planner has read what it needs to know of the data before.
    expect((await (await open()).ask('revenue by region')).status).toBe(200);
    const { ask, lines } = await open({}, 0.3);
    await ask('revenue by region');
    const hold = Promise.withResolvers<void>();
    cloud.athena.held = hold.promise;
    const { status, body } = await ask('revenue by product');
    hold.resolve();
    cloud.athena.held = undefined;
    expect([status, body['type']]).toEqual([504, 'urn:sophia:problem:engine.timeout']);
    expect(cloud.athena.executions.at(-1)?.state).toBe('CANCELLED');
    const metrics = lines.filter(line => line.includes('_aws')).map(line => JSON.parse(line));
    expect(metrics).toContainEqual(expect.objectContaining({ DataSourceRequests: 1, DataSourceFailures: 1 }));
  });
});

describe('Over Redshift', () => {
  test('the same question has the same answer', async () => {
    const redshift = await RedshiftDouble.open([
      `CREATE TABLE sales AS ${salesQuery}`,
      `CREATE TABLE svv_table_info AS SELECT 'public' AS schema, 'sales' AS "table", 1 AS size, 4 AS tbl_rows`,
      `CREATE TABLE svv_columns AS SELECT * FROM (VALUES ('public', 'sales', 'day', 'date', 1),
        ('public', 'sales', 'region', 'varchar', 2), ('public', 'sales', 'product', 'varchar', 3),
        ('public', 'sales', 'amount', 'numeric(12,2)', 4)) t(table_schema, table_name, column_name, data_type, ordinal_position)`,
      `CREATE TABLE sys_query_history AS SELECT TIMESTAMP '2026-02-12' AS end_time, 'success' AS status, 'COPY' AS query_type`,
    ]);
    closing.push(() => redshift.stop());
    setEnvironment({ AWS_ENDPOINT_URL_REDSHIFT_DATA: redshift.url });
    const { ask } = await open({
      SOPHIA_ENGINE: 'redshift',
      SOPHIA_REDSHIFT_WORKGROUP: 'shop',
      SOPHIA_REDSHIFT_DATABASE: 'warehouse',
    });
    const { status, body } = await ask('revenue by region');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'answered',
      results: {
        rows: [
          ['Europe', 120.5],
          ['Asia', 80.25],
        ],
      },
      freshness: '2026-02-12T00:00:00.000Z',
    });
    expect(redshift.statements.at(-1)?.input).toMatchObject({ WorkgroupName: 'shop', Database: 'warehouse' });
  });
});
