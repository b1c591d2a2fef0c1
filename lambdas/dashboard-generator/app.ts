import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';

/** What the generator will serve. */
export const generatorPaths = ['/generate-dashboard', '/add-component', '/modify-dashboard'] as const;

const largestBody = 256 * 1024;

const problem = (code: string, title: string, status: 404 | 405 | 413 | 501, detail: string, request_id: string) =>
  new Response(JSON.stringify({ type: `urn:sophia:problem:${code}`, title, status, detail, request_id }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });

/** The API of dashboards made in plain words: its routes are there and say that they do nothing yet. */
export function createGeneratorApp(): Hono<{ Variables: { requestId: string } }> {
  const app = new Hono<{ Variables: { requestId: string } }>();
  app.use(requestId());
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } }));
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: c =>
        problem('request.body_too_large', 'The body is too large', 413, 'Send less.', c.get('requestId') ?? ''),
    }),
  );
  for (const path of generatorPaths) {
    app.post(path, c => {
      const detail = 'Dashboards can not be made in plain words yet. Ask questions at /api/v1/query.';
      return problem('generator.not_implemented', 'Not implemented', 501, detail, c.get('requestId'));
    });
    app.all(path, c => {
      const response = problem(
        'request.method_not_allowed',
        'The method is not allowed',
        405,
        'Use POST.',
        c.get('requestId'),
      );
      response.headers.set('allow', 'POST');
      return response;
    });
  }
  app.notFound(c =>
    problem('request.route_unknown', 'There is nothing here', 404, 'Nothing is served here.', c.get('requestId')),
  );
  return app;
}
