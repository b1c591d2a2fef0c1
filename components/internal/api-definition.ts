import { gatewayResponses } from './gateway-responses.ts';
import { type JsonSchema, requestModel } from './request-model.ts';

export type { JsonSchema } from './request-model.ts';

/** A route of the API. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As OpenAPI writes it: `/api/v1/query/{query_id}`. */
  readonly path: string;
  /** Name of the function that answers, among `functions`. */
  readonly function: string;
  /** `public` routes are open; the others want a token of the user pool. */
  readonly access: 'public' | 'session';
  /** JSON Schema that the gateway checks bodies with before the function is called. */
  readonly body?: JsonSchema | undefined;
  /** The request may come without a body. */
  readonly bodyOptional?: boolean | undefined;
}

export interface ApiParts {
  readonly title: string;
  readonly routes: readonly ApiRoute[];
  /** Name of a function -> ARN by which the gateway calls it. */
  readonly invokeArns: Readonly<Record<string, string>>;
  readonly userPoolArn: string;
  /** Scopes of which a token must have one; none: the gateway takes identity tokens. */
  readonly scopes: readonly string[];
  readonly corsOrigin: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** The definition of a REST API as API Gateway imports it: OpenAPI 3.0 with its extensions. */
export function apiDefinition(parts: ApiParts): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const schemas: Record<string, JsonSchema> = {};
  for (const route of parts.routes) {
    const model = route.body && modelName(route);
    if (model) schemas[model] = requestModel(route.body!);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, model, parts) };
  }
  if (parts.corsOrigin) {
    for (const [path, methods] of Object.entries(paths)) {
      methods['options'] = preflight(path, Object.keys(methods), parts.corsOrigin);
    }
  }
  return {
    openapi: '3.0.1',
    info: { title: parts.title, version: '1' },
    paths,
    components: {
      schemas,
      securitySchemes: {
        people: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [parts.userPoolArn] },
        },
      },
    },
    'x-amazon-apigateway-request-validators': {
      body: { validateRequestBody: true, validateRequestParameters: false },
    },
    'x-amazon-apigateway-gateway-responses': gatewayResponses(parts.corsOrigin),
  };
}

function operation(route: ApiRoute, model: string | undefined, { invokeArns, scopes }: ApiParts): Json {
  return {
    ...(pathParameters(route.path).length > 0 && { parameters: pathParameters(route.path) }),
    ...(route.access === 'session' && { security: [{ people: [...scopes] }] }),
    ...(model && {
      requestBody: {
        required: !route.bodyOptional,
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${model}` } } },
      },
      // A body that may be left out can't be checked here: the gateway would refuse the empty one.
      ...(!route.bodyOptional && { 'x-amazon-apigateway-request-validator': 'body' }),
    }),
    responses: { default: { description: 'What the function answers' } },
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: invokeArns[route.function],
      passthroughBehavior: 'when_no_match',
      timeoutInMillis: 29_000,
    },
  };
}

/** What a browser asks before it calls from another origin; answered by the gateway itself. */
function preflight(path: string, methods: readonly string[], origin: string): Json {
  const allowed = {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': [...methods, 'options'].map(method => method.toUpperCase()).join(','),
    'Access-Control-Allow-Headers': 'Authorization,Content-Type,X-CSRF-Token',
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Max-Age': '600',
    Vary: 'Origin',
  };
  const names = Object.keys(allowed);
  return {
    ...(pathParameters(path).length > 0 && { parameters: pathParameters(path) }),
    responses: {
      204: {
        description: 'Allowed',
        headers: Object.fromEntries(names.map(name => [name, { schema: { type: 'string' } }])),
      },
    },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 204}' },
      responses: {
        default: {
          statusCode: '204',
          responseParameters: Object.fromEntries(
            Object.entries(allowed).map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]),
          ),
        },
      },
    },
  };
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

/** Names of models have letters and digits alone. */
const modelName = ({ method, path }: ApiRoute): string =>
  [method.toLowerCase(), ...path.split(/\W+|_/).filter(Boolean)]
    .map(part => part[0]!.toUpperCase() + part.slice(1))
    .join('');
