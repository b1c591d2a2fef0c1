import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { faultOf } from './query-orchestrator/problem.ts';
import type { Telemetry } from './telemetry.ts';

export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Without it the gateway would get compressed bytes as text; it compresses by itself where it is told to. */
function uncompressed(event: APIGatewayProxyEvent): APIGatewayProxyEvent {
  const others = <T>(headers: Record<string, T> | null): Record<string, T> =>
    Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== 'accept-encoding'));
  return { ...event, headers: others(event.headers), multiValueHeaders: others(event.multiValueHeaders) };
}

/** What the gateway says of the request's client: not what the client says of itself. */
export function sourceAddress(_: Request, environment: unknown): string {
  const { event } = (environment ?? {}) as { event?: Partial<APIGatewayProxyEvent> };
  return event?.requestContext?.identity?.sourceIp ?? 'unknown';
}

const unavailable = (requestId: string): APIGatewayProxyResult => ({
  statusCode: 503,
  headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  body: JSON.stringify({
    type: 'urn:sophia:problem:unavailable',
    title: 'The service did not start',
    status: 503,
    detail: 'The fault has been logged under the request id of this response. Try again later.',
    request_id: requestId,
  }),
});

/**
 * An app behind a REST API of API Gateway. It is opened by the first request, once; when that fails, the log says why,
 * the caller is told nothing of it, and the next request tries again.
 */
export function serve(open: () => Promise<Pick<Hono, 'fetch'>>, telemetry: () => Telemetry): ApiHandler {
  let opened: Promise<ApiHandler> | undefined;
  return async (event, context) => {
    // What waits in the background must not keep a response from going out.
    context.callbackWaitsForEmptyEventLoop = false;
    opened ??= open().then(app => handle(app as Hono) as unknown as ApiHandler);
    try {
      return await (await opened)(uncompressed(event), context);
    } catch (error) {
      opened = undefined;
      const request_id = context.awsRequestId;
      telemetry().log({ level: 'error', message: 'The function did not start', request_id, fault: faultOf(error) });
      return unavailable(request_id);
    }
  };
}
