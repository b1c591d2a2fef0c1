import { describe, expect, test } from '@jest/globals';
import type { ApiRoute } from '../../components/internal/api-definition.ts';
import { requestModel } from '../../components/internal/request-model.ts';
import { OrchestratorApi, type OrchestratorApiArgs } from '../../components/orchestrator-api.ts';
import { type Graph, register } from './harness.ts';

const ask = { type: 'object', properties: { query: { type: 'string', minLength: 1 } }, required: ['query'] };
const routes: readonly ApiRoute[] = [
  { method: 'POST', path: '/api/v1/auth/login', function: 'orchestrator', access: 'public', body: ask },
  { method: 'POST', path: '/api/v1/query', function: 'orchestrator', access: 'session', body: ask },
  { method: 'GET', path: '/api/v1/query/{query_id}', function: 'orchestrator', access: 'session' },
  {
    method: 'POST',
    path: '/generate-dashboard',
    function: 'generator',
    access: 'session',
    body: ask,
    bodyOptional: true,
  },
];
const fn = (name: string) => ({ functionName: name, aliasName: 'live', invokeArn: `arn:invoke:${name}` });
const args: OrchestratorApiArgs = {
  functions: { orchestrator: fn('orchestrator'), generator: fn('generator') },
  routes,
  userPoolArn: 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_1',
};
const made = (some: Partial<OrchestratorApiArgs> = {}, preview = false): Promise<Graph> =>
  register(() => new OrchestratorApi('api', { ...args, ...some }), { preview });

interface Definition {
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: { schemas: Record<string, unknown>; securitySchemes: unknown };
}
const definitionOf = (graph: Graph) => JSON.parse(graph.named('api-api').inputs['body'] as string) as Definition;

