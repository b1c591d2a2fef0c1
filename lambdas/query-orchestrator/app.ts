import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { authenticate } from './authenticate.ts';
import type { OrchestratorDependencies } from './dependencies.ts';
import { faultOf, problemOf, problemResponse, RequestError } from './problem.ts';
import { type Environment, json, type Method, type Route, readBody, readQuery } from './route.ts';
import { authRoutes } from './routes/auth.ts';
import { conversationRoutes } from './routes/conversation.ts';
import { costRoutes } from './routes/cost.ts';
import { modelRoutes } from './routes/model.ts';
import { queryRoutes } from './routes/query.ts';

/** Bytes of a request's body: a specification of a hundred tiles fits, questions are far smaller. */
const largestBody = 512 * 1024;
/** Bytes from which a response is worth compressing. */
const compressFrom = 4 * 1024;

/** What the API serves; the gateway in front of it is set up from these too. */
export const orchestratorRoutes = (dependencies: OrchestratorDependencies): Route[] => [
  ...authRoutes(dependencies),
  ...queryRoutes(dependencies),
  ...conversationRoutes(dependencies),
  ...costRoutes(dependencies),
  ...modelRoutes(dependencies),
];

/** What every part of the API stands on. */
export type ApiDependencies = Pick<OrchestratorDependencies, 'sessions' | 'log' | 'version' | 'secureCookies'>;

/**
 * Serves some routes of the API: the same app in Lambda, on Fargate and on one machine.
 * @param document what /openapi.json gives, where that is served; see {@link documentOf}
 */
export function createApi(
  dependencies: ApiDependencies,
  routes: readonly Route[],
  document?: (() => Promise<object>) | undefined,
): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use(requestId());
  app.use(secureHeaders({ ...securityHeaders, strictTransportSecurity: dependencies.secureCookies }));
  app.use('/api/*', compress({ threshold: compressFrom, encoding: 'gzip' }));
  app.use(bodyLimits(routes));
  for (const route of routes) register(app, route, dependencies);
  if (document) app.get('/openapi.json', async c => json(c, await document()));
  refuseOtherMethods(app, [...routes, ...(document ? [{ method: 'GET' as const, path: '/openapi.json' }] : [])]);
  app.all('/api/*', c => problemResponse(c, unknownRoute(c.req.path)));
  app.notFound(c => problemResponse(c, unknownRoute(c.req.path)));
  app.onError((error, c) => {
    if (problemOf(error).status >= 500) {
      const fault = faultOf(error);
      dependencies.log({ level: 'error', message: 'A request failed', request_id: c.get('requestId'), fault });
    }
    return problemResponse(c, error);
  });
  return app;
}

/** Responses are data: whoever opens one as a page gets nothing to run. */
const securityHeaders: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  crossOriginResourcePolicy: 'same-origin',
};

const honoPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

function register(app: Hono<Environment>, route: Route, { sessions }: ApiDependencies): void {
  app.on(route.method, honoPath(route.path), async c => {
    const caller = route.access === 'session' ? await authenticate(c, sessions) : undefined;
    const body = await readBody(c, route);
    const query = readQuery(c, route);
    const param = (name: string) => c.req.param(name) ?? '';
    // Routes with public access are written without a caller.
    return route.handle({ c, body, query, caller: caller!, param });
  });
}

/** A path that exists answers other methods with 405 and those it has. */
function refuseOtherMethods(app: Hono<Environment>, routes: readonly { method: Method; path: string }[]): void {
  const byPath = Map.groupBy(routes, route => route.path);
  for (const [path, some] of byPath) {
    const allow = some.map(route => route.method);
    app.all(honoPath(path), c => {
      const detail = `${c.req.method} is not possible here; use ${allow.join(' or ')}.`;
      return problemResponse(c, new RequestError('request.method_not_allowed', detail, { allow }));
    });
  }
}

/** A file may be larger than what is read as JSON, where a route takes one. */
function bodyLimits(routes: readonly Route[]): MiddlewareHandler<Environment> {
  const usual = bodyLimit({ maxSize: largestBody, onError: tooLarge });
  const files = routes.flatMap(({ method, path, file }) => {
    if (!file) return [];
    const limit = bodyLimit({ maxSize: file.maximumBytes, onError: c => problemResponse(c, file.tooLarge()) });
    return [{ method, path, limit }];
  });
  return (c, next) => {
    const file = files.find(({ method, path }) => method === c.req.method && path === c.req.path);
    return (file?.limit ?? usual)(c, next);
  };
}

const tooLarge: NonNullable<Parameters<typeof bodyLimit>[0]['onError']> = c =>
  problemResponse(
    c,
    new RequestError('request.body_too_large', `A body may have ${largestBody / 1024} KiB at most. Send less.`),
  );

const unknownRoute = (path: string) =>
  new RequestError('request.route_unknown', `Nothing is served at ${path.slice(0, 200)}. See /openapi.json.`);
