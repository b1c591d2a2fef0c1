import type { UsageEntry, UsageStore } from '../../core/ports/stores.ts';
import type { Connection } from './connection.ts';

/** Entries as they come; nothing waits for the disk. */
export function sqliteUsage(connection: Connection): UsageStore {
  return {
    record: entry =>
      connection.writeSoon(() => {
        connection.change(
          'INSERT INTO usage_entries (kind, dashboard_id, at, entry) VALUES (?, ?, ?, ?)',
          entry.kind,
          entry.dashboardId,
          entry.at,
          JSON.stringify(entry),
        );
      }),
    list: <K extends UsageEntry['kind']>({
      kind,
      from,
      to,
      dashboardId,
      limit,
    }: Parameters<UsageStore['list']>[0] & { kind: K }) =>
      connection.read(() =>
        connection
          .all(
            `SELECT entry FROM usage_entries
             WHERE kind = ?1 AND at BETWEEN ?2 AND ?3 AND (?4 IS NULL OR dashboard_id = ?4)
             ORDER BY at DESC, number DESC LIMIT ?5`,
            kind,
            from,
            to,
            dashboardId ?? null,
            limit,
          )
          .map(row => JSON.parse(String(row['entry'])) as Extract<UsageEntry, { kind: K }>),
      ),
    deleteBefore: at => connection.writeSoon(() => connection.change('DELETE FROM usage_entries WHERE at < ?', at)),
  };
}