describe('OrchestratorApi', () => {
  test('stands behind a firewall that is there already', async () => {
    const graph = await made({ firewallArn: 'arn:aws:wafv2:us-east-1:000000000000:regional/webacl/site/1' });
    expect(graph.ofType('aws:wafv2/webAcl:WebAcl')).toEqual([]);
    expect(graph.named('api-firewall-association').inputs).toMatchObject({
      webAclArn: 'arn:aws:wafv2:us-east-1:000000000000:regional/webacl/site/1',
    });
  });

  test('is an API with a stage, its limits, logs and a firewall', async () => {
    const graph = await made();
    expect(graph.resources.map(({ type, name }) => `${type.split(':').at(-1)} ${name}`).toSorted()).toEqual(
      [
        'OrchestratorApi api',
        'RestApi api-api',
        'Permission api-invoke-orchestrator',
        'Permission api-invoke-generator',
        'Deployment api-deployment',
        'LogGroup api-access-logs',
        'Role api-logging-role',
        'RolePolicyAttachment api-logging-policy',
        'Account api-account',
        'Stage api-stage',
        'MethodSettings api-settings',
        'UsagePlan api-usage-plan',
        'WebAcl api-firewall',
        'WebAclAssociation api-firewall-association',
        'LogGroup api-firewall-logs',
        'WebAclLoggingConfiguration api-firewall-logging',
      ].toSorted(),
    );
    expect(graph.named('api-settings').inputs).toMatchObject({
      methodPath: '*/*',
      settings: { throttlingRateLimit: 100, throttlingBurstLimit: 200, dataTraceEnabled: false },
    });
    expect(graph.named('api-stage').inputs).toMatchObject({ stageName: 'live', xrayTracingEnabled: true });
    expect(graph.named('api-firewall-logs').inputs['retentionInDays']).toBe(30);
    for (const child of graph.resources.slice(1)) expect(child.parent).toBe(graph.named('api').urn);
  });

  test('leaves the sign-in open and asks for a token everywhere else', async () => {
    const { paths, components } = definitionOf(await made({ scopes: ['sophia/query'] }));
    expect(paths['/api/v1/auth/login']!['post']!['security']).toBeUndefined();
    expect(paths['/api/v1/query']!['post']!['security']).toEqual([{ people: ['sophia/query'] }]);
    expect(paths['/api/v1/query/{query_id}']!['get']!['security']).toEqual([{ people: ['sophia/query'] }]);
    expect(components.securitySchemes).toMatchObject({
      people: { 'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [args.userPoolArn] } },
    });
  });

  test('checks bodies by models; one that may be left out is left to the function', async () => {
    const { paths, components } = definitionOf(await made());
    expect(components.schemas['PostApiV1Query']).toEqual(ask);
    expect(paths['/api/v1/query']!['post']).toMatchObject({
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/PostApiV1Query' } } },
      },
      'x-amazon-apigateway-request-validator': 'body',
    });
    expect(paths['/generate-dashboard']!['post']!['x-amazon-apigateway-request-validator']).toBeUndefined();
  });

  test('sends each route to the alias of its function', async () => {
    const { paths } = definitionOf(await made());
    const uri = (path: string) => (paths[path]!['post']!['x-amazon-apigateway-integration'] as { uri: string }).uri;
    expect(uri('/api/v1/query')).toBe('arn:invoke:orchestrator');
    expect(uri('/generate-dashboard')).toBe('arn:invoke:generator');
  });

  test('answers preflights only of a configured origin', async () => {
    expect(definitionOf(await made()).paths['/api/v1/query']!['options']).toBeUndefined();
    const { paths } = definitionOf(await made({ corsOrigin: 'https://dashboards.example.com' }));
    expect(paths['/api/v1/query']!['options']).toMatchObject({
      'x-amazon-apigateway-integration': {
        responses: {
          default: {
            responseParameters: {
              'method.response.header.Access-Control-Allow-Origin': `'https://dashboards.example.com'`,
              'method.response.header.Access-Control-Allow-Methods': `'POST,OPTIONS'`,
            },
          },
        },
      },
    });
  });

  test('is deployed anew when its definition changes, and only then', async () => {
    const triggers = async (some: Partial<OrchestratorApiArgs>) =>
      (await made(some)).named('api-deployment').inputs['triggers'];
    expect(await triggers({})).toEqual(await triggers({ burst: 300 }));
    expect(await triggers({})).not.toEqual(await triggers({ routes: routes.slice(1) }));
  });

  test('has a name of its own when one is given', async () => {
    const domain = {
      name: 'api.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      zoneId: 'Z1',
    };
    const graph = await made({ domain });
    expect(graph.named('api-domain').inputs).toMatchObject({
      domainName: 'api.example.com',
      securityPolicy: 'TLS_1_2',
    });
    expect(graph.named('api-record').inputs).toMatchObject({ zoneId: 'Z1', type: 'A' });
    expect(graph.named('api-api').inputs['disableExecuteApiEndpoint']).toBe(true);
  });

  test('is the same in a preview', async () => {
    const names = (graph: Graph) => graph.resources.map(({ name }) => name).toSorted();
    expect(names(await made({}, true))).toEqual(names(await made()));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong: ApiRoute = { method: 'GET', path: 'query', function: 'none', access: 'public' };
      const domain = { name: 'no host', certificateArn: 'arn' };
      expect(
        () =>
          new OrchestratorApi('api', {
            ...args,
            routes: [wrong, routes[0]!, routes[0]!],
            burst: 0,
            corsOrigin: '*',
            stageName: 'a/b',
            domain,
          }),
      ).toThrow(
        /burst: .*stageName: .*corsOrigin: .*domain\.name: .*routes\[0\]\.path: .*routes\[0\]\.function: .*routes\[2\]: /s,
      );
    });
    expect(graph.resources).toEqual([]);
  });
});

describe('A model of the gateway never refuses what the schema allows', () => {
  test.each([
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, {}],
    [{ type: ['string', 'null'] }, {}],
    [{ type: 'string', nullable: true }, {}],
    [
      { type: 'string', format: 'date', minLength: 1 },
      { type: 'string', minLength: 1 },
    ],
    [
      { type: 'object', properties: { a: { type: 'array', items: { const: 1 } } }, additionalProperties: { const: 2 } },
      { type: 'object', properties: { a: { type: 'array', items: {} } }, additionalProperties: {} },
    ],
  ])('%j', (schema, model) => {
    expect(requestModel(schema)).toEqual(model);
  });
});
