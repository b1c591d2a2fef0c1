import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isSophiaError, type SophiaError } from '../../core/errors.ts';
import problems from './problems.data.json' with { type: 'json' };

/** RFC 9457. `type` is stable: clients decide by it, never by the texts. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: ContentfulStatusCode;
  readonly detail: string;
  readonly [extension: string]: unknown;
}

/** A fault of the request as HTTP, before any of it reaches core. */
export class RequestError extends Error {
  readonly code: RequestCode;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: RequestCode, detail: string, extensions: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.name = 'RequestError';
    this.code = code;
    this.extensions = extensions;
  }
}

/** Status and title: of faults of the request, of codes whose status is not the one of their area, and of areas. */
const {
  request: requestProblems,
  core: coreProblems,
  areas,
} = problems as unknown as {
  readonly request: Readonly<Record<RequestCode, Kind>>;
  readonly core: Readonly<Record<string, Kind | undefined>>;
  readonly areas: Readonly<Record<string, Kind>>;
};

type Kind = readonly [ContentfulStatusCode, string];

export type RequestCode = keyof typeof problems.request;

export function problemOf(error: unknown): Problem {
  if (error instanceof RequestError) {
    const [status, title] = requestProblems[error.code];
    return { type: typeOf(error.code), title, status, detail: error.message, ...error.extensions };
  }
  if (isSophiaError(error)) return coreProblem(error);
  return {
    type: typeOf('internal'),
    title: 'Something went wrong on our side',
    status: 500,
    detail: 'The fault has been logged under the request id of this response. Try again; if it stays, report the id.',
  };
}

function coreProblem(error: SophiaError): Problem {
  const area = Object.entries(areas).find(([prefix]) => error.code.startsWith(prefix))?.[1];
  const [status, title] = coreProblems[error.code] ?? area ?? ([422, 'The request cannot be carried out'] as const);
  const path = error.path.length > 0 ? { path: [...error.path] } : {};
  return { type: typeOf(error.code), title, status, detail: withoutFolder(error), ...path, ...extensionsOf(error) };
}

/** What a page can show at its place: the faults of a document one by one, what an edit met. */
function extensionsOf({ code, details }: SophiaError): Readonly<Record<string, unknown>> {
  if (code === 'knowledge.duplicate' && 'id' in details) return { document_id: details.id };
  if (code === 'knowledge.conflict' && 'version' in details) return { version: details.version };
  if (!code.startsWith('dashboard.')) return {};
  return {
    ...('faults' in details && { faults: details.faults }),
    ...('conflicts' in details && { conflicts: details.conflicts, revision: details.revision }),
  };
}

/** Where the store lies on the server's disk is not the client's business. */
function withoutFolder({ message, details }: SophiaError): string {
  const store = 'store' in details ? details.store : undefined;
  return store ? message.replaceAll(store, store.split(/[\\/]/).at(-1) ?? store) : message;
}

/** A fault for the log, with what caused it: a service's own words, which the asker is not told. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${faultOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

const typeOf = (code: string) => `urn:sophia:problem:${code}`;

/** The response for an error, with the headers that its status calls for. */
export function problemResponse(c: Context, error: unknown, extensions: Readonly<Record<string, unknown>> = {}) {
  const problem = { ...problemOf(error), ...extensions, request_id: c.get('requestId') };
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer realm="sophia"';
  // The rest of the body is not read, so the connection can't be used again.
  if (problem.status === 413) headers['connection'] = 'close';
  if (isSophiaError(error) && problem.status === 429 && 'seconds' in error.details) {
    headers['retry-after'] = String(error.details.seconds);
  }
  if (error instanceof RequestError && Array.isArray(error.extensions['allow'])) {
    headers['allow'] = error.extensions['allow'].join(', ');
  }
  return c.body(JSON.stringify(problem), problem.status, headers);
}
