import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { once } from './once.ts';
import { faultOf } from './query-orchestrator/problem.ts';
import type { Telemetry } from './telemetry.ts';

export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * Without accept-encoding: the gateway would get compressed bytes as text, and compresses by itself where it is told to.
 * Without the body that clients may send with GET, and the gateway hands on: it means nothing (RFC 9110, 9.3.1), and
 * would not be taken for a request at all.
 */
function readable(event: APIGatewayProxyEvent): APIGatewayProxyEvent {
  const body = /^(GET|HEAD)$/i.test(event.httpMethod) ? null : event.body;
  const others = <T>(headers: Record<string, T> | null): Record<string, T> =>
    Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== 'accept-encoding'));
  return { ...event, body, headers: others(event.headers), multiValueHeaders: others(event.multiValueHeaders) };
}

/** What the gateway says of the request's client: not what the client says of itself. */
export function sourceAddress(_: Request, environment: unknown): string {
  const { event } = (environment ?? {}) as { event?: Partial<APIGatewayProxyEvent> };
  return event?.requestContext?.identity?.sourceIp ?? 'unknown';
}

const problem = (status: number, code: string, title: string, detail: string, request_id: string) => ({
  statusCode: status,
  headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  body: JSON.stringify({ type: `urn:sophia:problem:${code}`, title, status, detail, request_id }),
});

const unavailable = (requestId: string): APIGatewayProxyResult => {
  const detail = 'The fault has been logged under the request id of this response. Try again later.';
  return problem(503, 'unavailable', 'The service did not start', detail, requestId);
};

/** Bytes of a body that Lambda passes on: 6 MB, less room for the rest of the response and for what JSON escapes. */
export const largestBody = 5_000_000;

/** What Lambda would not pass on is told by ourselves: it would say that the function failed. */
function passable(response: APIGatewayProxyResult, requestId: string): APIGatewayProxyResult {
  // Escaped once more on its way, quotes and line ends take two characters.
  const bytes = Buffer.byteLength(JSON.stringify(response.body));
  if (bytes <= largestBody) return response;
  const mend = 'Ask for less at once: fewer tiles, a narrower filter or a smaller limit.';
  const detail = `The response has ${(bytes / 1e6).toFixed(1)} MB; ${largestBody / 1e6} MB pass here. ${mend}`;
  return problem(422, 'response.too_large', 'The response is too large', detail, requestId);
}

const malformed = (requestId: string): APIGatewayProxyResult => {
  const detail = 'Its method, headers or body are not as HTTP has them. See /openapi.json for what is served.';
  return problem(400, 'request.malformed', 'The request cannot be read', detail, requestId);
};

/** Texts go out as they are; the gateway would hand on others as base64. */
const isBinary = (contentType: string): boolean => !/^text\/|json|yaml|xml|javascript|csv/i.test(contentType);

/**
 * An app behind a REST API of API Gateway. It is opened by the first request, once; when that fails, the log says why,
 * the caller is told nothing of it, and the next request tries again.
 */
export function serve(open: () => Promise<Pick<Hono, 'fetch'>>, telemetry: () => Telemetry): ApiHandler {
  const reached = new WeakSet<object>();
  const opened = once(async () => {
    const app = await open();
    const fetch: Hono['fetch'] = (request, environment, execution) => {
      reached.add((environment as { event: object }).event);
      return app.fetch(request, environment, execution);
    };
    return handle({ fetch } as Hono, { isContentTypeBinary: isBinary }) as unknown as ApiHandler;
  });
  return async (event, context) => {
    // What waits in the background must not keep a response from going out.
    context.callbackWaitsForEmptyEventLoop = false;
    try {
      const request = readable(event);
      const response = await (await opened())(request, context);
      return reached.has(request) ? passable(response, context.awsRequestId) : malformed(context.awsRequestId);
    } catch (error) {
      const request_id = context.awsRequestId;
      telemetry().log({ level: 'error', message: 'The function did not start', request_id, fault: faultOf(error) });
      return unavailable(request_id);
    }
  };
}
