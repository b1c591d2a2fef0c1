import type { DocumentStore, KeptDocument } from '../../core/ports/documents.ts';
import type { Connection, Row } from './connection.ts';

const columns = 'kind, id, owner, subject, version, document, uses, used_at';

const documentOf = (row: Row): KeptDocument => ({
  kind: String(row['kind']),
  id: String(row['id']),
  owner: String(row['owner']),
  subject: String(row['subject']),
  version: Number(row['version']),
  document: JSON.parse(String(row['document'])),
  uses: Number(row['uses']),
  ...(row['used_at'] === null ? {} : { usedAt: String(row['used_at']) }),
});

/** Documents of many kinds in one table. */
export function sqliteDocuments(connection: Connection): DocumentStore {
  return {
    get: (kind, id) =>
      connection.read(() => {
        const row = connection.first(`SELECT ${columns} FROM documents WHERE kind = ? AND id = ?`, kind, id);
        return row && documentOf(row);
      }),
    list: (kind, { owner, subject } = {}) =>
      connection.read(() =>
        connection
          .all(
            `SELECT ${columns} FROM documents
             WHERE kind = ?1 AND (?2 IS NULL OR owner = ?2) AND (?3 IS NULL OR subject = ?3) ORDER BY id`,
            kind,
            owner ?? null,
            subject ?? null,
          )
          .map(documentOf),
      ),
    create: ({ kind, id, owner, subject, document }) =>
      connection.write(
        () =>
          connection.change(
            `INSERT INTO documents (kind, id, owner, subject, version, document) VALUES (?, ?, ?, ?, 1, ?)
             ON CONFLICT (kind, id) DO NOTHING`,
            kind,
            id,
            owner,
            subject,
            JSON.stringify(document),
          ) === 1,
      ),
    replace: (kind, id, version, document) =>
      connection.write(
        () =>
          connection.change(
            'UPDATE documents SET version = version + 1, document = ? WHERE kind = ? AND id = ? AND version = ?',
            JSON.stringify(document),
            kind,
            id,
            version,
          ) === 1,
      ),
    remove: (kind, id, version) =>
      connection.write(
        () =>
          connection.change('DELETE FROM documents WHERE kind = ? AND id = ? AND version = ?', kind, id, version) === 1,
      ),
    use: (kind, id, at) =>
      connection.write(
        () =>
          connection.change(
            'UPDATE documents SET uses = uses + 1, used_at = ? WHERE kind = ? AND id = ?',
            at,
            kind,
            id,
          ) === 1,
      ),
  };
}
