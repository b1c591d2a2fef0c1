/** The server of the page and the API on Fargate: `node main.ts`, set by its environment, stopped by SIGTERM. */
import { setTimeout as wait } from 'node:timers/promises';
import { parseYaml } from '../../core/semantic/model/yaml.ts';
import { openDashboardCloud } from '../../lambdas/dashboard-generator/cloud.ts';
import { createApi, orchestratorRoutes } from '../../lambdas/query-orchestrator/app.ts';
import { openCloud } from '../../lambdas/query-orchestrator/cloud.ts';
import { documentOf } from '../../lambdas/query-orchestrator/describe.ts';
import { faultOf } from '../../lambdas/query-orchestrator/problem.ts';
import { createTelemetry, type Telemetry } from '../../lambdas/telemetry.ts';
import { createDashboardApp } from './app.ts';
import { clientAddress, isPlain } from './balancer.ts';
import { openKnowledgeCloud } from './knowledge.ts';
import { serveBehindBalancer } from './serving.ts';
import { readServerSettings } from './settings.ts';

/**
 * The load balancer gives up after 65 seconds of silence, and a task has 60 to stop. Whoever asks is waited for all the
 * way: with several servers, the next request may reach one that knows nothing of the question.
 */
const timeoutSeconds = 45;
const waitSeconds = 50;

const telemetry = createTelemetry('dashboard', process.env['SOPHIA_METRICS_NAMESPACE'] ?? 'Sophia');

interface Running {
  stop(): Promise<void>;
  close(): Promise<void>;
}

async function start({ log }: Telemetry): Promise<Running> {
  const settings = readServerSettings(process.env);
  const version = settings.SOPHIA_VERSION;
  const { platform, dependencies, close } = await openCloud(settings.cloud, {
    ...{ telemetry, parse: parseYaml, version, timeoutSeconds, waitSeconds },
    alwaysWait: true,
    addressOf: clientAddress,
  });
  const dashboards = openDashboardCloud(platform, settings.dashboards, { telemetry, follow: true });
  await dashboards.install();
  const bucket = settings.SOPHIA_DOCUMENTS_BUCKET;
  const knowledge = openKnowledgeCloud(platform, settings.dashboards, { bucket, telemetry });
  const more = [...dashboards.routes, ...knowledge.routes];
  const document = documentOf([...orchestratorRoutes(dependencies), ...more], version);
  const apps = [true, false].map(secure => {
    const own = { ...dependencies, secureCookies: secure };
    return createDashboardApp({
      api: createApi(own, [...orchestratorRoutes(own), ...more], document),
      pageDirectory: settings.SOPHIA_PAGE_DIRECTORY,
      embedOrigins: settings.dashboards.SOPHIA_EMBED_ORIGINS,
      secure,
    });
  });
  const serving = await serveBehindBalancer({
    // A trial without a certificate: browsers would keep no cookie that is for TLS alone.
    app: { fetch: (request, environment) => apps[isPlain(request) ? 1 : 0]!.fetch(request, environment as object) },
    version,
    port: settings.PORT,
    graceMilliseconds: settings.SOPHIA_GRACE_SECONDS * 1_000,
    drainMilliseconds: waitSeconds * 1_000,
  });
  log({ level: 'info', message: 'Serving', port: serving.port, version });
  return {
    async stop() {
      const ended = serving.stop();
      // Streams would hold the end up. Whoever followed comes back, by then to another server.
      await wait(settings.SOPHIA_GRACE_SECONDS * 1_000);
      await Promise.all([dashboards.stop(), knowledge.stop()]);
      await ended;
    },
    async close() {
      await Promise.all([dashboards.close(), knowledge.close(), close()]);
    },
  };
}

async function stop({ stop: ended, close }: Running): Promise<void> {
  telemetry.log({ level: 'info', message: 'Stopping' });
  await ended();
  await close();
  telemetry.log({ level: 'info', message: 'Stopped' });
}

/** The log says why; whoever started it sees the exit. */
function fail(message: string, error: unknown): never {
  telemetry.log({ level: 'error', message, fault: faultOf(error) });
  process.exit(1);
}

/** Resolves when the server is told to end; told once more, it ends at once. */
function toldToEnd(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let told = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (told) process.exit(1);
      told = true;
      resolve();
    });
  }
  return promise;
}

const end = toldToEnd();
const running = await start(telemetry).catch(error => fail('The server did not start', error));
await end;
await stop(running).catch(error => fail('The server did not stop in order', error));
process.exit(0);
