import * as v from 'valibot';
import { DashboardSpecSchema, IdSchema } from '../../core/dashboards/spec.ts';
import { ViewSchema } from '../../core/dashboards/view.ts';

/** Bodies and responses of links and embeddings. */

const persona = v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200))));
const day = 86_400;
const lifetime = (most: number, usual: number) =>
  v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(60, '60 seconds at least'), v.maxValue(most, `${most} at most`)),
    usual,
  );

export const CreateShareSchema = v.strictObject({
  /** One of the sharer's. */
  persona,
  /** `anyone`: whoever has the link; `signed_in`: whoever of them is signed in. */
  audience: v.optional(v.picklist(['anyone', 'signed_in']), 'signed_in'),
  /** Default 30 days, a year at most. */
  expires_in_seconds: lifetime(366 * day, 30 * day),
  /** Filters and window that guests can not change. */
  view: v.optional(ViewSchema),
  /** Whom it is for, in the sharer's own words. */
  label: v.optional(v.pipe(v.string(), v.maxLength(120))),
});

export const ShareSchema = v.object({
  share_id: v.string(),
  dashboard_id: v.string(),
  sharer: v.string(),
  persona: v.string(),
  audience: v.picklist(['anyone', 'signed_in']),
  label: v.nullable(v.string()),
  view: v.nullable(ViewSchema),
  created_at: v.string(),
  expires_at: v.string(),
  revoked_at: v.nullable(v.string()),
  revoked_by: v.nullable(v.string()),
  state: v.picklist(['active', 'expired', 'revoked']),
  openings: v.number(),
  opened_at: v.nullable(v.string()),
});
export const CreatedShareSchema = v.object({
  share: ShareSchema,
  /** Given this once: only its digest is kept. */
  token: v.string(),
  url: v.string(),
});
export const SharesSchema = v.object({ shares: v.array(ShareSchema) });

export const SignEmbedSchema = v.strictObject({
  persona,
  /** Default a day, a year at most. */
  expires_in_seconds: lifetime(366 * day, day),
  view: v.optional(ViewSchema),
});
export const SignedEmbedSchema = v.object({
  token: v.string(),
  url: v.string(),
  key_id: v.string(),
  expires_at: v.string(),
});
export const EmbedKeySchema = v.object({
  key_id: v.string(),
  created_by: v.string(),
  created_at: v.string(),
  revoked_at: v.nullable(v.string()),
});
export const EmbedKeysSchema = v.object({ keys: v.array(EmbedKeySchema), origins: v.array(v.string()) });

/** What a guest is shown: the dashboard, and what is fixed in it. */
export const GuestDashboardSchema = v.object({
  dashboard_id: v.string(),
  revision: v.number(),
  spec: DashboardSpecSchema,
  fixed: v.object({
    filters: v.array(
      v.looseObject({
        filter_id: v.string(),
        label: v.string(),
        kind: v.picklist(['value', 'values', 'numberRange', 'date']),
      }),
    ),
    time: v.nullable(v.looseObject({})),
  }),
  expires_at: v.string(),
});

export const GuestLoadSchema = v.strictObject({
  view: v.optional(ViewSchema, {}),
  tiles: v.optional(v.pipe(v.array(IdSchema), v.maxLength(100))),
  filters: v.optional(v.boolean(), true),
});
