import { stream } from 'hono/streaming';
import * as v from 'valibot';
import { LiveEventSchema } from '../../../core/dashboards/live/live-document.ts';
import type { LiveMessage } from '../../../core/dashboards/live/viewer.ts';
import { ViewSchema } from '../../../core/dashboards/view.ts';
import { isSophiaError } from '../../../core/errors.ts';
import { authorisePersona } from '../../../core/identity/authorise.ts';
import { authenticate } from '../../query-orchestrator/authenticate.ts';
import { RequestError } from '../../query-orchestrator/problem.ts';
import { defineRoute, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, personaOn } from '../caller.ts';
import type { DashboardDependencies } from '../dependencies.ts';

/** Characters of a view in an address: longer ones don't pass what stands between. */
const longestView = 8_000;

const LiveQuerySchema = v.object({
  persona: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  /** As JSON. */
  view: v.optional(v.pipe(v.string(), v.maxLength(longestView), v.parseJson(), ViewSchema), '{}'),
  /** The id of the last event that was seen; a reconnecting browser says it in Last-Event-ID. */
  after: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
});

/** Milliseconds after which a browser whose connection was lost comes back. */
const retryMilliseconds = 2_000;

/** Where nothing stays open, those who would follow are told instead of finding nothing. */
const notServed = defineRoute({
  method: 'GET',
  path: '/api/v1/dashboards/{id}/live',
  operationId: 'followDashboard',
  summary: 'Not served at this address: following a dashboard takes the server of the page.',
  tag: 'Dashboards',
  access: 'session',
  responses: {},
  handle() {
    const mend = 'Follow it at the address of the page, or load it again at intervals.';
    throw new RequestError('request.not_served_here', `Responses of this address end with the request. ${mend}`);
  },
});

/** Following a dashboard by server-sent events. */
export function liveRoutes(dependencies: DashboardDependencies): Route[] {
  const { dashboards, personas, live } = dependencies;
  if (!live) return [notServed];
  const follow = defineRoute({
    method: 'GET',
    path: '/api/v1/dashboards/{id}/live',
    operationId: 'followDashboard',
    summary:
      'Server-sent events: each tile at its interval where it shows something else than before, and edits. ' +
      'Last-Event-ID, or `after`, says what was seen already.',
    tag: 'Dashboards',
    access: 'session',
    query: LiveQuerySchema,
    responses: {
      200: { description: 'Events by name', schema: LiveEventSchema, contentType: 'text/event-stream' },
    },
    async handle({ c, caller, query, param }) {
      const who = callerOf(caller, personas);
      const { spec } = await dashboards.open(who, param('id'));
      const persona = personaOn(dependencies, caller, spec, query.persona);
      const viewer = await live.hub.follow({
        caller: who,
        persona,
        dashboardId: spec.id,
        view: query.view,
        after: c.req.header('last-event-id') ?? query.after,
        async again() {
          try {
            const now = await authenticate(c, live.sessions);
            authorisePersona(now.identity, personas, persona.name);
            return callerOf(now, personas);
          } catch (error) {
            if (isSophiaError(error) && error.code === 'auth.required') return undefined;
            throw error;
          }
        },
      });
      c.header('content-type', 'text/event-stream; charset=utf-8');
      // Compressed, events would wait for one another.
      c.header('cache-control', 'no-store, no-transform');
      c.header('x-accel-buffering', 'no');
      return stream(c, async out => {
        out.onAbort(() => viewer.close());
        await out.write(`retry: ${retryMilliseconds}\n\n`);
        // Each waits until the one before has gone out: what a slow reader misses meanwhile, it is not sent later.
        for await (const message of viewer.messages()) await out.write(frame(message));
      });
    },
  });
  return [follow];
}

/** One line of data each: JSON has no line breaks. */
function frame({ name, id, text }: LiveMessage): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${text}\n\n`;
}
