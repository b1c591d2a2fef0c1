import type { DashboardRevision, DashboardStore, DashboardSummary } from '../../core/ports/stores.ts';
import type { Connection, Row } from './connection.ts';

const columns = 'dashboard_id, revision, at, by, operations, inverse, note';

function revisionOf(row: Row): DashboardRevision {
  return {
    dashboardId: String(row['dashboard_id']),
    revision: Number(row['revision']),
    at: String(row['at']),
    by: String(row['by']),
    operations: JSON.parse(String(row['operations'])),
    inverse: JSON.parse(String(row['inverse'])),
    ...(row['note'] === null ? {} : { note: String(row['note']) }),
    spec: row['spec'] === undefined ? null : JSON.parse(String(row['spec'])),
  };
}

/** Every revision whole: what was accepted reads the same whatever later versions make of operations. */
export function sqliteDashboards(connection: Connection): DashboardStore {
  const insert = (revision: DashboardRevision): void => {
    connection.change(
      `INSERT INTO dashboard_revisions (${columns}, spec) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      revision.dashboardId,
      revision.revision,
      revision.at,
      revision.by,
      JSON.stringify(revision.operations),
      JSON.stringify(revision.inverse),
      revision.note ?? null,
      JSON.stringify(revision.spec),
    );
  };

  /** The next revision of one that is there, or that was removed: then it is there again. */
  const advance = (revision: DashboardRevision, summary: DashboardSummary, removed: boolean): Promise<boolean> =>
    connection.write(() => {
      const moved = connection.change(
        `UPDATE dashboards SET revision = ?, summary = ?, removed = 0${removed ? ', since = revision + 1' : ''} WHERE id = ? AND revision = ? AND removed = ?`,
        revision.revision,
        JSON.stringify(summary),
        revision.dashboardId,
        revision.revision - 1,
        removed ? 1 : 0,
      );
      if (moved === 1) insert(revision);
      return moved === 1;
    });

  return {
    create: (revision, summary) =>
      connection.write(() => {
        const made = connection.change(
          'INSERT INTO dashboards (id, revision, summary) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
          summary.id,
          revision.revision,
          JSON.stringify(summary),
        );
        if (made === 1) insert(revision);
        return made === 1;
      }),
    get: id =>
      connection.read(() => {
        const row = connection.first(
          `SELECT ${columns}, spec, (SELECT since FROM dashboards WHERE id = ?1) AS since FROM dashboard_revisions
           WHERE dashboard_id = ?1 AND revision = (SELECT revision FROM dashboards WHERE id = ?1 AND removed = 0)`,
          id,
        );
        return row && { ...revisionOf(row), since: Number(row['since']) };
      }),
    list: () =>
      connection.read(() =>
        connection
          .all('SELECT summary FROM dashboards WHERE removed = 0 ORDER BY id')
          .map(row => JSON.parse(String(row['summary'])) as DashboardSummary),
      ),
    append: (revision, summary) => advance(revision, summary, false),
    revive: (revision, summary) => advance(revision, summary, true),
    at: (id, revision) =>
      connection.read(() => {
        const row = connection.first(
          `SELECT ${columns}, spec FROM dashboard_revisions WHERE dashboard_id = ? AND revision = ?`,
          id,
          revision,
        );
        return row && revisionOf(row);
      }),
    history: (id, { after = 0, before, limit }) =>
      connection.read(() =>
        connection
          .all(
            `SELECT ${columns} FROM dashboard_revisions
             WHERE dashboard_id = ? AND revision > ? AND revision < ? ORDER BY revision DESC LIMIT ?`,
            id,
            after,
            before ?? Number.MAX_SAFE_INTEGER,
            limit,
          )
          .map(revisionOf),
      ),
    remove: (id, revision) =>
      connection.write(
        () =>
          connection.change(
            'UPDATE dashboards SET removed = 1 WHERE id = ? AND revision = ? AND removed = 0',
            id,
            revision,
          ) === 1,
      ),
  };
}
