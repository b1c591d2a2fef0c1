import type { Context } from 'hono';
import * as v from 'valibot';
import type { Authenticated } from '../../core/identity/sessions.ts';
import { type InputFault, inputFault } from './input-faults.ts';
import { RequestError } from './problem.ts';

export type Schema = v.GenericSchema<unknown, unknown>;
export type Method = 'GET' | 'POST' | 'DELETE';

/** What hono carries from middleware to handlers. */
export interface Environment {
  Variables: { requestId: string };
}

export interface RouteResponse {
  readonly description: string;
  readonly schema?: Schema | undefined;
  /** Default application/json. */
  readonly contentType?: string | undefined;
}

/** One operation: its documentation and its code, so that neither can be without the other. */
export interface RouteDefinition<Body extends Schema, Query extends Schema> {
  readonly method: Method;
  /** As OpenAPI writes it: /api/v1/query/{query_id}. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: 'public' | 'session';
  readonly body?: Body | undefined;
  /** The request may come without a body. */
  readonly bodyOptional?: boolean | undefined;
  readonly query?: Query | undefined;
  /** The body is a file, which `handle` reads itself; one of more bytes is refused before it is read. */
  readonly file?: { readonly maximumBytes: number; tooLarge(): Error } | undefined;
  readonly responses: Readonly<Record<number, RouteResponse>>;
  handle(call: RouteCall<v.InferOutput<Body>, v.InferOutput<Query>>): Promise<Response> | Response;
}

/** A request that has passed authentication and the schemas. */
export interface RouteCall<Body, Query> {
  readonly c: Context<Environment>;
  readonly body: Body;
  readonly query: Query;
  /** The signed-in caller; routes with public access must not use it. */
  readonly caller: Authenticated;
  /** A part of the path. */
  param(name: string): string;
}

/** A route with its types forgotten, for tables of routes. */
export interface Route extends Omit<RouteDefinition<Schema, Schema>, 'handle'> {
  handle(call: RouteCall<unknown, unknown>): Promise<Response> | Response;
}

const nothing = v.undefined();

export function defineRoute<Body extends Schema = typeof nothing, Query extends Schema = typeof nothing>(
  route: RouteDefinition<Body, Query>,
): Route {
  // The bodies and queries that reach `handle` are outputs of these very schemas.
  return route as unknown as Route;
}

/** @throws request.media_type, request.json_invalid, request.invalid */
export async function readBody(c: Context, route: Route): Promise<unknown> {
  if (!route.body) return undefined;
  const text = await c.req.text();
  if (text === '' && route.bodyOptional) return undefined;
  const mediaType = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new RequestError('request.media_type', 'Send the body as JSON with content-type: application/json.');
  }
  const body = parseJson(text);
  // To a schema of an object a list is one without fields.
  if (Array.isArray(body)) throw invalid([{ path: '', message: 'The body is a list.', mend: 'Give an object.' }]);
  return checked(route.body, body, 'body');
}

export function readQuery(c: Context, route: Route): unknown {
  return route.query ? checked(route.query, c.req.query(), 'query') : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/"[^"]*"\.{0,3}/g, '…').slice(0, 200) : '';
    throw new RequestError('request.json_invalid', `The body is not valid JSON: ${reason}`);
  }
}

function checked(schema: Schema, input: unknown, where: string): unknown {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw invalid(result.issues.map(issue => inputFault(issue, where)));
}

function invalid(faults: readonly InputFault[]): RequestError {
  const detail = faults.map(({ message, mend }) => `${message} ${mend}`).join(' ');
  return new RequestError('request.invalid', detail, { faults });
}

/** JSON with its length, by which compression decides. */
export function json(c: Context, value: unknown, status: 200 | 202 = 200, headers: Record<string, string> = {}) {
  const text = JSON.stringify(value);
  return c.body(text, status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    ...headers,
  });
}
