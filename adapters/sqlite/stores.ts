import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SophiaError } from '../../core/errors.ts';
import type { DocumentStore, Journal, Leases } from '../../core/ports/documents.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge.ts';
import type {
  AuditLog,
  ConversationStore,
  DashboardStore,
  Ledger,
  SessionStore,
  UsageStore,
} from '../../core/ports/stores.ts';
import { sqliteAudit } from './audit.ts';
import { openConnection } from './connection.ts';
import { sqliteConversations } from './conversations.ts';
import { sqliteDashboards } from './dashboards.ts';
import { sqliteDocuments } from './documents.ts';
import { sqliteJournal } from './journal.ts';
import { sqliteKnowledge } from './knowledge.ts';
import { knowledgeThread } from './knowledge-thread.ts';
import { sqliteLeases } from './leases.ts';
import { sqliteLedger } from './ledger.ts';
import { sqliteSessions } from './sessions.ts';
import { sqliteUsage } from './usage.ts';

export interface SqliteOptions {
  /** Folder of the state file `sophia.db`; made when missing. Several processes may share it. */
  readonly directory: string;
  /** Bytes beyond which the file does not grow (`storage.full`); no limit by default. */
  readonly maximumBytes?: number | undefined;
}

/** Everything that must survive a restart. */
export interface Stores {
  readonly sessions: SessionStore;
  readonly conversations: ConversationStore;
  readonly dashboards: DashboardStore;
  readonly ledger: Ledger;
  readonly audit: AuditLog;
  readonly documents: DocumentStore;
  readonly journal: Journal;
  readonly leases: Leases;
  readonly usage: UsageStore;
  readonly knowledge: KnowledgeStore;
  close(): Promise<void>;
}

/**
 * Opens the stores in one SQLite file. A promise of theirs resolves when the write is on the disk; two processes on
 * one folder work side by side.
 *
 * @throws SophiaError storage.corrupt, storage.newer, storage.full, storage.failed
 */
export async function openSqliteStores({ directory, maximumBytes }: SqliteOptions): Promise<Stores> {
  const path = join(directory, 'sophia.db');
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
    throw new SophiaError('storage.failed', [], { store: directory, reason: cause.code ?? 'unknown' }, { cause });
  });
  const connection = await openConnection(path, path, maximumBytes);
  const thread = knowledgeThread({ path, store: path, maximumBytes });
  return {
    sessions: sqliteSessions(connection),
    conversations: sqliteConversations(connection),
    dashboards: sqliteDashboards(connection),
    ledger: sqliteLedger(connection),
    audit: sqliteAudit(connection),
    documents: sqliteDocuments(connection),
    journal: sqliteJournal(connection),
    leases: sqliteLeases(connection),
    usage: sqliteUsage(connection),
    knowledge: sqliteKnowledge(connection, thread),
    async close() {
      await thread.close();
      await connection.close();
    },
  };
}
