import * as v from 'valibot';
import type { KeptDocument } from '../ports/documents.ts';
import { AlertRuleSchema, type Watched } from './rule.ts';
import { AlertStateSchema } from './state.ts';

/** Kind of the documents that hold alerts. */
export const alertKind = 'alert';

/** An alert as it is kept. */
const KeptAlertSchema = v.object({
  rule: AlertRuleSchema,
  persona: v.string(),
  createdAt: v.string(),
  changedAt: v.string(),
  changedBy: v.string(),
  state: AlertStateSchema,
  nextCheckAt: v.string(),
  mutedUntil: v.optional(v.string()),
  mutedBy: v.optional(v.string()),
  /** How its number is shown, as of the last check. */
  column: v.optional(
    v.object({
      name: v.string(),
      label: v.string(),
      type: v.picklist(['string', 'integer', 'decimal', 'float', 'boolean', 'date', 'time', 'timestamp', 'other']),
      unit: v.optional(v.string()),
      format: v.optional(v.string()),
      decimals: v.optional(v.number()),
    }),
  ),
});
export type KeptAlert = v.InferOutput<typeof KeptAlertSchema>;

export interface Alert extends KeptAlert {
  readonly id: string;
  /** Who made it: it is checked with the owner's rights of the moment. */
  readonly owner: string;
  readonly version: number;
}

export const alertOf = ({ id, owner, version, document }: KeptDocument): Alert => ({
  ...v.parse(KeptAlertSchema, document),
  id,
  owner,
  version,
});

export const keptOf = ({ id: _, owner: __, version: ___, ...kept }: Alert): KeptAlert => kept;

/** The dashboard that an alert belongs to; `-` for one on a plan of its own. */
export const subjectOf = (of: Watched): string => ('dashboard_id' in of ? of.dashboard_id : '-');

export const streamOf = (id: string): string => `alert:${id}`;

/** What is written into the history of an alert. */
export type AlertEvent =
  | { readonly kind: 'created' | 'changed'; readonly by: string; readonly rule: unknown }
  | { readonly kind: 'muted' | 'unmuted'; readonly by: string; readonly until?: string | undefined }
  | {
      readonly kind: 'state';
      readonly from: string;
      readonly to: string;
      readonly value: number | null;
      readonly error?: { readonly code: string; readonly message: string } | undefined;
    }
  | { readonly kind: 'told'; readonly what: 'change' | 'reminder'; readonly state: string }
  | { readonly kind: 'telling_failed'; readonly state: string; readonly reason: string };
