import type { AuditLog, ConversationStore, Ledger, SessionStore } from '../../core/ports/stores.ts';
import type { AwsOptions } from '../aws/client-options.ts';
import { dynamoAudit } from './audit.ts';
import { dynamoConversations } from './conversations.ts';
import { dynamoLedger } from './ledger.ts';
import { dynamoSessions } from './sessions.ts';
import { Table, type TableOptions } from './table.ts';

export interface DynamoOptions extends AwsOptions {
  /** Names of the tables; each has the keys `pk` and `sk` and the TTL attribute `expires_at`. */
  readonly tables: Readonly<Record<'sessions' | 'conversations' | 'ledger' | 'audit', string>>;
  /** Days that conversations are kept. Default 400. */
  readonly conversationDays?: number | undefined;
}

/** What must survive a restart of who answers questions. */
export interface DynamoStores {
  readonly sessions: SessionStore;
  readonly conversations: ConversationStore;
  readonly ledger: Ledger;
  readonly audit: AuditLog;
  close(): Promise<void>;
}

/**
 * The stores in DynamoDB. Nothing is asked until something is; their methods fail with storage.failed when the service
 * is denied, does not answer, or is throttled for longer than it is worth waiting.
 */
export function openDynamoStores({ tables, conversationDays = 400, ...aws }: DynamoOptions): DynamoStores {
  const open = (table: string) => new Table({ ...aws, table });
  const { sessions, conversations, ledger, audit } = {
    sessions: open(tables.sessions),
    conversations: open(tables.conversations),
    ledger: open(tables.ledger),
    audit: open(tables.audit),
  };
  return {
    sessions: dynamoSessions(sessions),
    conversations: dynamoConversations(conversations, conversationDays),
    ledger: dynamoLedger(ledger),
    audit: dynamoAudit(audit),
    async close() {
      await Promise.all([sessions, conversations, ledger, audit].map(table => table.close()));
    },
  };
}

/** The audit log alone, for what writes nothing else. */
export const openDynamoAudit = (options: TableOptions): AuditLog => dynamoAudit(new Table(options));
