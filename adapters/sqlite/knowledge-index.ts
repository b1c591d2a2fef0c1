import type { KnownDocument } from '../../core/knowledge/document.ts';
import type { KnowledgeStore, PastSearch } from '../../core/ports/knowledge.ts';
import { type Connection, openMemory } from './connection.ts';
import { sqliteKnowledge } from './knowledge.ts';
import { audienceText, documentOf } from './knowledge-rows.ts';

/** A document as the index takes it in. */
export interface IndexEntry {
  readonly document: KnownDocument;
  /** Its place among all that were ever added, from 1: it orders what is equal otherwise. */
  readonly number: number;
  /** Needed for one that the index does not have yet; texts never change. */
  readonly text?: string | undefined;
}

/** One that somebody opened, on a day (`2026-01-31`). */
export interface Opening {
  readonly documentId: string;
  readonly username: string;
  readonly day: string;
}

/** Searches and openings. */
export interface Use {
  readonly searches: readonly PastSearch[];
  readonly openings: readonly Opening[];
}

type Asked = Pick<KnowledgeStore, 'list' | 'counts' | 'search' | 'text' | 'interest' | 'gaps'>;

/** What can be asked of documents that are kept elsewhere: the searches and lists of the SQLite store, in memory. */
export interface KnowledgeIndex extends Asked {
  /** Takes documents in as they are now, in the order of their changes. */
  put(entries: readonly IndexEntry[]): Promise<void>;
  /** Those that were removed before an instant. */
  removedBefore(before: string): Promise<readonly KnownDocument[]>;
  drop(ids: readonly string[]): Promise<void>;
  /** Puts this in place of all that was known of the use since a day, and forgets what was before the oldest. */
  putUse(oldest: string, day: string, use: Use): Promise<void>;
}

/** An index with nothing in it. */
export async function openKnowledgeIndex(): Promise<KnowledgeIndex> {
  const connection = await openMemory('The index of documents');
  // Which content is there once, is decided where the documents are kept.
  await connection.write(() => connection.change('DROP INDEX knowledge_contents'));
  const { list, counts, search, text, interest, gaps } = sqliteKnowledge(connection);
  return {
    ...{ list, counts, search, text, interest, gaps },
    put: entries =>
      connection.write(() => {
        for (const entry of entries) putEntry(connection, entry);
      }),
    removedBefore: before =>
      connection.read(() =>
        connection.all('SELECT document FROM knowledge_documents WHERE removed_at < ?', before).map(documentOf),
      ),
    drop: ids =>
      connection.write(() => {
        for (const id of ids) dropEntry(connection, id);
      }),
    putUse: (oldest, day, use) => connection.write(() => putUse(connection, oldest, day, use)),
  };
}

function putEntry(connection: Connection, { document, number, text }: IndexEntry): void {
  const { id, state, stateAt, removedAt, version } = document;
  const changed = connection.change(
    `UPDATE knowledge_documents SET state = ?, state_at = ?, removed_at = ?, version = ?, document = ? WHERE id = ?`,
    ...[state, stateAt, removedAt ?? null, version, JSON.stringify(document), id],
  );
  if (changed > 0) return;
  const { hash, owner, addedAt, title, fileName } = document;
  connection.change(
    `INSERT INTO knowledge_documents
       (number, id, hash, owner, audience, state, added_at, state_at, removed_at, version, document)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[number, id, hash, owner, audienceText(document), state, addedAt, stateAt, removedAt ?? null, version],
    JSON.stringify(document),
  );
  connection.change(
    'INSERT INTO knowledge_texts (rowid, title, name, text) VALUES (?, ?, ?, ?)',
    ...[BigInt(number), title, fileName, text ?? ''],
  );
}

function dropEntry(connection: Connection, id: string): void {
  connection.change(
    'DELETE FROM knowledge_texts WHERE rowid = (SELECT number FROM knowledge_documents WHERE id = ?)',
    id,
  );
  connection.change('DELETE FROM knowledge_documents WHERE id = ?', id);
}

function putUse(connection: Connection, oldest: string, since: string, { searches, openings }: Use): void {
  connection.change('DELETE FROM knowledge_searches WHERE at < ? OR at >= ?', oldest, since);
  connection.change('DELETE FROM knowledge_openings WHERE day < ? OR day >= ?', oldest, since);
  for (const { username, personas, at, text, found, top } of searches) {
    connection.change(
      'INSERT INTO knowledge_searches (username, personas, at, text, found, top) VALUES (?, ?, ?, ?, ?, ?)',
      ...[username, JSON.stringify(personas), at, text, found, JSON.stringify(top)],
    );
  }
  for (const { documentId, username, day } of openings) {
    // Of one that is gone by now nothing is told any more.
    connection.change(
      `INSERT INTO knowledge_openings (document_id, username, day)
       SELECT id, ?, ? FROM knowledge_documents WHERE id = ? ON CONFLICT DO NOTHING`,
      ...[username, day, documentId],
    );
  }
}
