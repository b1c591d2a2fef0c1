import type { Answerer } from '../../../core/answer/answerer.ts';
import type { Executor } from '../../../core/answer/execute.ts';
import type { Planners } from '../../../core/answer/planners.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import type { ModelService } from '../../../core/language-model/asker.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { DocumentStore, Journal, Leases } from '../../../core/ports/documents.ts';
import type { QueryEngine } from '../../../core/ports/query-engine.ts';
import type { AuditLog, DashboardStore, Ledger, UsageStore } from '../../../core/ports/stores.ts';
import type { Models } from '../../../core/semantic/models.ts';
import type { ResolvedModel } from '../../../core/semantic/resolve/types.ts';

/** What dashboards and all that belongs to them need of a platform: on one machine and on AWS alike. */
export interface DashboardPlatform {
  /** The first of the models. */
  readonly model: ResolvedModel;
  readonly models: Models;
  readonly personas: readonly Persona[];
  readonly engine: QueryEngine;
  readonly stores: DashboardStores;
  readonly executor: Executor;
  readonly planners: Planners;
  readonly answerer: Answerer;
  readonly clock: Clock;
  /** Asked for what rules can't make of words; nobody when left out. */
  readonly modelService?: ModelService | undefined;
}

export interface DashboardStores {
  readonly dashboards: DashboardStore;
  readonly documents: DocumentStore;
  readonly journal: Journal;
  readonly leases: Leases;
  readonly usage: UsageStore;
  readonly ledger: Ledger;
  readonly audit: AuditLog;
}
