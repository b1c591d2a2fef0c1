import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';

export interface DashboardOptions {
  /** What answers `apiPaths`. */
  readonly api: { fetch(request: Request, environment?: unknown): Response | Promise<Response> };
  /** Folder of the built page; absent, only the API is served. */
  readonly pageDirectory?: string | undefined;
  /** Served over TLS only: browsers are told to come by https. Default false. */
  readonly secure?: boolean | undefined;
  /** Origins of the sites that may show embedded dashboards in a frame. Default none. */
  readonly embedOrigins?: readonly string[] | undefined;
}

/** What the API answers whatever the method: all else that is asked for with GET is a path of the page. */
const apiPaths = [
  '/api/*',
  '/health',
  '/openapi.json',
  '/dashboards/:id/api/*',
  '/generate-dashboard',
  '/add-component',
  '/modify-dashboard',
];

/** Files whose names hold a hash of their content never change. */
const immutable = 'public, max-age=31536000, immutable';

/** The page and the API under one origin. */
export function createDashboardApp(options: DashboardOptions): Hono {
  const { api, pageDirectory, secure = false, embedOrigins = [] } = options;
  const app = new Hono();
  const toApi = (c: Context) => api.fetch(c.req.raw, c.env);
  for (const path of apiPaths) app.all(path, toApi);
  if (pageDirectory === undefined) {
    app.all('*', toApi);
    return app;
  }
  const headers = { ...pageHeaders, strictTransportSecurity: secure };
  const plain = secureHeaders(headers);
  const framed = secureHeaders(embedOrigins.length === 0 ? headers : framedIn(embedOrigins, headers));
  app.use((c, next) => (c.req.path === embedPath ? framed(c, next) : plain(c, next)));
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

/** The one page that other sites may show: it reads no cookie, and what it shows takes a signature. */
const embedPath = '/embed';

const framedIn = (origins: readonly string[], headers: PageHeaders): PageHeaders => ({
  ...headers,
  contentSecurityPolicy: { ...headers.contentSecurityPolicy, frameAncestors: [...origins] },
  // An older word for the same, which knows no list: browsers that know the list do not read it.
  xFrameOptions: false,
  crossOriginResourcePolicy: 'cross-origin',
});

/** How long browsers may keep what was found. */
const cached =
  (policy: string): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (c.res.ok) c.res.headers.set('cache-control', policy);
  };

const isPagePath = (path: string) => !/\.[a-z0-9]+$/i.test(path) && !path.includes('%');

type PageHeaders = NonNullable<Parameters<typeof secureHeaders>[0]>;

const pageHeaders: PageHeaders = {
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
