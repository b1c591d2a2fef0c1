import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { answeringGrants } from '../../stacks/grants.ts';
import { startBedrock } from '../doubles/aws/bedrock.ts';
import { startSecretsManager } from '../doubles/aws/secrets-manager.ts';
import { jsonFault } from '../doubles/aws/server.ts';
import { type RestRequest, responseOf, restEvent } from '../support/api-gateway.ts';
import { ann, type Cloud, startCloud } from '../support/cloud.ts';
import { temporaryFolder } from '../support/folder.ts';
import { LambdaFunction, unpackedFunction } from '../support/lambda.ts';
import { hasRedisServer, RedisServer } from '../support/redis-server.ts';

/** The function's archive, run as Lambda runs it, against doubles of all services that it stands on. */
const folder = temporaryFolder('orchestrator');
let cloud: Cloud;
let archive: string;
const running: LambdaFunction[] = [];
const start = (environment: Readonly<Record<string, string>> = {}): LambdaFunction => {
  const some = new LambdaFunction(archive, { ...cloud.environment, ...environment });
  running.push(some);
  return some;
};
beforeAll(async () => {
  cloud = await startCloud(folder);
  archive = unpackedFunction('lambdas/query-orchestrator/handler.ts', cloud.files);
});
afterAll(async () => {
  for (const each of running) each.stop();
  await cloud.stop();
});

const call = async (some: LambdaFunction, request: RestRequest) =>
  responseOf(await some.invoke<APIGatewayProxyResult>(restEvent(request)));

const login = (more: Partial<RestRequest> = {}): RestRequest => ({
  method: 'POST',
  path: '/api/v1/auth/login',
  body: { username: ann.username, password: ann.password },
  ...more,
});

interface SignedIn {
  readonly headers: { readonly Authorization: string };
  readonly cookie: string;
  readonly csrf: string;
}
async function signedIn(some: LambdaFunction): Promise<SignedIn> {
  const response = await call(some, login());
  const { access_token, csrf_token } = response.json();
  const cookie = response.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ');
  return { headers: { Authorization: `Bearer ${access_token}` }, cookie, csrf: csrf_token };
}
const ask = (query: string, { headers }: Pick<SignedIn, 'headers'>, more: object = {}): RestRequest => ({
  method: 'POST',
  path: '/api/v1/query',
  headers,
  body: { query, persona: 'executive', ...more },
});

