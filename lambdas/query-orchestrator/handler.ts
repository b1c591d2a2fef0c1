import { parsePrepared } from '../../core/semantic/model/prepared.ts';
import { serve, sourceAddress } from '../serve.ts';
import { createTelemetry } from '../telemetry.ts';
import { createApi, orchestratorRoutes } from './app.ts';
import { openCloud } from './cloud.ts';
import { readCloudSettings } from './settings.ts';

/** API Gateway gives up after 29 seconds: a query is stopped before, so that the asker is told. */
const timeoutSeconds = 24;
const waitSeconds = 28;

const telemetry = () => createTelemetry('query-orchestrator', process.env['SOPHIA_METRICS_NAMESPACE'] ?? 'Sophia');

/** The API of questions behind API Gateway. */
export const handler = serve(async () => {
  const { dependencies } = await openCloud(readCloudSettings(process.env), {
    telemetry: telemetry(),
    parse: parsePrepared,
    version: process.env['AWS_LAMBDA_FUNCTION_VERSION'] ?? 'local',
    timeoutSeconds,
    waitSeconds,
    // A function does nothing once it has answered.
    alwaysWait: true,
    addressOf: sourceAddress,
  });
  // The document of the whole API is served by the function that makes dashboards, which knows their routes too.
  return createApi(dependencies, orchestratorRoutes(dependencies));
}, telemetry);
