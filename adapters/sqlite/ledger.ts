import type { Ledger, LedgerEntry } from '../../core/ports/stores.ts';
import type { Connection, Row } from './connection.ts';

const columns = 'query_id, username, persona, day, model, database, compute, bytes_scanned, cached, at';

/** A reservation this old belongs to a process that died: no query runs so long. Milliseconds. */
const forgottenAfter = 3_600_000;

function entryOf(row: Row): LedgerEntry {
  return {
    queryId: String(row['query_id']),
    username: String(row['username']),
    persona: String(row['persona']),
    day: String(row['day']),
    model: Number(row['model']),
    database: Number(row['database']),
    compute: Number(row['compute']),
    bytesScanned: Number(row['bytes_scanned']),
    cached: row['cached'] === 1,
    at: String(row['at']),
  };
}

/** What is spent and set aside on a persona's day, in micro-dollars. */
function committed(connection: Connection, persona: string, day: string): number {
  const row = connection.first(
    `SELECT
       (SELECT coalesce(sum(model + database + compute), 0) FROM ledger_entries WHERE persona = ?1 AND day = ?2)
     + (SELECT coalesce(sum(amount), 0) FROM reservations WHERE persona = ?1 AND day = ?2) AS amount`,
    persona,
    day,
  );
  return Number(row?.['amount']);
}

/**
 * Nothing here waits for the disk: a reservation is worth nothing once its process is gone, and what a run cost comes
 * before its answer, whose own write waits for both.
 */
export function sqliteLedger(connection: Connection): Ledger {
  const forget = (queryId: string): number => connection.change('DELETE FROM reservations WHERE query_id = ?', queryId);

  return {
    reserve: ({ queryId, persona, day, amount, limit, at }) =>
      connection.writeSoon(() => {
        const oldest = new Date(Date.parse(at) - forgottenAfter).toISOString();
        connection.change('DELETE FROM reservations WHERE at < ?', oldest);
        forget(queryId);
        if (committed(connection, persona, day) + amount > limit) return false;
        connection.change(
          'INSERT INTO reservations (query_id, persona, day, amount, at) VALUES (?, ?, ?, ?, ?)',
          queryId,
          persona,
          day,
          amount,
          at,
        );
        return true;
      }),
    settle: entry =>
      connection.writeSoon(() => {
        forget(entry.queryId);
        connection.change(
          `INSERT OR REPLACE INTO ledger_entries (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          entry.queryId,
          entry.username,
          entry.persona,
          entry.day,
          entry.model,
          entry.database,
          entry.compute,
          entry.bytesScanned,
          entry.cached ? 1 : 0,
          entry.at,
        );
      }),
    release: queryId =>
      connection.writeSoon(() => {
        forget(queryId);
      }),
    entry: queryId =>
      connection.read(() => {
        const row = connection.first(`SELECT ${columns} FROM ledger_entries WHERE query_id = ?`, queryId);
        return row && entryOf(row);
      }),
    daily: ({ from, to, username, persona }) =>
      connection.read(() =>
        connection
          .all(
            `SELECT day, persona, count(*) AS queries, sum(cached) AS cached, sum(model) AS model,
               sum(database) AS database, sum(compute) AS compute, sum(bytes_scanned) AS bytes_scanned
             FROM ledger_entries
             WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR username = ?3) AND (?4 IS NULL OR persona = ?4)
             GROUP BY day, persona ORDER BY day, persona`,
            from,
            to,
            username ?? null,
            persona ?? null,
          )
          .map(row => ({
            day: String(row['day']),
            persona: String(row['persona']),
            queries: Number(row['queries']),
            cached: Number(row['cached']),
            model: Number(row['model']),
            database: Number(row['database']),
            compute: Number(row['compute']),
            bytesScanned: Number(row['bytes_scanned']),
          })),
      ),
  };
}
