import { totalmem } from 'node:os';
import { openDynamoKnowledge } from '../../adapters/dynamodb/knowledge.ts';
import { createTextExtractor } from '../../adapters/extraction/extractor.ts';
import { openS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { createKnowledge } from '../../core/knowledge/knowledge.ts';
import { systemScheduler } from '../../core/ports/scheduler.ts';
import { startRounds } from '../../lambdas/dashboard-generator/platform/rounds.ts';
import { documentRoutes } from '../../lambdas/dashboard-generator/routes/documents.ts';
import type { DashboardSettings } from '../../lambdas/dashboard-generator/settings.ts';
import type { CloudPlatform } from '../../lambdas/query-orchestrator/cloud/platform.ts';
import { faultOf } from '../../lambdas/query-orchestrator/problem.ts';
import type { Route } from '../../lambdas/query-orchestrator/route.ts';
import type { Telemetry } from '../../lambdas/telemetry.ts';

export interface KnowledgeCloud {
  readonly routes: readonly Route[];
  /** Ends what goes on by itself. */
  stop(): Promise<void>;
  /** Lets go of the store. */
  close(): Promise<void>;
}

/** Milliseconds between two looks for what was removed long ago. */
const everyMilliseconds = 6 * 60 * 60 * 1_000;

/** The load balancer waits for 65 seconds, in which a file waits for two others and is read. */
const readingMilliseconds = 20_000;
const queue = { atOnce: 1, waiting: 2 };

/** Bytes that reading a file may take: a third of what the task has, beside the server and its index. */
const readingMemory = (): number => {
  const most = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.min(768 * 1024 ** 2, Math.floor(most / 3));
};

/**
 * Documents on AWS. Where there is no bucket for them, their routes say so.
 *
 * @param bucket of files and texts; the rest is in the table of dashboards
 */
export function openKnowledgeCloud(
  { stores: { audit }, personas, clock }: CloudPlatform,
  settings: DashboardSettings,
  { bucket, telemetry: { log } }: { readonly bucket: string | undefined; readonly telemetry: Telemetry },
): KnowledgeCloud {
  if (bucket === undefined) {
    const nothing = async () => undefined;
    return { routes: documentRoutes({ personas }), stop: nothing, close: nothing };
  }
  const endpoint = settings.AWS_ENDPOINT_URL_S3 ?? settings.AWS_ENDPOINT_URL;
  const objects = openS3ObjectStore({ bucket, endpoint });
  const store = openDynamoKnowledge({ table: settings.SOPHIA_DASHBOARDS_TABLE, objects });
  const extractor = createTextExtractor({ milliseconds: readingMilliseconds, memory: readingMemory() }, queue);
  const knowledge = createKnowledge({ store, objects, extractor, audit, clock, personas });
  const onFault = (message: string) => (error: unknown) => log({ level: 'error', message, fault: faultOf(error) });
  const rounds = startRounds({
    scheduler: systemScheduler,
    milliseconds: everyMilliseconds,
    work: () => knowledge.purge(),
    onFault: onFault('Removed documents could not be purged'),
  });
  // The first who searches need not wait for it.
  store.follow().catch(onFault('Documents could not be read in; the next request tries again'));
  return { routes: documentRoutes({ knowledge, personas }), stop: rounds.stop, close: store.close };
}