describe('From sign-in to answer', () => {
  let some: LambdaFunction;
  let session: SignedIn;
  beforeAll(async () => {
    some = start();
    session = await signedIn(some);
  });

  test('it is well, and says of what data', async () => {
    const response = await call(some, { method: 'GET', path: '/health' });
    expect(response.status).toBe(200);
    expect(response.json()).toMatchObject({ status: 'ok', engine: 'trino', freshness: '2026-02-12T00:00:00.000Z' });
  });

  test('sign-in sets the cookies of the page, one header each', async () => {
    const response = await call(some, login());
    expect(response.status).toBe(200);
    expect(response.json().user).toMatchObject({ username: 'ann', roles: ['admin'] });
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(1);
    for (const cookie of cookies) expect(cookie).toContain('; Secure');
    const secret = cookies.filter(cookie => !cookie.startsWith('sophia_signed_in=1'));
    for (const cookie of secret) expect(cookie).toMatch(/; HttpOnly/);
  });

  test('a question is planned, run in the persona’s workgroup, priced, remembered and measured', async () => {
    const response = await call(some, ask('revenue by region', session));
    expect([response.status, response.json().status]).toEqual([200, 'answered']);
    const { results, cost, query_id, sql, cached } = response.json();
    expect(results.rows).toEqual([
      ['Europe', 120.5],
      ['Asia', 80.25],
    ]);
    expect([cached, cost.total_cost > 0, typeof sql]).toEqual([false, true, 'string']);
    expect(cloud.athena.executions.at(-1)?.workgroup).toBe('shop-executive');

    const { headers } = session;
    const bill = (await call(some, { method: 'GET', path: `/api/v1/cost/query/${query_id}`, headers })).json();
    expect(bill).toMatchObject({ query_id, cached: false, total_cost: cost.total_cost });
    const events = [...(cloud.dynamo.tables.get('audit')?.values() ?? [])].map(item => JSON.stringify(item));
    expect(events.some(event => event.includes(query_id))).toBe(true);
    expect(events.some(event => event.includes('login'))).toBe(true);
    expect(events.join()).not.toContain(ann.password);
    expect(some.metrics()).toContainEqual(
      expect.objectContaining({ Questions: 1, Refusals: 0, CacheHits: 0, ActiveUsers: 1, QueryCost: cost.total_cost }),
    );
    expect(some.metrics()).toContainEqual(expect.objectContaining({ DataSourceRequests: 1, DataSourceFailures: 0 }));
  });

  test('the same question again is not run again', async () => {
    const before = cloud.athena.executions.length;
    const response = await call(some, ask('revenue by region', session));
    expect([response.json().cached, cloud.athena.executions.length - before]).toEqual([true, 0]);
    expect(some.metrics()).toContainEqual(expect.objectContaining({ Questions: 1, CacheHits: 1 }));
  });

  test('another persona sees its own rows', async () => {
    const response = await call(some, ask('revenue by region', session, { persona: 'Europe Manager' }));
    expect(response.json().results.rows).toEqual([['Europe', 120.5]]);
    expect(cloud.athena.executions.at(-1)?.workgroup).toBe('shop-europe');
  });

  test('what is not understood is refused, and counted', async () => {
    const response = await call(some, ask('revenue by moon phase', session));
    expect([response.status, ['refused', 'clarify'].includes(response.json().status)]).toEqual([200, true]);
    expect(some.metrics()).toContainEqual(expect.objectContaining({ Questions: 1, Refusals: 1 }));
  });

  test('a body in base64 and a query with signs of other scripts are read', async () => {
    const body = { query: 'Umsatz – 売上?', persona: 'executive' };
    const response = await call(some, { ...ask('', session), body, base64: true });
    expect([response.status, response.json().question]).toEqual([200, body.query]);
    const history = { method: 'GET', path: '/api/v1/history', query: { search: '売上' }, headers: session.headers };
    expect((await call(some, history)).json().turns).toHaveLength(1);
  });

  test('a body that comes with GET means nothing', async () => {
    const response = await call(some, { method: 'GET', path: '/health', body: { query: 'revenue' } });
    expect([response.status, response.json().status]).toEqual([200, 'ok']);
  });

  test.each([
    ['a body that is no base64, though it is said to be', { isBase64Encoded: true }],
    ['a method that no client may use', { httpMethod: 'TRACE' }],
    ['a header that is none', { multiValueHeaders: { 'two words': ['x'] } }],
  ])('%s is a problem like any other, which tells what is wrong', async (_, odd) => {
    const event = { ...restEvent(ask('revenue', session)), ...odd };
    const response = responseOf(await some.invoke<APIGatewayProxyResult>(event));
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect([response.status, response.json().type]).toEqual([400, 'urn:sophia:problem:request.malformed']);
  });

  test('what the gateway would send on as text is never compressed', async () => {
    const headers = { ...session.headers, 'accept-encoding': 'gzip' };
    const response = await call(some, {
      method: 'GET',
      path: '/api/v1/model',
      query: { persona: 'executive' },
      headers,
    });
    expect([response.status, response.headers.get('content-encoding')]).toEqual([200, null]);
    expect(response.json().metrics.length).toBeGreaterThan(0);
  });

  test('the document of the API is served by the function that knows all of it', async () => {
    const response = await call(some, { method: 'GET', path: '/openapi.json' });
    expect([response.status, response.json().type]).toEqual([404, 'urn:sophia:problem:request.route_unknown']);
  });

  test('rows come as CSV', async () => {
    const { query_id } = (await call(some, ask('revenue by region', session))).json();
    const path = `/api/v1/query/${query_id}/csv`;
    const response = await call(some, { method: 'GET', path, headers: session.headers });
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(response.text).toContain('Europe,120.5');
  });

  test('a cookie needs the CSRF token, also among cookies in several headers', async () => {
    const { Authorization: _, ...headers } = { ...session.headers };
    const cookies = session.cookie.split('; ');
    const request = { ...ask('revenue by region', session), headers, repeated: { Cookie: cookies } };
    expect((await call(some, request)).json().type).toBe('urn:sophia:problem:auth.csrf');
    const allowed = { ...request, headers: { ...headers, 'X-CSRF-Token': session.csrf } };
    expect((await call(some, allowed)).status).toBe(200);
  });

  test.each([
    ['no token', { method: 'GET', path: '/api/v1/history' }, 401, 'auth.required'],
    [
      'a token that says what claims say, without a signature',
      { method: 'GET', path: '/api/v1/history', headers: { Authorization: 'Bearer a.b.c' }, claims: { sub: 'ann' } },
      401,
      'auth.required',
    ],
    ['a wrong password', login({ body: { username: 'ann', password: 'wrong' } }), 401, 'auth.rejected'],
    ['no JSON', login({ body: '{"username":' }), 400, 'request.json_invalid'],
    ['another shape', login({ body: { user: 1 } }), 400, 'request.invalid'],
    ['another type', login({ headers: { 'Content-Type': 'text/plain' } }), 415, 'request.media_type'],
    ['too much', login({ body: { username: 'a'.repeat(600_000), password: '' } }), 413, 'request.body_too_large'],
    ['another method', { method: 'PUT', path: '/api/v1/auth/login' }, 405, 'request.method_not_allowed'],
    ['another path', { method: 'GET', path: '/api/v1/nothing' }, 404, 'request.route_unknown'],
  ] satisfies [string, RestRequest, number, string][])(
    '%s is a problem of its kind',
    async (_, request, status, code) => {
      const response = await call(some, request);
      expect([response.status, response.json().type]).toEqual([status, `urn:sophia:problem:${code}`]);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    },
  );

  test('who may be asked again is the address that the gateway saw, not the one that the client says', async () => {
    const wrong = (sourceIp: string) =>
      call(
        some,
        login({
          body: { username: 'mallory', password: 'wrong' },
          sourceIp,
          headers: { 'X-Forwarded-For': '1.2.3.4' },
        }),
      );
    for (let index = 0; index < 20; index += 1) await wrong('203.0.113.66');
    const response = await wrong('203.0.113.66');
    expect([response.status, response.headers.get('retry-after') !== null]).toEqual([429, true]);
  });
});

