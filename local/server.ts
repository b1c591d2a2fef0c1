import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { openFolderObjectStore } from '../adapters/folder-object-store.ts';
import { createLogNotifier } from '../adapters/log-notifier.ts';
import { createAnswerService } from '../core/answer/service.ts';
import { createSessions } from '../core/identity/sessions.ts';
import type { IdentityProvider } from '../core/ports/identity-provider.ts';
import type { Notifier } from '../core/ports/notifier.ts';
import { type Scheduler, systemScheduler } from '../core/ports/scheduler.ts';
import { createDashboardApp } from '../dashboard/server/app.ts';
import { openDashboards } from '../lambdas/dashboard-generator/platform/dashboards.ts';
import { openSharing } from '../lambdas/dashboard-generator/platform/sharing.ts';
import { createApi, orchestratorRoutes } from '../lambdas/query-orchestrator/app.ts';
import type { LogEntry, OrchestratorDependencies } from '../lambdas/query-orchestrator/dependencies.ts';
import { documentOf } from '../lambdas/query-orchestrator/describe.ts';
import { startHeartbeat } from './heartbeat.ts';
import { inTurns } from './in-turns.ts';
import { openLocalKnowledge } from './knowledge.ts';
import type { Platform } from './platform.ts';
import { installationSecret } from './secret.ts';

export interface ServerOptions {
  readonly platform: Platform;
  readonly identities: IdentityProvider;
  readonly stateDirectory: string;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly waitSeconds: number;
  readonly secureCookies: boolean;
  /** Folder of the built page; absent, the API alone is served. */
  readonly pageDirectory?: string | undefined;
  /** What comes back later; default: timers of the process. */
  readonly scheduler?: Scheduler | undefined;
  /** Dashboards that one user follows at the same time at most. Default 12. */
  readonly streamsPerUser?: number | undefined;
  /** Micro-dollars a day for computing dashboards ahead that will probably be opened. Default 0: nothing is. */
  readonly precomputeBudget?: number | undefined;
  /** Where alerts and reports are told; the log by default. */
  readonly notifier?: Notifier | undefined;
  /** Origins of the sites that may show dashboards in a frame; none by default. */
  readonly embedOrigins?: readonly string[] | undefined;
  /** Where people open the page, for links in messages: `https://sophia.example.com`; by default where it listens. */
  readonly publicUrl?: string | undefined;
  log(entry: LogEntry): void;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** A round of alerts and reports now, besides those that come by themselves. */
  round(): Promise<void>;
  /** Takes no more requests, lets the running ones end (ten seconds at most), and lets go of everything. */
  stop(): Promise<void>;
}

/** The port is taken, or may not be used. */
export class ListenError extends Error {}

const drainMilliseconds = 10_000;

/** The page and the API of a platform as one app, with what has to be stopped after it. */
export interface PlatformApp {
  readonly app: Hono;
  /** A round of alerts and reports now, besides those that come by themselves. */
  round(): Promise<void>;
  /** Where it can be opened, once that is known. */
  listensAt(url: string): void;
  /** Lets the running questions end (ten seconds at most), then lets go of everything but the platform. */
  drain(): Promise<void>;
}

export async function createPlatformApp(options: Omit<ServerOptions, 'host' | 'port'>): Promise<PlatformApp> {
  const { platform, stateDirectory, log } = options;
  const { stores, clock, personas, engine } = platform;
  const secret = await installationSecret(stateDirectory);
  const heartbeat = startHeartbeat(stateDirectory);
  const { serverId, isAlive } = heartbeat;
  const answers = createAnswerService({ answerer: platform.answerer, ...stores, clock, serverId, isAlive });
  const { identities } = options;
  // DynamoDB forgets them by itself; a file has to be told.
  await stores.sessions.deleteExpired(clock.now().toISOString());
  const sessions = createSessions({ identities, store: stores.sessions, audit: stores.audit, clock, secret });
  const dependencies: OrchestratorDependencies = {
    sessions,
    answers,
    personas,
    clock,
    log,
    catalogue: platform.catalogue,
    suggestions: platform.suggestions,
    ledger: stores.ledger,
    cacheStatistics: () => platform.cache.statistics(),
    runStatistics: () => platform.executor.statistics(),
    health: async () => ({ engine: engine.dialect, freshness: await engine.freshness() }),
    version: packageVersion(),
    secureCookies: options.secureCookies,
    waitSeconds: options.waitSeconds,
    addressOf: (_, environment) => remoteAddress(environment),
  };
  const objects = await openFolderObjectStore({ directory: join(stateDirectory, 'objects') });
  const dashboards = openDashboards(platform, { ...options, sessions, objects, holder: serverId });
  const { embedOrigins = [] } = options;
  let url = options.publicUrl ?? '';
  const knowledge = openLocalKnowledge(platform, { objects, scheduler: options.scheduler ?? systemScheduler, log });
  const sharing = openSharing({
    ...{ platform, sessions, identities, secret, serverId, embedOrigins, scheduler: options.scheduler, log },
    notifier: options.notifier ?? createLogNotifier({ clock }),
    objects,
    linkTo: path => `${url}${path}`,
  });
  const routes = [...orchestratorRoutes(dependencies), ...dashboards.routes, ...sharing.routes, ...knowledge.routes];
  const api = createApi(dependencies, routes, documentOf(routes, dependencies.version));
  return {
    app: createDashboardApp({
      ...{ api, embedOrigins, pageDirectory: options.pageDirectory, secure: options.secureCookies },
    }),
    round: sharing.round,
    listensAt(address) {
      url ||= address;
    },
    async drain() {
      dashboards.stop();
      await sharing.stop();
      await knowledge.stop();
      await answers.drain(drainMilliseconds);
      heartbeat.stop();
    },
  };
}

/** Serves the page and the API of a platform; `stop` closes the platform too. @throws ListenError */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { platform, host } = options;
  const { app, drain, round, listensAt } = await createPlatformApp(options);
  try {
    const server = await listen(inTurns(app.fetch), host, options.port);
    const { port } = server.address() as AddressInfo;
    const url = `http://${urlHost(host)}:${port}`;
    listensAt(url);
    return {
      port,
      url,
      round,
      async stop() {
        const closed = new Promise<void>(resolve => server.close(() => resolve()));
        await drain();
        server.closeIdleConnections();
        const late = setTimeout(() => server.closeAllConnections(), 1_000);
        await closed;
        clearTimeout(late);
        await platform.close();
      },
    };
  } catch (error) {
    await drain();
    throw error;
  }
}

type Fetch = Parameters<typeof serve>[0]['fetch'];

function listen(fetch: Fetch, hostname: string, port: number): Promise<Server> {
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  const server = serve({ fetch, hostname, port }, () => resolve(server)) as Server;
  server.on('error', (error: NodeJS.ErrnoException) => reject(listenError(error, hostname, port)));
  return promise;
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ListenError(`Port ${port} on ${host} is taken. Stop what uses it, or start with --port ${port + 1}.`);
  }
  if (error.code === 'EACCES') return new ListenError(`Port ${port} may not be used. Start with --port 8080.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new ListenError(`${host} is no address of this machine. Start with --host 127.0.0.1 or --host 0.0.0.0.`);
  }
  return error;
}

const urlHost = (host: string) =>
  host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;

/** The peer's address as the socket knows it: headers that a client can write are no proof of where it is. */
function remoteAddress(environment: unknown): string {
  const { incoming } = (environment ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? 'unknown';
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
