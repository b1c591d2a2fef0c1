import * as v from 'valibot';
import { ComparisonSchema, IdSchema } from '../dashboards/spec.ts';
import { PlanSchema } from '../plan/schema.ts';

/** What an alert watches and when it tells. A document: members are in snake_case. */

const finite = v.pipe(v.number(), v.finite());
const seconds = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least, `${least} at least`), v.maxValue(most, `${most} at most`));
const times = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 1);
const direction = v.picklist(['above', 'below']);

/** A band needs its clearing level on the quiet side: above 100 clears at 90, below 10 clears at 12. */
const isBand = ({
  direction: side,
  trigger,
  clear = trigger,
}: {
  direction: string;
  trigger: number;
  clear?: number | undefined;
}) => (side === 'above' ? clear <= trigger : clear >= trigger);
const bandFault = 'clear on the quiet side of trigger: at most trigger for above, at least trigger for below';

const ConditionSchema = v.variant('kind', [
  /** The number is above (or below) a level. It is over once it is back at `clear`. */
  v.pipe(
    v.strictObject({
      kind: v.literal('threshold'),
      direction,
      trigger: finite,
      /** Default trigger. Between the two the alert stays as it is. */
      clear: v.optional(finite),
    }),
    v.check(band => isBand(band), bandFault),
  ),
  /** As threshold, of what changed since the time before: in percent (20 is 20 %), or absolute. A fall is negative. */
  v.pipe(
    v.strictObject({
      kind: v.literal('change'),
      ...ComparisonSchema.entries,
      measure: v.picklist(['percent', 'absolute']),
      direction,
      trigger: finite,
      clear: v.optional(finite),
    }),
    v.check(band => isBand(band), bandFault),
  ),
  /** There are no rows, or the number has no value. */
  v.strictObject({ kind: v.literal('missing') }),
  /** The data was last written longer ago than that. */
  v.strictObject({ kind: v.literal('stale'), older_than_seconds: seconds(60, 366 * 86_400) }),
]);
export type Condition = v.InferOutput<typeof ConditionSchema>;

const column = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128)));
const WatchedSchema = v.union(
  [
    /** The number of a tile as the dashboard shows it at first; `column` where it has several. */
    v.strictObject({ dashboard_id: IdSchema, tile_id: IdSchema, column }),
    v.strictObject({ plan: PlanSchema, column }),
  ],
  'a tile by its dashboard_id and tile_id, or a plan',
);
export type Watched = v.InferOutput<typeof WatchedSchema>;

export const AlertRuleSchema = v.strictObject({
  title: v.pipe(v.string(), v.regex(/^[^\u0000-\u001F\u007F]*\S[^\u0000-\u001F\u007F]*$/, 'a title'), v.maxLength(120)),
  of: WatchedSchema,
  condition: ConditionSchema,
  /** Checks in a row that must agree before it fires, and before it is over. */
  checks: v.optional(v.strictObject({ trigger: times, clear: times }), {}),
  interval_seconds: v.optional(seconds(60, 7 * 86_400), 300),
  /** Told again as long as it fires; never when left out. */
  reminder_seconds: v.optional(v.nullable(seconds(300, 30 * 86_400))),
  severity: v.optional(v.picklist(['info', 'warning', 'critical']), 'warning'),
});
export type AlertRule = v.InferOutput<typeof AlertRuleSchema>;
