import type { Journal } from '../../core/ports/documents.ts';
import type { Connection } from './connection.ts';

/** What happened, stream by stream; the file itself refuses to change an entry. */
export function sqliteJournal(connection: Connection): Journal {
  return {
    append: (stream, at, entry) =>
      connection.write(() => {
        connection.change(
          'INSERT INTO journal (stream, at, entry) VALUES (?, ?, ?)',
          stream,
          at,
          JSON.stringify(entry),
        );
      }),
    list: (stream, { limit, before }) =>
      connection.read(() =>
        connection
          .all(
            'SELECT number, at, entry FROM journal WHERE stream = ? AND number < ? ORDER BY number DESC LIMIT ?',
            stream,
            before === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(before, 10) || 0,
            limit,
          )
          .map(row => ({
            cursor: String(row['number']),
            at: String(row['at']),
            entry: JSON.parse(String(row['entry'])),
          })),
      ),
  };
}
