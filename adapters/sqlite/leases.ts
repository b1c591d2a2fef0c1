import type { Leases } from '../../core/ports/documents.ts';
import type { Connection } from './connection.ts';

/** Leases among the processes that share the file. */
export function sqliteLeases(connection: Connection): Leases {
  return {
    take: (name, holder, now, until) =>
      connection.write(
        () =>
          connection.change(
            `INSERT INTO leases (name, holder, until) VALUES (?1, ?2, ?4)
             ON CONFLICT (name) DO UPDATE SET holder = ?2, until = ?4 WHERE holder = ?2 OR until <= ?3`,
            name,
            holder,
            now,
            until,
          ) === 1,
      ),
    release: (name, holder) =>
      connection.write(() => {
        connection.change('DELETE FROM leases WHERE name = ? AND holder = ?', name, holder);
      }),
  };
}
