import * as v from 'valibot';
import { DATE_PARTS } from './date-part.ts';

/**
 * The plan: what the planner, a tile or a language model may write, and the only thing that reaches a
 * compiler. Names of datasets, fields and metrics are the model's; everything else is a closed vocabulary.
 *
 * Evaluation, in this order: each measure is aggregated by the dimensions over the rows that pass `where`,
 * the time range and its own filters; measures meet on the dimensions and none loses its groups; `steps`
 * add columns; `having` keeps rows; `topPerGroup` ranks within groups; `summarise` aggregates the rows
 * that are left; then order and limit.
 */
const name = v.pipe(v.string(), v.regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'a name of letters, digits and underscores'));
/** `dataset.field`, quoted parts allowed. */
const fieldName = v.pipe(v.string(), v.minLength(3), v.maxLength(260));
const expression = v.pipe(v.string(), v.minLength(1), v.maxLength(4_000));
const isoDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/, 'an ISO 8601 date'));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000));

export const GRAINS = ['year', 'quarter', 'month', 'week', 'day', 'hour'] as const;
export const GrainSchema = v.picklist(GRAINS);

/** A stretch of time, against the given now; ends are exclusive, all in UTC. */
export const TimeRangeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('between'), start: isoDate, end: isoDate }),
  v.strictObject({ kind: v.literal('since'), start: isoDate }),
  v.strictObject({ kind: v.literal('before'), end: isoDate }),
  /** The unit now is in, whole: this week. */
  v.strictObject({ kind: v.literal('current'), unit: GrainSchema }),
  /** The last complete units before the one now is in: last quarter, last 3 months. */
  v.strictObject({ kind: v.literal('previous'), unit: GrainSchema, count }),
  /** The complete days up to today, today left out: past 90 days is the 90 days that ended last midnight; past 3 months starts on today's date three months ago. */
  v.strictObject({ kind: v.literal('past'), unit: GrainSchema, count }),
  /** From the start of the unit to today, today included: year to date. */
  v.strictObject({ kind: v.literal('toDate'), unit: GrainSchema }),
  /** The next complete units after the one now is in. */
  v.strictObject({ kind: v.literal('next'), unit: GrainSchema, count }),
]);
export type TimeRange = v.InferOutput<typeof TimeRangeSchema>;

export const ValueSchema = v.union([v.pipe(v.string(), v.maxLength(2_000)), v.number(), v.boolean()]);
export type FilterValue = v.InferOutput<typeof ValueSchema>;

export const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
export const ComparisonSchema = v.strictObject({
  field: fieldName,
  /** Text is compared without regard to case by = and !=, in and notIn. != and notIn keep rows without a value. */
  operator: v.picklist([...COMPARISONS, 'in', 'notIn', 'between', 'contains', 'notContains', 'startsWith', 'endsWith']),
  values: v.pipe(v.array(ValueSchema), v.minLength(1), v.maxLength(1_000)),
});
export const MissingSchema = v.strictObject({ field: fieldName, operator: v.picklist(['isMissing', 'isPresent']) });
export const PeriodSchema = v.strictObject({ field: fieldName, period: TimeRangeSchema });
/** A field against another one of the same row, or of what the row belongs to. It fails where either has no value. */
export const FieldComparisonSchema = v.strictObject({
  field: fieldName,
  operator: v.picklist(COMPARISONS),
  to: fieldName,
  /** Of two dates, the periods that they are in are compared: in the same year. */
  grain: v.optional(GrainSchema),
});
/** A boolean expression of the standard's SQL subset, for what the other forms lack. */
export const ExpressionFilterSchema = v.strictObject({ expression });

export type Filter =
  | v.InferOutput<typeof ComparisonSchema>
  | v.InferOutput<typeof MissingSchema>
  | v.InferOutput<typeof PeriodSchema>
  | v.InferOutput<typeof FieldComparisonSchema>
  | v.InferOutput<typeof ExpressionFilterSchema>
  | { anyOf: Filter[] }
  | { related: string; negated?: boolean | undefined; where: Filter[] };

