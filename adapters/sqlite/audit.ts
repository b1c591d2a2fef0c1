import type { AuditEvent, AuditLog } from '../../core/ports/stores.ts';
import type { Connection, Row } from './connection.ts';

function eventOf(row: Row): AuditEvent {
  return {
    at: String(row['at']),
    actor: String(row['actor']),
    action: String(row['action']),
    target: String(row['target']),
    outcome: String(row['outcome']) as AuditEvent['outcome'],
    details: JSON.parse(String(row['details'])),
  };
}

/** The file itself refuses to change or delete an event (triggers). */
export function sqliteAudit(connection: Connection): AuditLog {
  return {
    append: event =>
      connection.write(() => {
        connection.change(
          'INSERT INTO audit_events (at, actor, action, target, outcome, details) VALUES (?, ?, ?, ?, ?, ?)',
          event.at,
          event.actor,
          event.action,
          event.target,
          event.outcome,
          JSON.stringify(event.details),
        );
      }),
    list: ({ from, actor, limit }) =>
      connection.read(() =>
        connection
          .all(
            `SELECT at, actor, action, target, outcome, details FROM audit_events
             WHERE (?1 IS NULL OR at >= ?1) AND (?2 IS NULL OR actor = ?2) ORDER BY number DESC LIMIT ?3`,
            from ?? null,
            actor ?? null,
            limit,
          )
          .map(eventOf),
      ),
    page: ({ from, to, actor, action, target, before, limit }) =>
      connection.read(() => {
        const rows = connection.all(
          `SELECT number, at, actor, action, target, outcome, details FROM audit_events
           WHERE number < ?1 AND (?2 IS NULL OR at >= ?2) AND (?3 IS NULL OR at < ?3) AND (?4 IS NULL OR actor = ?4)
             AND (?5 IS NULL OR action = ?5) AND (?6 IS NULL OR target = ?6) ORDER BY number DESC LIMIT ?7`,
          before === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(before, 10) || 0,
          from ?? null,
          to ?? null,
          actor ?? null,
          action ?? null,
          target ?? null,
          limit,
        );
        const last = rows.length === limit ? rows.at(-1) : undefined;
        return { events: rows.map(eventOf), ...(last && { next: String(last['number']) }) };
      }),
  };
}
