import * as v from 'valibot';
import { IdSchema } from '../../../core/dashboards/spec.ts';
import type { Visited } from '../../../core/sharing/visits.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf } from '../caller.ts';
import { summaryDocument } from '../documents.ts';
import { SummarySchema } from '../schemas.ts';
import type { SharingDependencies } from '../sharing-dependencies.ts';

const tag = 'Dashboards';
const access = 'session';
const VisitedSchema = v.object({
  dashboards: v.array(v.object({ ...SummarySchema.entries, at: v.string() })),
});
const documentOf = ({ dashboard, at }: Visited) => ({ ...summaryDocument(dashboard), at });

/** What a user marked, and opened last. */
export function visitRoutes({ visits, personas }: SharingDependencies): Route[] {
  const favourites = defineRoute({
    method: 'GET',
    path: '/api/v1/favourites',
    operationId: 'listFavourites',
    summary: 'The caller’s favourite dashboards; `at` is when they were marked.',
    tag,
    access,
    responses: { 200: { description: 'Dashboards', schema: VisitedSchema } },
    async handle({ c, caller }) {
      return json(c, { dashboards: (await visits.favourites(callerOf(caller, personas))).map(documentOf) });
    },
  });

  const mark = defineRoute({
    method: 'POST',
    path: '/api/v1/favourites',
    operationId: 'markFavourite',
    summary: 'Mark a dashboard as a favourite of the caller.',
    tag,
    access,
    body: v.strictObject({ dashboard_id: IdSchema }),
    responses: { 204: { description: 'Marked' } },
    async handle({ c, caller, body }) {
      await visits.mark(callerOf(caller, personas), body.dashboard_id);
      return c.body(null, 204);
    },
  });

  const unmark = defineRoute({
    method: 'DELETE',
    path: '/api/v1/favourites/{id}',
    operationId: 'unmarkFavourite',
    summary: 'It is no favourite any more.',
    tag,
    access,
    responses: { 204: { description: 'Unmarked' } },
    async handle({ c, caller, param }) {
      await visits.unmark(callerOf(caller, personas), param('id'));
      return c.body(null, 204);
    },
  });

  const recent = defineRoute({
    method: 'GET',
    path: '/api/v1/recent',
    operationId: 'listRecent',
    summary: 'The dashboards that the caller opened last, newest first; `at` is when.',
    tag,
    access,
    responses: { 200: { description: 'Dashboards, 20 at most', schema: VisitedSchema } },
    async handle({ c, caller }) {
      return json(c, { dashboards: (await visits.recent(callerOf(caller, personas))).map(documentOf) });
    },
  });

  return [favourites, mark, unmark, recent];
}
