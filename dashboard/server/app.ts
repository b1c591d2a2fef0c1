import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';

export interface DashboardOptions {
  /** What answers /api, /health and /openapi.json. */
  readonly api: { fetch(request: Request, environment?: unknown): Response | Promise<Response> };
  /** Folder of the built page; absent, only the API is served. */
  readonly pageDirectory?: string | undefined;
  /** Served over TLS only: browsers are told to come by https. Default false. */
  readonly secure?: boolean | undefined;
}

/** Files whose names hold a hash of their content never change. */
const immutable = 'public, max-age=31536000, immutable';

/** The page and the API under one origin. */
export function createDashboardApp({ api, pageDirectory, secure = false }: DashboardOptions): Hono {
  const app = new Hono();
  const toApi = (c: Context) => api.fetch(c.req.raw, c.env);
  app.all('/api/*', toApi);
  app.all('/health', toApi);
  app.all('/openapi.json', toApi);
  if (pageDirectory === undefined) {
    app.all('*', toApi);
    return app;
  }
  app.use(secureHeaders({ ...pageHeaders, strictTransportSecurity: secure }));
  app.use(compress());
  const files = { root: pageDirectory, precompressed: true };
  app.use('/assets/*', cached(immutable), serveStatic(files));
  app.all('/assets/*', toApi);
  app.use('*', cached('no-cache'), serveStatic(files));
  // Paths of the page's own router all begin with its one document; what has an ending is a file that is not there.
  const index = serveStatic({ ...files, path: `${pageDirectory}/index.html`, root: '' });
  app.get('*', (c, next) => (isPagePath(c.req.path) ? index(c, next) : next()));
  app.all('*', toApi);
  return app;
}

/** How long browsers may keep what was found. */
const cached =
  (policy: string): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set('cache-control', policy);
  };

const isPagePath = (path: string) => !/\.[a-z0-9]+$/i.test(path) && !path.includes('%');

const pageHeaders: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    // Charts carry a style element of their own.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
};
