import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

export interface ServingOptions {
  /** What answers all but /health. */
  readonly app: { fetch(request: Request, environment?: unknown): Response | Promise<Response> };
  readonly version: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Milliseconds in which the load balancer learns that nothing more is to be sent here. */
  readonly graceMilliseconds: number;
  /** Milliseconds that running requests may take after that. */
  readonly drainMilliseconds: number;
}

export interface Serving {
  readonly port: number;
  /** Is not well any more, then takes no more requests, and lets those that run end. */
  stop(): Promise<void>;
}

/** Longer than the load balancer keeps connections: it must never send into one that is being closed. */
const keepAliveMilliseconds = 75_000;

/** Serves behind a load balancer. @throws Error when the port can't be had */
export async function serveBehindBalancer(options: ServingOptions): Promise<Serving> {
  let stopping = false;
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    if (stopping) c.res.headers.set('connection', 'close');
  });
  // Whether this server works: what it stands on has alarms of its own, and another server would not mend it.
  app.get('/health', c =>
    c.json({ status: stopping ? 'stopping' : 'ok', version: options.version }, stopping ? 503 : 200, {
      'cache-control': 'no-store',
    }),
  );
  app.all('*', c => options.app.fetch(c.req.raw, c.env));

  const server = await listen(app.fetch, options.port);
  server.keepAliveTimeout = keepAliveMilliseconds;
  server.headersTimeout = keepAliveMilliseconds + 1_000;
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      stopping = true;
      await wait(options.graceMilliseconds);
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), options.drainMilliseconds);
      await closed;
      clearTimeout(late);
    },
  };
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const server = serve({ fetch, port, hostname: '0.0.0.0' }, () => resolve(server)) as Server;
  server.on('error', reject);
  return promise;
}
