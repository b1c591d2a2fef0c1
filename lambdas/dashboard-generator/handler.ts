import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context, ScheduledEvent } from 'aws-lambda';
import { parsePrepared } from '../../core/semantic/model/prepared.ts';
import { once } from '../once.ts';
import { createApi, orchestratorRoutes } from '../query-orchestrator/app.ts';
import { openCloudPlatform } from '../query-orchestrator/cloud/platform.ts';
import type { OrchestratorDependencies } from '../query-orchestrator/dependencies.ts';
import { documentOf } from '../query-orchestrator/describe.ts';
import { faultOf } from '../query-orchestrator/problem.ts';
import { readCloudSettings } from '../query-orchestrator/settings.ts';
import { largestBody, serve } from '../serve.ts';
import { createTelemetry } from '../telemetry.ts';
import { openDashboardCloud } from './cloud.ts';
import { documentRoutes } from './routes/documents.ts';
import { readDashboardSettings } from './settings.ts';

/** API Gateway gives up after 29 seconds: queries are stopped before, and loads told to be over. */
const timeoutSeconds = 24;
const loadMilliseconds = 26_000;
/** Nor does a function pass on more, around which there is some room. */
const loadBytes = largestBody - 100_000;

const telemetry = () => createTelemetry('dashboard-generator', process.env['SOPHIA_METRICS_NAMESPACE'] ?? 'Sophia');

async function open() {
  const [cloudSettings, settings] = [readCloudSettings(process.env), readDashboardSettings(process.env)];
  const opened = telemetry();
  const platform = await openCloudPlatform(cloudSettings, { telemetry: opened, parse: parsePrepared, timeoutSeconds });
  const limits = { loadMilliseconds, loadBytes };
  const dashboards = openDashboardCloud(platform, settings, { telemetry: opened, follow: false, ...limits });
  const version = process.env['AWS_LAMBDA_FUNCTION_VERSION'] ?? 'local';
  // Files don't pass the gateway whole, and an index of documents takes a process that stays.
  const documents = documentRoutes({ personas: platform.personas, servedAt: settings.SOPHIA_PAGE_URL });
  const routes = [...dashboards.routes, ...documents];
  // The document of the whole API is served here: who answers questions need not know of dashboards.
  const questions = orchestratorRoutes({ clock: platform.clock } as OrchestratorDependencies);
  const dependencies = { sessions: platform.sessions, log: opened.log, version, secureCookies: true };
  return { dashboards, app: createApi(dependencies, routes, documentOf([...questions, ...routes], version)) };
}

const cloud = once(open);

const answer = serve(async () => (await cloud()).app, telemetry);

/** The first round of a process: built-in dashboards are in place before anything looks at them. */
const install = once(async () => (await cloud()).dashboards.install());

async function round(): Promise<void> {
  const { dashboards } = await cloud();
  await install();
  await dashboards.round();
}

type Event = APIGatewayProxyEvent | Pick<ScheduledEvent, 'detail-type'>;

/** The API of dashboards behind API Gateway; and, called by a schedule, a round of what is due. */
export async function handler(event: Event, context: Context): Promise<APIGatewayProxyResult | undefined> {
  if (!('detail-type' in event)) return answer(event, context);
  await round().catch(error => {
    telemetry().log({ level: 'error', message: 'A round of alerts and reports failed', fault: faultOf(error) });
    throw error;
  });
  return undefined;
}
