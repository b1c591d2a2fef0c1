import * as v from 'valibot';
import { TileEventSchema } from '../load-document.ts';

/** What is sent to those who follow a dashboard: server-sent events, named by their kind. */

const LiveStartSchema = v.object({
  kind: v.literal('start'),
  dashboard_id: v.string(),
  revision: v.number(),
  persona: v.string(),
  now: v.string(),
  /** Tiles that are followed, with seconds between two looks. */
  tiles: v.array(v.object({ tile_id: v.string(), refresh: v.number() })),
});

/** Asked again, and the same as before. */
const LiveUnchangedSchema = v.object({
  kind: v.literal('unchanged'),
  tile_id: v.string(),
  at: v.string(),
  freshness: v.nullable(v.string()),
});

/** Somebody edited the dashboard; what follows is of this revision. */
const LiveRevisionSchema = v.object({
  kind: v.literal('revision'),
  dashboard_id: v.string(),
  revision: v.number(),
  by: v.string(),
  at: v.string(),
});

/** Nothing to tell; sent when nothing else was, so that a line that is dead can be told from one that is quiet. */
const LiveAliveSchema = v.object({ kind: v.literal('alive') });

const LiveEndSchema = v.object({
  kind: v.literal('end'),
  /** signed_out: the session or its token is over. forbidden: the persona or dashboard is no longer the viewer's. */
  reason: v.picklist(['signed_out', 'forbidden', 'removed']),
});

export const LiveEventSchema = v.variant('kind', [
  LiveStartSchema,
  TileEventSchema,
  LiveUnchangedSchema,
  LiveRevisionSchema,
  LiveAliveSchema,
  LiveEndSchema,
]);
export type LiveEvent = v.InferOutput<typeof LiveEventSchema>;
export type LiveEndReason = v.InferOutput<typeof LiveEndSchema>['reason'];
