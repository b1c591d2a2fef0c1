import type { KnowledgeStore } from '../../core/ports/knowledge.ts';
import type { Connection } from './connection.ts';
import { type Match, matchOf } from './knowledge-match.ts';
import { documentOf, viewerValues, visible } from './knowledge-rows.ts';

/** How much a word counts in a title and in a file's name, where one in the text counts once. */
const weights = { title: 8, name: 3, text: 1 };

/** Full-text search by FTS5: accents and letter case don't matter, better places count more (BM25). */
export function sqliteKnowledgeSearch(connection: Connection): Pick<KnowledgeStore, 'search' | 'text'> {
  return {
    search: (viewer, query, { state, limit, offset }) =>
      connection.read(() => {
        const match = matchOf(query);
        const values = [...viewerValues(viewer), state ?? null, match.all ?? null, match.none ?? null] as const;
        const from = `${sourceOf(match)} WHERE ${conditionOf(match)}`;
        const total = Number(connection.first(`SELECT COUNT(*) AS total ${from}`, ...values)?.['total']);
        const order = match.all === undefined ? 'd.state_at DESC' : `bm25(knowledge_texts, ${Object.values(weights)})`;
        const rows = connection.all(
          `SELECT d.document ${from} ORDER BY ${order}, d.number DESC LIMIT ?7 OFFSET ?8`,
          ...values,
          limit,
          offset,
        );
        return { total, documents: rows.map(documentOf) };
      }),

    text: id =>
      connection.read(() => {
        const row = connection.first(
          'SELECT text FROM knowledge_texts WHERE rowid = (SELECT number FROM knowledge_documents WHERE id = ?)',
          id,
        );
        return row && String(row['text']);
      }),
  };
}

const sourceOf = ({ all }: Match): string =>
  all === undefined
    ? 'FROM knowledge_documents d'
    : 'FROM knowledge_texts JOIN knowledge_documents d ON d.number = knowledge_texts.rowid';

/** Each value has its number whether it is asked for or not: ?4 the state, ?5 what must be there, ?6 what must not. */
function conditionOf({ all, none }: Match): string {
  const without = 'd.number NOT IN (SELECT rowid FROM knowledge_texts WHERE knowledge_texts MATCH ?6)';
  return [
    visible,
    `CASE WHEN ?4 IS NULL THEN d.state <> 'rejected' ELSE d.state = ?4 END`,
    all === undefined ? '?5 IS NULL' : 'knowledge_texts MATCH ?5',
    none === undefined ? '?6 IS NULL' : without,
  ].join(' AND ');
}
