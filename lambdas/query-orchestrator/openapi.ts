import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import { FilterSchema } from '../../core/plan/schema.ts';
import type { Route, Schema } from './route.ts';
import { ProblemSchema } from './schemas.ts';

type Json = Record<string, unknown>;

/** Schemas that refer to themselves, by their names among the components: whoever uses one refers to it there. */
const definitions = { Filter: FilterSchema };

/** The API as OpenAPI 3.1, from the very routes and schemas that serve it. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operationOf(route);
    paths[route.path] = path;
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Sophia', version, description: 'Ask in plain words, get a right number or an honest refusal.' },
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'sophia_access' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
      },
      schemas: { Problem: schemaOf(ProblemSchema, 'output'), ...definedSchemas() },
    },
  };
}

function operationOf(route: Route): Json {
  const unsafe = route.method !== 'GET';
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ bearer: [] }, unsafe ? { cookie: [], csrf: [] } : { cookie: [] }],
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.body && {
      requestBody: {
        required: !route.bodyOptional,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    ...(route.file && {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }),
    responses: responsesOf(route),
  };
}

function responsesOf(route: Route): Json {
  const responses: Json = {};
  for (const [status, { description, schema, contentType }] of Object.entries(route.responses)) {
    const type = contentType ?? 'application/json';
    const content =
      schema || contentType
        ? { [type]: { schema: schema ? schemaOf(schema, 'output') : { type: 'string' } } }
        : undefined;
    responses[status] = { description, ...(content && { content }) };
  }
  responses['default'] = {
    description: 'A problem (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return responses;
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(query: Schema | undefined): Json[] {
  if (!query) return [];
  const { properties: texts = {}, required = [] } = schemaOf(query, 'input') as ObjectSchema;
  const { properties: values = {} } = schemaOf(query, 'output') as ObjectSchema;
  return Object.entries(texts).map(([name, text]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: parameterSchema(text, values[name]),
  }));
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
}

/** An address is text; of a number in it, what it is read as says which are taken. */
function parameterSchema(text: Json, value: Json | undefined): Json {
  if (value?.['type'] !== 'integer') return text;
  return text['default'] === undefined ? value : { ...value, default: Number(text['default']) };
}

const conversion = { target: 'draft-2020-12', errorMode: 'ignore', definitions } as const;

function schemaOf(schema: Schema, typeMode: 'input' | 'output'): Json {
  const { $schema: _, $defs: __, ...rest } = toJsonSchema(schema, { ...conversion, typeMode }) as Json;
  return amongComponents(rest) as Json;
}

const definedSchemas = (): Json => {
  const { definitions: schemas, ...options } = conversion;
  return amongComponents(toJsonSchemaDefs(schemas, options)) as Json;
};

/** A schema in the middle of the document has no definitions of its own: references go from the document's root. */
function amongComponents(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(amongComponents);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/$defs/', '#/components/schemas/')
        : amongComponents(value),
    ]),
  );
}
