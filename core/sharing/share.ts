import * as v from 'valibot';
import { ViewSchema } from '../dashboards/view.ts';
import type { KeptDocument } from '../ports/documents.ts';

/** Kind of the documents that hold links. */
export const shareKind = 'share';

/** A link as it is kept: its secret only as a digest. */
const KeptShareSchema = v.object({
  persona: v.string(),
  /** Whom it opens for: whoever has it, or only those who are signed in. */
  audience: v.picklist(['anyone', 'signed_in']),
  label: v.optional(v.string()),
  /** Filters, and window, that guests can not change. */
  view: v.optional(ViewSchema),
  createdAt: v.string(),
  expiresAt: v.string(),
  secretHash: v.string(),
  /** The revision since which the dashboard was there when the link was made. */
  since: v.optional(v.number(), 1),
  revokedAt: v.optional(v.string()),
  revokedBy: v.optional(v.string()),
});
export type KeptShare = v.InferOutput<typeof KeptShareSchema>;
export type Audience = KeptShare['audience'];

/** A link as its sharer sees it. */
export interface Share extends Omit<KeptShare, 'secretHash' | 'since'> {
  readonly id: string;
  readonly dashboardId: string;
  readonly sharer: string;
  /** How often it was opened, and when last. */
  readonly openings: number;
  readonly openedAt?: string | undefined;
}

export const keptShareOf = (kept: KeptDocument): KeptShare => v.parse(KeptShareSchema, kept.document);

/** Whether a link still opens. */
export const isOpen = ({ revokedAt, expiresAt }: KeptShare, now: string): boolean =>
  revokedAt === undefined && expiresAt > now;

export function shareOf(kept: KeptDocument): Share {
  const { secretHash: _, since: __, ...share } = keptShareOf(kept);
  return {
    ...share,
    id: kept.id,
    dashboardId: kept.subject,
    sharer: kept.owner,
    openings: kept.uses,
    ...(kept.usedAt !== undefined && { openedAt: kept.usedAt }),
  };
}
