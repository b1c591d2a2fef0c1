import * as v from 'valibot';
import { TimeRangeSchema, ValueSchema } from '../plan/schema.ts';
import { type DashboardSpec, type FilterControl, FilterControlSchema, IdSchema } from './spec.ts';

/** How one viewer looks at a dashboard at the moment: what was chosen in its controls and clicked in its charts. */
export const ViewSchema = v.strictObject({
  /** By filter: its values now, in place of those of the specification; null lets everything through. */
  filters: v.optional(
    v.record(IdSchema, v.nullable(v.pick(FilterControlSchema, ['selected', 'minimum', 'maximum', 'period']))),
  ),
  /** Values that were clicked in a tile: they narrow the others. */
  cross: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          tile_id: v.optional(IdSchema),
          field: v.pipe(v.string(), v.minLength(3), v.maxLength(260)),
          values: v.pipe(v.array(ValueSchema), v.minLength(1), v.maxLength(1_000)),
        }),
      ),
      v.maxLength(20),
    ),
  ),
  /** The window now, in place of the dashboard's. */
  time: v.optional(v.strictObject({ range: TimeRangeSchema })),
});
export type View = v.InferOutput<typeof ViewSchema>;

/** The dashboard's controls with the viewer's values. */
export const controlsOf = (spec: DashboardSpec, view: View): readonly FilterControl[] =>
  spec.filters.map(control => {
    const chosen = view.filters?.[control.id];
    if (chosen === undefined) return control;
    const { selected: _, minimum: __, maximum: ___, period: ____, ...bare } = control;
    return { ...bare, ...chosen };
  });
