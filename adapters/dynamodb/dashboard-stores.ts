import type { DocumentStore, Journal, Leases } from '../../core/ports/documents.ts';
import type { DashboardStore, UsageStore } from '../../core/ports/stores.ts';
import { dynamoDashboards } from './dashboards.ts';
import { dynamoDocuments } from './documents.ts';
import { dynamoJournal } from './journal.ts';
import { dynamoLeases } from './leases.ts';
import { Table, type TableOptions } from './table.ts';
import { dynamoUsage } from './usage.ts';

export interface DashboardStoresOptions extends TableOptions {
  /** Days that it is kept how dashboards were used. Default 90. */
  readonly usageDays?: number | undefined;
}

/** What is kept where dashboards are served. */
export interface DynamoDashboardStores {
  readonly dashboards: DashboardStore;
  readonly documents: DocumentStore;
  readonly journal: Journal;
  readonly leases: Leases;
  readonly usage: UsageStore;
  close(): Promise<void>;
}

/**
 * Dashboards and what people keep beside them, in one table of DynamoDB, each kind under keys of its own. Apart from the
 * other stores: who only answers questions needs none of it.
 */
export function openDashboardStores({ usageDays = 90, ...options }: DashboardStoresOptions): DynamoDashboardStores {
  const table = new Table(options);
  return {
    dashboards: dynamoDashboards(table),
    documents: dynamoDocuments(table),
    journal: dynamoJournal(table),
    leases: dynamoLeases(table),
    usage: dynamoUsage(table, usageDays),
    close: () => table.close(),
  };
}
