import { isSameTyping } from '../../core/knowledge/typing.ts';
import type { Gap, Interest, KnowledgeStore, PastSearch } from '../../core/ports/knowledge.ts';
import type { Connection, Row } from './connection.ts';
import { documentOf, viewerValues, visible } from './knowledge-rows.ts';

/** Shorter texts say nothing about what is missing. */
const shortestGap = 3;

/** How documents are looked for and opened, and what that says about them. */
export function sqliteInterest(
  connection: Connection,
): Pick<KnowledgeStore, 'noteSearch' | 'noteOpening' | 'interest' | 'gaps'> {
  return {
    noteSearch: search => connection.writeSoon(() => noteSearch(connection, search)),
    noteOpening: (id, username, at) =>
      connection.writeSoon(() => {
        connection.change(
          'INSERT INTO knowledge_openings (document_id, username, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
          ...[id, username, at.slice(0, 10)],
        );
      }),

    interest: (viewer, { state, since, before, newestFirst, limit }) =>
      connection.read(() =>
        connection
          .all(
            `SELECT d.document, COUNT(DISTINCT s.number) AS searches, COUNT(DISTINCT s.username) AS searchers,
               (SELECT COUNT(*) FROM knowledge_openings o
                WHERE o.document_id = d.id AND o.day >= substr(?7, 1, 10)) AS openings,
               (SELECT COUNT(DISTINCT o.username) FROM knowledge_openings o
                WHERE o.document_id = d.id AND o.day >= substr(?7, 1, 10)) AS readers
             FROM knowledge_documents d
             LEFT JOIN (SELECT number, username, value AS id FROM knowledge_searches, json_each(top) WHERE at >= ?7) s
               ON s.id = d.id
             WHERE ${visible} AND d.state = ?4 AND (?5 IS NULL OR d.state_at < ?5)
             GROUP BY d.number
             ORDER BY searches + openings DESC, CASE WHEN ?6 THEN d.state_at END DESC, d.state_at, d.number LIMIT ?8`,
            ...viewerValues(viewer),
            ...[state, before ?? null, newestFirst ? 1 : 0, since, limit],
          )
          .map(interestOf),
      ),

    gaps: (viewer, { since, limit }) =>
      connection.read(() =>
        connection
          .all(
            `SELECT MIN(text) AS text, COUNT(*) AS searches, COUNT(DISTINCT username) AS searchers, MAX(at) AS last_at
             FROM knowledge_searches s
             WHERE found = 0 AND at >= ?4 AND length(text) >= ?5 AND (?1 OR username = ?2 OR EXISTS (
               SELECT 1 FROM json_each(s.personas) a JOIN json_each(?3) p ON a.value = p.value))
             GROUP BY lower(text) ORDER BY searches DESC, last_at DESC LIMIT ?6`,
            ...viewerValues(viewer),
            ...[since, shortestGap, limit],
          )
          .map(gapOf),
      ),
  };
}

function noteSearch(connection: Connection, { username, personas, at, text, found, top }: PastSearch): void {
  const last = connection.first(
    'SELECT number, at, text FROM knowledge_searches WHERE username = ? ORDER BY number DESC LIMIT 1',
    username,
  );
  const values = [JSON.stringify(personas), at, text, found, JSON.stringify(top)];
  if (last && isSameTyping({ at: String(last['at']), text: String(last['text']) }, { at, text })) {
    connection.change(
      'UPDATE knowledge_searches SET personas = ?, at = ?, text = ?, found = ?, top = ? WHERE number = ?',
      ...values,
      Number(last['number']),
    );
    return;
  }
  connection.change(
    'INSERT INTO knowledge_searches (username, personas, at, text, found, top) VALUES (?, ?, ?, ?, ?, ?)',
    username,
    ...values,
  );
}

const interestOf = (row: Row): Interest => ({
  document: documentOf(row),
  searches: Number(row['searches']),
  searchers: Number(row['searchers']),
  openings: Number(row['openings']),
  readers: Number(row['readers']),
});

const gapOf = (row: Row): Gap => ({
  text: String(row['text']),
  searches: Number(row['searches']),
  searchers: Number(row['searchers']),
  lastAt: String(row['last_at']),
});
