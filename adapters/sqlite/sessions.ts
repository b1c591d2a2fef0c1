import type { Session, SessionStore } from '../../core/ports/stores.ts';
import type { Connection, Row } from './connection.ts';

const columns = 'id, username, persona, created_at, expires_at, refresh_hash, revoked_at';

function sessionOf(row: Row): Session {
  return {
    id: String(row['id']),
    username: String(row['username']),
    persona: String(row['persona']),
    createdAt: String(row['created_at']),
    expiresAt: String(row['expires_at']),
    ...(row['refresh_hash'] === null ? {} : { refreshHash: String(row['refresh_hash']) }),
    ...(row['revoked_at'] === null ? {} : { revokedAt: String(row['revoked_at']) }),
  };
}

const valuesOf = (session: Session) =>
  [
    session.id,
    session.username,
    session.persona,
    session.createdAt,
    session.expiresAt,
    session.refreshHash ?? null,
    session.revokedAt ?? null,
  ] as const;

export function sqliteSessions(connection: Connection): SessionStore {
  return {
    put: session =>
      connection.write(() => {
        connection.change(
          `INSERT OR REPLACE INTO sessions (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
          ...valuesOf(session),
        );
      }),
    get: id =>
      connection.read(() => {
        const row = connection.first(`SELECT ${columns} FROM sessions WHERE id = ?`, id);
        return row && sessionOf(row);
      }),
    rotate: (id, expected, next) =>
      connection.write(
        () =>
          connection.change(
            `UPDATE sessions SET (${columns}) = (?, ?, ?, ?, ?, ?, ?)
             WHERE id = ? AND refresh_hash = ? AND revoked_at IS NULL`,
            ...valuesOf(next),
            id,
            expected,
          ) === 1,
      ),
    revoke: (id, at) =>
      connection.write(() => {
        connection.change(
          'UPDATE sessions SET revoked_at = coalesce(revoked_at, ?), refresh_hash = NULL WHERE id = ?',
          at,
          id,
        );
      }),
    deleteExpired: now => connection.write(() => connection.change('DELETE FROM sessions WHERE expires_at <= ?', now)),
  };
}
