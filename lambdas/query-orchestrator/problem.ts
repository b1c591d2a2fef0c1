import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isSophiaError, type SophiaError } from '../../core/errors.ts';

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

const requestProblems = {
  'request.invalid': [400, 'The request is not valid'],
  'request.json_invalid': [400, 'The body is not JSON'],
  'request.route_unknown': [404, 'There is nothing here'],
  'request.method_not_allowed': [405, 'The method is not allowed'],
  'request.body_too_large': [413, 'The body is too large'],
  'request.media_type': [415, 'The body is not of a known type'],
  'request.not_served_here': [501, 'It is not served at this address'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>;

export type RequestCode = keyof typeof requestProblems;

/** Codes whose status is not the one of their area. */
const coreProblems: Readonly<Record<string, readonly [ContentfulStatusCode, string]>> = {
  'persona.unknown': [403, 'The persona is not yours'],
  'auth.required': [401, 'Sign in first'],
  'auth.rejected': [401, 'Sign-in failed'],
  'auth.challenge': [401, 'More than the password is needed'],
  'auth.throttled': [429, 'Too many failed sign-ins'],
  'auth.csrf': [403, 'The CSRF token is missing or wrong'],
  'query.unknown': [404, 'There is no such query'],
  'conversation.unknown': [404, 'There is no such conversation'],
  'dashboard.unknown': [404, 'There is no such dashboard'],
  'dashboard.revision_unknown': [404, 'There is no such revision'],
  'dashboard.invalid': [422, 'The dashboard has faults'],
  'dashboard.unreadable': [422, 'The file can not be read'],
  'dashboard.operation_invalid': [422, 'The edit has faults'],
  'dashboard.unhealthy': [503, 'The dashboard can not be shown whole'],
  'dashboard.persona_missing': [403, 'None of your personas may see it'],
  'dashboard.forbidden': [403, 'Your role does not allow it'],
  'dashboard.exists': [409, 'The id is taken'],
  'dashboard.conflict': [409, 'The dashboard has changed meanwhile'],
  'dashboard.too_many_streams': [429, 'Too many dashboards are followed'],
  'share.unknown': [404, 'There is no such link'],
  'share.ended': [410, 'The link is over'],
  'share.limit': [409, 'There are too many links'],
  'embed.not_configured': [409, 'Embedding is not set up'],
  'embed_key.unknown': [404, 'There is no such key'],
  'alert.unknown': [404, 'There is no such alert'],
  'alert.not_yours': [403, 'The alert is somebody else’s'],
  'alert.other_dashboard': [409, 'An alert stays with its dashboard'],
  'alert.tile_gone': [422, 'The tile is not there'],
  'alert.limit': [409, 'There are too many alerts'],
  'report.unknown': [404, 'There is no such report'],
  'report.file_unknown': [404, 'There is no such file'],
  'report.not_yours': [403, 'The report is somebody else’s'],
  'report.limit': [409, 'There are too many reports'],
  'knowledge.unknown': [404, 'There is no such document'],
  'knowledge.not_kept': [501, 'Documents are not kept here'],
  'knowledge.full': [507, 'There is no room for more documents'],
  'knowledge.forbidden': [403, 'Your role does not allow it'],
  'knowledge.not_yours': [403, 'The document is somebody else’s'],
  'knowledge.too_large': [413, 'The file is too large'],
  'knowledge.format_unknown': [415, 'The file is of no known format'],
  'knowledge.encoding_unknown': [415, 'The file is of no known encoding'],
  'knowledge.busy': [429, 'Too many documents are being read'],
  'knowledge.duplicate': [409, 'The document is there already'],
  'knowledge.conflict': [409, 'The document has changed meanwhile'],
  'knowledge.note_missing': [422, 'A reason is missing'],
  'knowledge.move_not_allowed': [409, 'The document can’t go there'],
  'knowledge.not_removed': [409, 'The document was not removed'],
  'knowledge.original_missing': [404, 'The file is not there'],
  'favourite.limit': [409, 'There are too many favourites'],
  'engine.timeout': [504, 'The query took too long'],
  'engine.failed': [502, 'The engine failed'],
  'engine.cancelled': [409, 'The query was cancelled'],
  'storage.full': [507, 'The disk is full'],
};

const areas: readonly [string, readonly [ContentfulStatusCode, string]][] = [
  ['question.', [400, 'The question cannot be read']],
  ['engine.', [502, 'The engine failed']],
  ['knowledge.', [422, 'The document can’t be kept']],
  ['storage.', [503, 'The store is not available']],
];

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
  const area = areas.find(([prefix]) => error.code.startsWith(prefix))?.[1];
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
