import * as v from 'valibot';
import { DATE_PARTS } from '../plan/date-part.ts';
import { TimeRangeSchema, ValueSchema } from '../plan/schema.ts';
import { type DashboardSpec, type FilterControl, FilterControlSchema, IdSchema } from './spec.ts';

/** How one viewer looks at a dashboard at the moment: what was chosen in its controls and clicked in its charts. */
export const ViewSchema = v.strictObject({
  /** By filter: its values now, in place of those of the specification; null lets everything through. */
  filters: v.optional(
    v.record(IdSchema, v.nullable(v.pick(FilterControlSchema, ['selected', 'minimum', 'maximum', 'period']))),
  ),
  /** What was clicked in a tile narrows the others: values of a group (null: rows without one), or a period. */
  cross: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.strictObject({
            tile_id: v.optional(IdSchema),
            field: v.pipe(v.string(), v.minLength(3), v.maxLength(260)),
            /** What of the date the values are: its weekdays, its months in any year. */
            part: v.optional(v.picklist(DATE_PARTS)),
            values: v.optional(v.pipe(v.array(v.nullable(ValueSchema)), v.minLength(1), v.maxLength(1_000))),
            period: v.optional(TimeRangeSchema),
          }),
          v.check(one => (one.values === undefined) !== (one.period === undefined), 'either values or period'),
          v.check(one => one.part === undefined || one.period === undefined, 'values of the part'),
        ),
      ),
      v.maxLength(20),
    ),
  ),
  /** The window now, in place of the dashboard's. */
  time: v.optional(v.strictObject({ range: TimeRangeSchema })),
});
export type View = v.InferOutput<typeof ViewSchema>;
/** One click that narrows. */
export type Cross = NonNullable<View['cross']>[number];

/** The dashboard's controls with the viewer's values. */
export const controlsOf = (spec: DashboardSpec, view: View): readonly FilterControl[] =>
  spec.filters.map(control => {
    const chosen = view.filters?.[control.id];
    if (chosen === undefined) return control;
    const { selected: _, minimum: __, maximum: ___, period: ____, ...bare } = control;
    return { ...bare, ...chosen };
  });
