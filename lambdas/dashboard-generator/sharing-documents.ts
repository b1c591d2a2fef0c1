import type * as v from 'valibot';
import type { EmbedKey } from '../../core/sharing/embed-keys.ts';
import { fixedFilters, type Guest, specForGuest } from '../../core/sharing/guest.ts';
import type { Share } from '../../core/sharing/share.ts';
import type { EmbedKeySchema, GuestDashboardSchema, ShareSchema } from './sharing-schemas.ts';

/** Where the page shows a link. The token stands where browsers send it to nobody and servers log nothing. */
export const shareUrl = (token: string): string => `/shared#${token}`;
export const embedUrl = (token: string): string => `/embed#${token}`;

export function shareDocument(share: Share, now: Date): v.InferOutput<typeof ShareSchema> {
  const isOver = share.expiresAt <= now.toISOString();
  return {
    share_id: share.id,
    dashboard_id: share.dashboardId,
    sharer: share.sharer,
    persona: share.persona,
    audience: share.audience,
    label: share.label ?? null,
    view: share.view ?? null,
    created_at: share.createdAt,
    expires_at: share.expiresAt,
    revoked_at: share.revokedAt ?? null,
    revoked_by: share.revokedBy ?? null,
    state: share.revokedAt === undefined ? (isOver ? 'expired' : 'active') : 'revoked',
    openings: share.openings,
    opened_at: share.openedAt ?? null,
  };
}

export const embedKeyDocument = (key: EmbedKey): v.InferOutput<typeof EmbedKeySchema> => ({
  key_id: key.id,
  created_by: key.createdBy,
  created_at: key.createdAt,
  revoked_at: key.revokedAt ?? null,
});

export function guestDocument({ dashboard, fixed, expiresAt }: Guest): v.InferOutput<typeof GuestDashboardSchema> {
  const { spec, revision } = dashboard;
  return {
    dashboard_id: spec.id,
    revision,
    spec: specForGuest(spec, fixed),
    fixed: {
      filters: fixedFilters(fixed, spec).map(filter => ({ ...filter })),
      time: fixed.time ? { ...fixed.time } : null,
    },
    expires_at: expiresAt,
  };
}
