import * as v from 'valibot';
import {
  type DocumentState,
  type KnownDocument,
  STATES,
  type StateChange,
  StateChangeSchema,
} from '../../core/knowledge/document.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge.ts';
import type { Connection } from './connection.ts';
import { sqliteInterest } from './knowledge-interest.ts';
import { audienceText, documentOf, rowNumber, viewerValues, visible } from './knowledge-rows.ts';
import { sqliteKnowledgeSearch } from './knowledge-search.ts';
import type { KnowledgeThread } from './knowledge-thread.ts';

/** Characters of a text whose words the index takes in without holding the event loop up: 25 ms at the very worst. */
const shortText = 50_000;

/**
 * Documents beside an index of their words; both change in one transaction.
 *
 * @param thread does what takes longer than a turn of the event loop may; nobody where nothing waits for it
 */
export function sqliteKnowledge(connection: Connection, thread?: KnowledgeThread): KnowledgeStore {
  const addChange = (id: string, change: StateChange) =>
    connection.change('INSERT INTO knowledge_changes (document_id, change) VALUES (?, ?)', id, JSON.stringify(change));
  /** Another document of the same content and audience that is there. */
  const other = (document: KnownDocument): string | undefined => {
    const row = connection.first(
      'SELECT id FROM knowledge_documents WHERE hash = ? AND audience = ? AND removed_at IS NULL AND id <> ?',
      document.hash,
      audienceText(document),
      document.id,
    );
    return row && String(row['id']);
  };

  const create: KnowledgeStore['create'] = (document, text, change) =>
    connection.write(() => {
      const taken = other(document);
      if (taken !== undefined) return taken;
      connection.change(
        `INSERT INTO knowledge_documents (id, hash, owner, audience, state, added_at, state_at, version, document)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[document.id, document.hash, document.owner, audienceText(document), document.state],
        ...[document.addedAt, document.stateAt, document.version, JSON.stringify(document)],
      );
      connection.change(
        `INSERT INTO knowledge_texts (rowid, title, name, text)
           SELECT number, ?, ?, ? FROM knowledge_documents WHERE id = ?`,
        ...[document.title, document.fileName, text, document.id],
      );
      addChange(document.id, change);
      return undefined;
    });

  const purge: KnowledgeStore['purge'] = before =>
    connection.write(() => {
      connection.change('DELETE FROM knowledge_searches WHERE at < ?', before);
      const gone = connection.all('SELECT number, hash FROM knowledge_documents WHERE removed_at < ?', before);
      for (const row of gone) {
        connection.change('DELETE FROM knowledge_texts WHERE rowid = ?', rowNumber(row));
        connection.change('DELETE FROM knowledge_documents WHERE number = ?', rowNumber(row));
      }
      const isUsed = (hash: string) =>
        connection.first('SELECT 1 FROM knowledge_documents WHERE hash = ?', hash) !== undefined;
      return [...new Set(gone.map(({ hash }) => String(hash)))].filter(hash => !isUsed(hash));
    });

  return {
    ...sqliteKnowledgeSearch(connection),
    ...sqliteInterest(connection),

    create: (document, text, change) =>
      thread && text.length > shortText ? thread.create(document, text, change) : create(document, text, change),

    get: id =>
      connection.read(() => {
        const row = connection.first('SELECT document FROM knowledge_documents WHERE id = ?', id);
        return row && documentOf(row);
      }),

    withHash: hash =>
      connection.read(() =>
        connection.all('SELECT document FROM knowledge_documents WHERE hash = ? ORDER BY number', hash).map(documentOf),
      ),

    list: (viewer, { state, limit, after }) =>
      connection.read(() =>
        connection
          .all(
            `SELECT d.document FROM knowledge_documents d
             WHERE ${visible} AND (?4 IS NULL OR d.state = ?4) AND (?5 IS NULL OR (d.state_at, d.number) <
               (SELECT state_at, number FROM knowledge_documents WHERE id = ?5))
             ORDER BY d.state_at DESC, d.number DESC LIMIT ?6`,
            ...viewerValues(viewer),
            ...[state ?? null, after ?? null, limit],
          )
          .map(documentOf),
      ),

    counts: viewer =>
      connection.read(() => {
        const rows = connection.all(
          `SELECT d.state, COUNT(*) AS count FROM knowledge_documents d WHERE ${visible} GROUP BY d.state`,
          ...viewerValues(viewer),
        );
        const found = new Map(rows.map(row => [String(row['state']), Number(row['count'])]));
        return Object.fromEntries(STATES.map(state => [state, found.get(state) ?? 0])) as Record<DocumentState, number>;
      }),

    replace: (document, version, change) =>
      connection.write(() => {
        if (document.removedAt === undefined && other(document) !== undefined) return 'taken';
        const changed = connection.change(
          `UPDATE knowledge_documents SET state = ?, state_at = ?, removed_at = ?, version = ?, document = ?
           WHERE id = ? AND version = ?`,
          ...[document.state, document.stateAt, document.removedAt ?? null, document.version],
          ...[JSON.stringify(document), document.id, version],
        );
        if (changed === 0) return 'stale';
        addChange(document.id, change);
        return 'done';
      }),

    history: id =>
      connection.read(() =>
        connection
          .all('SELECT change FROM knowledge_changes WHERE document_id = ? ORDER BY number', id)
          .map(row => v.parse(StateChangeSchema, JSON.parse(String(row['change'])))),
      ),

    purge: async before => {
      const gone = () => connection.first('SELECT 1 FROM knowledge_documents WHERE removed_at < ?', before);
      return thread && (await connection.read(gone)) ? thread.purge(before) : purge(before);
    },
  };
}