export const AnyOfSchema = v.strictObject({
  anyOf: v.pipe(v.array(v.lazy((): v.GenericSchema<Filter> => FilterSchema)), v.minLength(1), v.maxLength(100)),
});
/** Rows that have (negated: have no) related row in that dataset that passes `where`. */
export const RelatedSchema = v.strictObject({
  related: name,
  negated: v.optional(v.boolean()),
  where: v.pipe(v.array(v.lazy((): v.GenericSchema<Filter> => FilterSchema)), v.maxLength(50)),
});

export const FilterSchema: v.GenericSchema<Filter> = v.union([
  ComparisonSchema,
  MissingSchema,
  PeriodSchema,
  FieldComparisonSchema,
  ExpressionFilterSchema,
  AnyOfSchema,
  RelatedSchema,
]);

/** A number to compute: a metric of the model, or an aggregate expression over its fields and metrics. */
export const MeasureSchema = v.pipe(
  v.strictObject({
    name,
    metric: v.optional(name),
    expression: v.optional(expression),
    label: v.optional(v.pipe(v.string(), v.maxLength(200))),
    /** Dataset whose rows are aggregated, where the expression alone would take another (orders counted over lines). */
    over: v.optional(name),
    filters: v.optional(v.pipe(v.array(FilterSchema), v.maxLength(50))),
    /** In place of the plan's time range. */
    period: v.optional(TimeRangeSchema),
    /** The date it is counted by, in place of the plan's. */
    timeField: v.optional(fieldName),
    /**
     * In place of that, where it is made of rows of several datasets: the date by which the aggregates over the rows of
     * each are counted. Their periods meet.
     */
    timeFields: v.optional(
      v.pipe(v.array(v.strictObject({ of: name, field: fieldName })), v.minLength(2), v.maxLength(10)),
    ),
    /** Needed by a step, not shown. */
    hidden: v.optional(v.boolean()),
  }),
  v.check(m => (m.metric === undefined) !== (m.expression === undefined), 'either metric or expression'),
);
export type Measure = v.InferOutput<typeof MeasureSchema>;

/** Numbers that are shown together: with an end that is in it (`from`, `to`), or one that is not (`above`, `below`). */
export const BandSchema = v.strictObject({
  label: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  from: v.optional(v.number()),
  above: v.optional(v.number()),
  to: v.optional(v.number()),
  below: v.optional(v.number()),
});
export type Band = v.InferOutput<typeof BandSchema>;

/**
 * A field to group by. `grain` truncates a time field, `part` takes what comes again of it (its weekday, its month in
 * any year); `width` makes bands of a number field that are equally wide, `bands` those that are given: what is in none
 * of them has no value.
 */
