import * as v from 'valibot';
import { requireRole } from '../../../core/dashboards/access.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { PageQuerySchema } from '../alert-schemas.ts';
import { callerOf } from '../caller.ts';
import type { SharingDependencies } from '../sharing-dependencies.ts';

const instant = v.optional(
  v.pipe(
    v.string(),
    v.isoTimestamp('a moment in ISO 8601, such as 2026-01-31T08:00:00Z'),
    v.transform(text => new Date(text).toISOString()),
  ),
);
const name = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)));
const AuditQuerySchema = v.object({
  ...PageQuerySchema.entries,
  from: instant,
  to: instant,
  actor: name,
  action: name,
  target: name,
});
const AuditSchema = v.object({
  events: v.array(
    v.object({
      at: v.string(),
      actor: v.string(),
      action: v.string(),
      target: v.string(),
      outcome: v.picklist(['ok', 'refused', 'failed']),
      details: v.record(v.string(), v.unknown()),
    }),
  ),
  /** Given as `before`, the next page; null at the end. */
  next: v.nullable(v.string()),
});

/** Who saw and changed what. */
export function auditRoutes({ audit, personas, clock }: SharingDependencies): Route[] {
  const read = defineRoute({
    method: 'GET',
    path: '/api/v1/audit',
    operationId: 'readAuditLog',
    summary:
      'Who saw, exported, shared and changed what, newest first. For administrators; reading it is written down.',
    tag: 'Audit',
    access: 'session',
    query: AuditQuerySchema,
    responses: { 200: { description: 'Events', schema: AuditSchema } },
    async handle({ c, caller, query }) {
      const who = callerOf(caller, personas);
      requireRole(who, 'admin', 'read the audit log');
      const { events, next } = await audit.page(query);
      const { before: _, limit: __, ...filter } = query;
      await audit.append({
        at: clock.now().toISOString(),
        actor: who.username,
        action: 'audit.read',
        target: 'audit',
        outcome: 'ok',
        details: { ...filter, events: events.length },
      });
      return json(c, { events, next: next ?? null });
    },
  });
  return [read];
}