describe('When a service fails', () => {
  // an account's number, which no end of a request's random id is
  const told = /arn:|(?<![\da-f-])\d{12}|shop-executive|\bat .*\.mjs|127\.0\.0\.1/;

  let some: LambdaFunction;
  let session: SignedIn;
  beforeAll(async () => {
    some = start();
    session = await signedIn(some);
  });

  test('Athena that is denied is 502, logged whole, counted and told of in nothing', async () => {
    const denied = jsonFault(400, 'AccessDeniedException', 'arn:aws:iam::123456789012:role/x on shop-executive');
    cloud.athena.fail({ kind: 'respond', response: denied }, { operation: /StartQueryExecution/, times: 100 });
    const response = await call(some, ask('revenue by product', session));
    cloud.athena.forget();
    expect([response.status, response.json().type]).toEqual([502, 'urn:sophia:problem:engine.failed']);
    expect(response.text).not.toMatch(told);
    expect(some.log.join()).toContain('arn:aws:iam::123456789012:role/x');
    expect(some.metrics()).toContainEqual(expect.objectContaining({ DataSourceFailures: 1 }));
  });

  test.each([
    ['throttled', { kind: 'respond', response: jsonFault(400, 'ThrottlingException', 'Rate exceeded') }],
    ['failed', { kind: 'respond', response: jsonFault(500, 'InternalServerException') }],
    ['cut', { kind: 'cut' }],
    ['cut after it was done', { kind: 'cut', after: true }],
  ] as const)('requests that are %s once are repeated, and the question is answered', async (kind, fault) => {
    const begun = cloud.athena.executions.length;
    cloud.athena.fail(fault, { operation: /StartQueryExecution/ });
    cloud.dynamo.fail(fault, { operation: /TransactWriteItems|UpdateItem/ });
    const response = await call(some, ask(`revenue ${kind.length} days ago`, session));
    cloud.athena.forget();
    cloud.dynamo.forget();
    expect(response.status).toBe(200);
    const texts = cloud.athena.executions.slice(begun).map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('stores that stay denied are 503 and tell nothing', async () => {
    const denied = jsonFault(400, 'AccessDeniedException', 'arn:aws:dynamodb:us-east-1:123456789012:table/ledger');
    cloud.dynamo.fail({ kind: 'respond', response: denied }, { times: 1_000 });
    const response = await call(some, ask('revenue by region', session));
    cloud.dynamo.forget();
    expect([response.status, response.json().type]).toEqual([503, 'urn:sophia:problem:storage.failed']);
    expect(response.text).not.toMatch(told);
    expect((await call(some, ask('revenue by region', session))).status).toBe(200);
  });

  test('a directory that is denied is 503, not a wrong password', async () => {
    const denied = jsonFault(400, 'AccessDeniedException', 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/x');
    cloud.cognito.fail({ kind: 'respond', response: denied }, { operation: /AdminInitiateAuth/ });
    const response = await call(some, login());
    expect(response.status).toBe(503);
    expect(response.text).not.toMatch(told);
  });

  test('a start that fails is 503, and the next request starts anew', async () => {
    const denied = jsonFault(400, 'AccessDeniedException', 'arn:aws:dynamodb:us-east-1:123456789012:table/sessions');
    cloud.dynamo.fail({ kind: 'respond', response: denied });
    const other = start();
    const first = await call(other, { method: 'GET', path: '/health' });
    expect([first.status, first.json().type]).toEqual([503, 'urn:sophia:problem:unavailable']);
    expect(first.text).not.toMatch(told);
    expect((await call(other, { method: 'GET', path: '/health' })).status).toBe(200);
  });
});

describe('With a language model', () => {
  test('it is asked for what is not understood; its plan is run like any, paid for and measured', async () => {
    const plan = { measures: [{ name: 'revenue', metric: 'revenue' }], dimensions: [{ field: 'sales.product' }] };
    const bedrock = await startBedrock({ content: { status: 'planned', plan } });
    const some = start({
      SOPHIA_LANGUAGE_MODEL: 'global.anthropic.claude-haiku-4-5-20251001-v1:0',
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
    });
    const answer = (await call(some, ask('takings per thing sold', await signedIn(some)))).json();
    expect([answer.status, answer.results.rows.length]).toEqual(['answered', 3]);
    expect(answer.assumptions).toMatchObject([{ kind: 'reading' }]);
    // 100 tokens in at $1 and 20 out at $5 a million.
    expect(answer.cost.bedrock_cost).toBe(0.0002);
    expect(some.metrics()).toContainEqual(expect.objectContaining({ Generations: 1, GenerationErrors: 0 }));
    expect(some.metrics()).toContainEqual(expect.objectContaining({ Questions: 1, ModelCost: 0.0002 }));
    const denied = jsonFault(403, 'AccessDeniedException', 'arn:aws:iam::123456789012:role/x');
    bedrock.fail({ kind: 'respond', response: denied });
    const without = await call(some, ask('takings per whatever else', await signedIn(some)));
    expect([without.status, without.json().status]).toEqual([200, 'refused']);
    expect(without.text).not.toMatch(/arn:|(?<![\da-f-])\d{12}/);
    expect(some.metrics()).toContainEqual(expect.objectContaining({ Generations: 1, GenerationErrors: 1 }));
    await bedrock.stop();
  });
});

(hasRedisServer ? describe : describe.skip)('With a cache that functions share', () => {
  test('what one has answered another need not run; without the cache both answer', async () => {
    const redis = await RedisServer.start();
    const vault = await startSecretsManager(new Map([['cache', JSON.stringify({ url: redis.url })]]));
    const shared = { SOPHIA_CACHE_SECRET_ARN: 'cache', AWS_ENDPOINT_URL_SECRETS_MANAGER: vault.url };
    const [one, other] = [start(shared), start(shared)];
    const session = await signedIn(one);
    const asked = ask('revenue by product', session);
    expect((await call(one, asked)).json().cached).toBe(false);
    const before = cloud.athena.executions.length;
    const again = (await call(other, asked)).json();
    expect([again.cached, again.results.rows.length, cloud.athena.executions.length - before]).toEqual([true, 3, 0]);
    await redis.stop();
    expect((await call(other, ask('revenue by region', session))).json().status).toBe('answered');
    await vault.stop();
    const alone = start({ ...shared, AWS_MAX_ATTEMPTS: '1' });
    expect((await call(alone, { method: 'GET', path: '/health' })).status).toBe(200);
    expect(alone.log.join()).toContain('The shared cache can not be used');
  });
});

describe('A wrong environment', () => {
  test('is told whole in the log, with what to do; the caller gets 503 and none of it', async () => {
    const some = start({
      SOPHIA_SESSIONS_TABLE: '',
      SOPHIA_ATHENA_WORKGROUPS: '{"executive":',
      SOPHIA_USER_POOL_ID: 'no pool',
      SOPHIA_ENGINE: 'oracle',
      SOPHIA_LANGUAGE_MODEL_PRICES: '{"input":-1}',
    });
    const response = await call(some, login());
    expect([response.status, response.json().type]).toEqual([503, 'urn:sophia:problem:unavailable']);
    expect(response.text).not.toMatch(/SOPHIA_|oracle|no pool/);
    const log = some.log.join('\n');
    const wrong = ['SESSIONS_TABLE', 'ATHENA_WORKGROUPS', 'USER_POOL_ID', 'ENGINE', 'LANGUAGE_MODEL_PRICES'];
    for (const name of wrong) expect(log).toContain(`SOPHIA_${name}`);
    expect(log).not.toContain('SOPHIA_AUDIT_TABLE:');
  });

  test.each([
    ['a file that the archive has not', { SOPHIA_MODEL_FILE: 'models/none.yaml' }, 'SOPHIA_MODEL_FILE'],
    ['a persona without a workgroup', { SOPHIA_ATHENA_WORKGROUPS: '{"executive":"x"}' }, 'europe'],
    ['Redshift without its database', { SOPHIA_ENGINE: 'redshift' }, 'SOPHIA_REDSHIFT_DATABASE'],
    ['a model without a price', { SOPHIA_LANGUAGE_MODEL: 'unknown.model' }, 'SOPHIA_LANGUAGE_MODEL_PRICES'],
  ])('%s is found at the start', async (_, environment, named) => {
    const some = start(environment);
    expect((await call(some, { method: 'GET', path: '/health' })).status).toBe(503);
    expect(some.log.join('\n')).toContain(named);
  });
});

describe('All that it asked of AWS', () => {
  test('is what a stack allows it', () => {
    const named = { name: 'x', arn: 'arn:aws:x:us-east-1:123456789012:x/x' };
    const tables = { sessions: named, conversations: named, dashboards: named, ledger: named, audit: named };
    const lake = {
      buckets: { curated: named, results: named },
      workgroups: { executive: named },
      databaseName: 'shop',
    };
    const stores = { store: { tables, keyArn: named.arn }, lake: { ...lake, keyArn: named.arn } };
    const grants = answeringGrants({} as never, stores as never, { userPoolArn: named.arn } as never);
    const allowed = grants.flatMap(({ statements }) => statements.flatMap(({ actions }) => actions));
    const asked = [
      ...cloud.athena.operations().map(operation => `athena:${operation}`),
      ...cloud.dynamo.operations().flatMap(operation => actionsOf[operation] ?? [`dynamodb:${operation}`]),
      ...cloud.cognito
        .operations()
        .filter(operation => operation.startsWith('Admin'))
        .map(operation => `cognito-idp:${operation}`),
      ...cloud.s3.requests.map(({ query }) => (query.has('list-type') ? 's3:ListBucket' : 's3:GetObject')),
    ];
    const needed = [...new Set(asked)].sort();
    expect(needed.length).toBeGreaterThan(10);
    expect(needed.filter(action => !allowed.includes(action))).toEqual([]);
  });
});

/** A transaction needs the right to each of its parts, a batch one of its own besides (Service Authorization Reference). */
const actionsOf: Readonly<Record<string, readonly string[]>> = {
  TransactWriteItems: ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map(each => `dynamodb:${each}`),
};