export const DimensionSchema = v.strictObject({
  field: fieldName,
  grain: v.optional(GrainSchema),
  part: v.optional(v.picklist(DATE_PARTS)),
  width: v.optional(v.pipe(v.number(), v.minValue(1e-9))),
  bands: v.optional(v.pipe(v.array(BandSchema), v.minLength(1), v.maxLength(50))),
  name: v.optional(name),
  label: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
export type Dimension = v.InferOutput<typeof DimensionSchema>;

const within = v.optional(v.pipe(v.array(name), v.maxLength(10)));
const label = v.optional(v.pipe(v.string(), v.maxLength(200)));
/** Columns added to the result; `name` is the new column, the other names are measures or earlier steps. */
export const StepSchema = v.variant('kind', [
  /** numerator / denominator; null where the denominator is 0 or null. */
  v.strictObject({
    kind: v.literal('ratio'),
    name,
    numerator: name,
    denominator: name,
    label,
    unit: v.optional(v.string()),
  }),
  v.strictObject({ kind: v.literal('difference'), name, left: name, right: name, label }),
  /** current / base - 1, a fraction; null where base is 0 or null. */
  v.strictObject({ kind: v.literal('growth'), name, base: name, current: name, label }),
  /** The measure as a fraction of its total over all groups, or over those that agree on `within`. */
  v.strictObject({ kind: v.literal('shareOfTotal'), name, measure: name, within, label }),
  /** The measure over the rows of all groups together, the same in each row: what each group is held against. */
  v.strictObject({ kind: v.literal('overall'), name, measure: name, label }),
  /** Sum from the first period on; needs plan.time.grain; separately for each group of the other dimensions. */
  v.strictObject({ kind: v.literal('runningTotal'), name, measure: name, label }),
  v.strictObject({ kind: v.literal('movingAverage'), name, measure: name, periods: count, label }),
  /** The measure one period (or `count` units) earlier: value, change or growth. Needs plan.time. */
  v.strictObject({
    kind: v.literal('comparison'),
    name,
    measure: name,
    /** previousPeriod: the stretch just before, as long as the range; with a grain, the period before. */
    with: v.picklist(['previousPeriod', 'previousYear']),
    output: v.picklist(['value', 'change', 'growth']),
    label,
  }),
  v.strictObject({
    kind: v.literal('rank'),
    name,
    measure: name,
    direction: v.picklist(['ASC', 'DESC']),
    within,
    label,
  }),
]);
export type Step = v.InferOutput<typeof StepSchema>;

export const HavingSchema = v.strictObject({
  /** A measure, a step or a dimension of the plan, by its column name. */
  column: name,
  operator: v.picklist([...COMPARISONS, 'between', 'isMissing', 'isPresent']),
  values: v.optional(v.pipe(v.array(ValueSchema), v.maxLength(2)), []),
  /**
   * In place of values: `overall` is the measure over the rows of all groups together, which of an average or a rate is
   * no mean of the groups; `meanOfGroups` is the mean of what the groups have.
   */
  to: v.optional(v.picklist(['overall', 'meanOfGroups'])),
});

export const OrderSchema = v.strictObject({ column: name, direction: v.picklist(['ASC', 'DESC']) });

/** Aggregates the rows of the result: the average month, the number of suppliers that passed `having`. */
export const SummariseSchema = v.strictObject({
  function: v.picklist(['count', 'sum', 'avg', 'min', 'max', 'median']),
  /** Absent for count, which counts rows. */
  column: v.optional(name),
  /** Dimensions to keep, by column name; none gives one row. */
  by: v.optional(v.pipe(v.array(name), v.maxLength(10)), []),
  name,
  label,
});

export const PlanSchema = v.strictObject({
  version: v.optional(v.literal(1), 1),
  /** Aggregates when there are measures or dimensions, else rows of a dataset. */
  measures: v.optional(v.pipe(v.array(MeasureSchema), v.maxLength(20)), []),
  dimensions: v.optional(v.pipe(v.array(DimensionSchema), v.maxLength(8)), []),
  /** Row listing: fields to show, one row a row of their dataset. Excludes measures, dimensions and steps. */
  fields: v.optional(v.pipe(v.array(fieldName), v.maxLength(50)), []),
  where: v.optional(v.pipe(v.array(FilterSchema), v.maxLength(50)), []),
  /** The date that measures are counted by, its range, and its grain when the result is a series (first column). */
  time: v.optional(
    v.strictObject({
      field: fieldName,
      range: v.optional(TimeRangeSchema),
      grain: v.optional(GrainSchema),
      /** Periods without rows are shown too. */
      fillGaps: v.optional(v.boolean()),
    }),
  ),
  steps: v.optional(v.pipe(v.array(StepSchema), v.maxLength(20)), []),
  having: v.optional(v.pipe(v.array(HavingSchema), v.maxLength(20)), []),
  topPerGroup: v.optional(
    v.strictObject({
      /** Columns whose values make a group; none: the first of all, before they are summarised. */
      by: v.array(name),
      column: name,
      direction: v.picklist(['ASC', 'DESC']),
      count,
    }),
  ),
  summarise: v.optional(SummariseSchema),
  /** Columns by name; for row listings the leaf name of the field. */
  orderBy: v.optional(v.pipe(v.array(OrderSchema), v.maxLength(10)), []),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
});

export type Plan = v.InferOutput<typeof PlanSchema>;
export type PlanInput = v.InferInput<typeof PlanSchema>;

/**
 * Column names of a plan's result: the time column (leaf of time.field) when there is a grain, then each
 * dimension (its `name`, else the leaf of its field, qualified as dataset_field when two leaves are equal),
 * then measures that are not hidden, then steps. columns.ts is the one place that knows this.
 */
