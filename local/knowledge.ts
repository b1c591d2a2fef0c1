import { createTextExtractor } from '../adapters/extraction/extractor.ts';
import { createKnowledge } from '../core/knowledge/knowledge.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import type { Scheduler } from '../core/ports/scheduler.ts';
import { startRounds } from '../lambdas/dashboard-generator/platform/rounds.ts';
import { documentRoutes } from '../lambdas/dashboard-generator/routes/documents.ts';
import type { LogEntry } from '../lambdas/query-orchestrator/dependencies.ts';
import { faultOf } from '../lambdas/query-orchestrator/problem.ts';
import type { Route } from '../lambdas/query-orchestrator/route.ts';
import type { Platform } from './platform.ts';

export interface LocalKnowledgeOptions {
  /** Where the files lie. */
  readonly objects: ObjectStore;
  readonly scheduler: Scheduler;
  log(entry: LogEntry): void;
}

export interface LocalKnowledge {
  readonly routes: readonly Route[];
  stop(): Promise<void>;
}

/** Milliseconds between two looks for what was removed long ago. */
const everyMilliseconds = 6 * 60 * 60 * 1_000;

/** The documents of a platform, served beside its questions. */
export function openLocalKnowledge(
  { stores, personas, clock }: Platform,
  { objects, scheduler, log }: LocalKnowledgeOptions,
): LocalKnowledge {
  const { knowledge: store, audit } = stores;
  const knowledge = createKnowledge({ store, objects, extractor: createTextExtractor(), audit, clock, personas });
  const rounds = startRounds({
    scheduler,
    milliseconds: everyMilliseconds,
    work: () => knowledge.purge(),
    onFault: error => log({ level: 'error', message: 'Removed documents could not be purged', fault: faultOf(error) }),
  });
  return { routes: documentRoutes({ knowledge, personas }), stop: rounds.stop };
}
