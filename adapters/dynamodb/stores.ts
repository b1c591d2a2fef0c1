import type { DocumentStore, Journal, Leases } from '../../core/ports/documents.ts';
import type {
  AuditLog,
  ConversationStore,
  DashboardStore,
  Ledger,
  SessionStore,
  UsageStore,
} from '../../core/ports/stores.ts';
import type { AwsOptions } from '../aws/client-options.ts';
import { dynamoAudit } from './audit.ts';
import { dynamoConversations } from './conversations.ts';
import { dynamoDashboards } from './dashboards.ts';
import { dynamoDocuments } from './documents.ts';
import { dynamoJournal } from './journal.ts';
import { dynamoLeases } from './leases.ts';
import { dynamoLedger } from './ledger.ts';
import { dynamoSessions } from './sessions.ts';
import { Table, type TableOptions } from './table.ts';
import { dynamoUsage } from './usage.ts';

export interface DynamoOptions extends AwsOptions {
  /** Names of the tables; each has the keys `pk` and `sk` and the TTL attribute `expires_at`. */
  readonly tables: Readonly<Record<'sessions' | 'conversations' | 'ledger' | 'audit', string>> & {
    /** Only where dashboards are kept, with what people keep beside them. */
    readonly dashboards?: string | undefined;
  };
  /** Days that conversations are kept. Default 400. */
  readonly conversationDays?: number | undefined;
  /** Days that it is kept how dashboards were used. Default 90. */
  readonly usageDays?: number | undefined;
}

/** Everything that must survive a restart. */
export interface DynamoStores {
  readonly sessions: SessionStore;
  readonly conversations: ConversationStore;
  /** There when their table was named. */
  readonly dashboards?: DashboardStore | undefined;
  /** In the table of dashboards, under keys of their own; there when it was named. */
  readonly documents?: DocumentStore | undefined;
  readonly journal?: Journal | undefined;
  readonly leases?: Leases | undefined;
  readonly usage?: UsageStore | undefined;
  readonly ledger: Ledger;
  readonly audit: AuditLog;
  close(): Promise<void>;
}

/**
 * The stores in DynamoDB. Nothing is asked until something is; their methods fail with storage.failed when the service
 * is denied, does not answer, or is throttled for longer than it is worth waiting.
 */
export function openDynamoStores({
  tables,
  conversationDays = 400,
  usageDays = 90,
  ...aws
}: DynamoOptions): DynamoStores {
  const open = (table: string) => new Table({ ...aws, table });
  const { sessions, conversations, ledger, audit } = {
    sessions: open(tables.sessions),
    conversations: open(tables.conversations),
    ledger: open(tables.ledger),
    audit: open(tables.audit),
  };
  const dashboards = tables.dashboards === undefined ? undefined : open(tables.dashboards);
  return {
    sessions: dynamoSessions(sessions),
    conversations: dynamoConversations(conversations, conversationDays),
    ...(dashboards && {
      dashboards: dynamoDashboards(dashboards),
      documents: dynamoDocuments(dashboards),
      journal: dynamoJournal(dashboards),
      leases: dynamoLeases(dashboards),
      usage: dynamoUsage(dashboards, usageDays),
    }),
    ledger: dynamoLedger(ledger),
    audit: dynamoAudit(audit),
    async close() {
      await Promise.all([sessions, conversations, ledger, audit, dashboards].map(table => table?.close()));
    },
  };
}

/** The audit log alone, for what writes nothing else. */
export const openDynamoAudit = (options: TableOptions): AuditLog => dynamoAudit(new Table(options));
