import * as v from 'valibot';
import { GrainSchema, PlanSchema, TimeRangeSchema, ValueSchema } from '../plan/schema.ts';

/**
 * The specification of a dashboard: what is stored, sent, exported, and all that a generator may emit. One schema is
 * the type, the check and the JSON Schema; members are in snake_case since it is a document, its plans are plans.
 */
export const SPEC_VERSION = 1;

/** What a dashboard may have at most. */
export const LIMITS = {
  tiles: 100,
  filters: 20,
  title: 120,
  text: 10_000,
  annotations: 20,
  /** Columns of the grid. */
  columns: 12,
  /** Rows of a tile, and of the whole grid. */
  tileRows: 24,
  rows: 5_000,
} as const;

/** Text for people: any letters, and markup stays the letters that it is written in. Nothing invisible. */
const shown = v.regex(/^[^\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]*$/, 'visible text');
const text = (most: number) => v.pipe(v.string(), shown, v.maxLength(most, `at most ${most} characters`));
const titleText = v.pipe(text(LIMITS.title), v.regex(/\S/, 'a title'), v.regex(/^[^\n\r\t]*$/, 'one line'));
export const IdSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'an id of small letters, digits, "-" and "_", 64 at most'),
);
/** `dataset.field` of the model. */
const fieldName = v.pipe(v.string(), v.minLength(3), v.maxLength(260));
/** A column of the tile's plan. */
const column = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const whole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.integer('a whole number'),
    v.minValue(least, `${least} at least`),
    v.maxValue(most, `${most} at most`),
  );
const list = <S extends v.GenericSchema>(schema: S, most: number) =>
  v.pipe(v.array(schema), v.maxLength(most, `${most} at most`));

export const COLORS = ['accent', 'blue', 'orange', 'green', 'red', 'purple', 'teal', 'yellow', 'pink', 'grey'] as const;
export const ColorSchema = v.union(
  [v.picklist(COLORS), v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i))],
  `${COLORS.join(', ')} or #rrggbb`,
);
/** What a colour says about a value. */
export const TONES = ['neutral', 'good', 'warning', 'bad'] as const;

export const TILE_KINDS = [
  'number',
  'line',
  'area',
  'bar',
  'pie',
  'scatter',
  'heatMap',
  'funnel',
  'gauge',
  'map',
  'pivot',
  'table',
  'list',
  'text',
  'filter',
  'question',
  'upload',
] as const;
export type TileKind = (typeof TILE_KINDS)[number];

/** Place on a grid of 12 columns; rows have no end. Places of two tiles never overlap. */
export const PlaceSchema = v.strictObject({
  x: whole(0, LIMITS.columns - 1),
  y: whole(0, LIMITS.rows),
  w: whole(1, LIMITS.columns),
  h: whole(1, LIMITS.tileRows),
});
export type Place = v.InferOutput<typeof PlaceSchema>;

/** Which columns of the plan go where. What is left out is chosen by the columns' roles. */
export const EncodingSchema = v.strictObject({
  x: v.optional(column),
  y: v.optional(list(column, 20)),
  /** Column whose values are the series (colours). */
  series: v.optional(column),
  size: v.optional(column),
  label: v.optional(column),
  /** Pivot: columns whose values are the rows and the columns. */
  rows: v.optional(list(column, 4)),
  columns: v.optional(list(column, 4)),
  orientation: v.optional(v.picklist(['vertical', 'horizontal'])),
  arrangement: v.optional(v.picklist(['grouped', 'stacked', 'percent'])),
  /** Pies: with a hole or without; without when left out. */
  shape: v.optional(v.picklist(['pie', 'donut'])),
  /** Tables: a row of totals. */
  totals: v.optional(v.boolean()),
});
export type Encoding = v.InferOutput<typeof EncodingSchema>;

/** Beside each number the one before, and what changed. */
export const ComparisonSchema = v.strictObject({ with: v.picklist(['previousPeriod', 'previousYear']) });
/** A small line under a number: its last periods. */
const SparklineSchema = v.strictObject({ grain: GrainSchema, periods: whole(2, 400) });
const TargetSchema = v.strictObject({
  value: v.pipe(v.number(), v.finite()),
  label: v.optional(text(LIMITS.title)),
});
/** A line or band across a chart, or a note at a point. `from` is a number, or a date (ISO 8601) on a time axis. */
const AnnotationSchema = v.strictObject({
  id: IdSchema,
  kind: v.picklist(['line', 'band', 'note']),
  axis: v.picklist(['x', 'y']),
  from: v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.isoDate('an ISO 8601 date'))]),
  /** Bands: where it ends. */
  to: v.optional(v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.isoDate('an ISO 8601 date'))])),
  label: v.optional(text(LIMITS.title)),
  tone: v.optional(v.picklist(TONES)),
});

const StyleSchema = v.strictObject({
  color: v.optional(ColorSchema),
  /** Colours by a column's values. */
  colors: v.optional(
    v.pipe(v.record(v.pipe(v.string(), v.maxLength(200)), ColorSchema), v.maxEntries(50, '50 at most')),
  ),
  legend: v.optional(v.boolean()),
  labels: v.optional(v.boolean()),
  decimals: v.optional(whole(0, 10)),
  /** Conditional format: the first rule that holds gives the cell its tone; one that marks rows, every cell of its row. */
  rules: v.optional(
    list(
      v.strictObject({
        column,
        operator: v.picklist(['=', '!=', '<', '<=', '>', '>=']),
        value: ValueSchema,
        tone: v.picklist(TONES),
        /** What has the tone: the cell that is looked at (when left out), or its whole row. Rows are of tables. */
        marks: v.optional(v.picklist(['cell', 'row'])),
      }),
      20,
    ),
  ),
});

/** In place of the dashboard's window. */
const TileTimeSchema = v.strictObject({
  /** The date that windows and comparisons go by; the plan's, else the one its metric is counted by, when left out. */
  field: v.optional(fieldName),
  range: v.optional(TimeRangeSchema),
  /** The plan's own range stays, whatever the dashboard's window. */
  pinned: v.optional(v.boolean()),
});

/** A query of a configured source, where the tile does not ask the model. */
export const SourceQuerySchema = v.strictObject({
  source: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  query: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  parameters: v.optional(v.pipe(v.record(v.pipe(v.string(), v.maxLength(100)), ValueSchema), v.maxEntries(50))),
});

/** Seconds. */
const RefreshSchema = whole(5, 86_400);

export const TileSchema = v.strictObject({
  id: IdSchema,
  kind: v.picklist(TILE_KINDS),
  title: titleText,
  description: v.optional(text(1_000)),
  at: PlaceSchema,
  plan: v.optional(PlanSchema),
  source: v.optional(SourceQuerySchema),
  /** The words that the plan was made of. */
  question: v.optional(text(2_000)),
  encoding: v.optional(EncodingSchema),
  comparison: v.optional(ComparisonSchema),
  sparkline: v.optional(SparklineSchema),
  target: v.optional(TargetSchema),
  annotations: v.optional(list(AnnotationSchema, LIMITS.annotations)),
  time: v.optional(TileTimeSchema),
  refresh: v.optional(RefreshSchema),
  /** Fields that a click goes down through, coarse to fine; rows come last. */
  drill: v.optional(list(fieldName, 8)),
  style: v.optional(StyleSchema),
  /** Text tiles: what they say. Plain text and simple Markdown; HTML stays text. */
  text: v.optional(text(LIMITS.text)),
  /** Filter tiles: the control that they show. */
  filter: v.optional(IdSchema),
});
export type Tile = v.InferOutput<typeof TileSchema>;

/** A control that narrows the tiles it concerns. Its value here is what a viewer starts with. */
export const FilterControlSchema = v.strictObject({
  id: IdSchema,
  label: titleText,
  field: fieldName,
  kind: v.picklist(['value', 'values', 'numberRange', 'date']),
  /** value, values: what is let through; empty lets everything through. */
  selected: v.optional(list(ValueSchema, 1_000)),
  /** numberRange: both ends are let through. */
  minimum: v.optional(v.pipe(v.number(), v.finite())),
  maximum: v.optional(v.pipe(v.number(), v.finite())),
  /** date. */
  period: v.optional(TimeRangeSchema),
  /** The tiles it concerns; all whose rows have the field, when left out. */
  tiles: v.optional(list(IdSchema, LIMITS.tiles)),
});
export type FilterControl = v.InferOutput<typeof FilterControlSchema>;

const ThemeSchema = v.strictObject({
  mode: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  accent: v.optional(ColorSchema),
  density: v.optional(v.picklist(['comfortable', 'compact']), 'comfortable'),
});

export const FEATURES = [
  'real-time-updates',
  'drill-down-analysis',
  'export-reports',
  'real-time-metrics',
  'cost-tracking',
  'performance-monitoring',
] as const;
export type Feature = (typeof FEATURES)[number];

export const DashboardSpecSchema = v.strictObject({
  version: v.literal(SPEC_VERSION),
  id: IdSchema,
  title: titleText,
  description: v.optional(text(2_000)),
  /** Names divided by "/". */
  folder: v.optional(v.pipe(text(200), v.regex(/^[^/\n]+(\/[^/\n]+)*$/, 'names divided by "/"'))),
  /** Name of the semantic model. */
  model: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Personas that it is for; everybody when left out. */
  personas: v.optional(list(v.pipe(v.string(), v.maxLength(200)), 50)),
  theme: v.optional(ThemeSchema, {}),
  /** Window of all tiles that have no own. */
  time: v.optional(v.strictObject({ range: TimeRangeSchema })),
  /** Of tiles that have no own. */
  refresh: v.optional(RefreshSchema),
  features: v.optional(list(v.picklist(FEATURES), FEATURES.length), []),
  filters: v.optional(list(FilterControlSchema, LIMITS.filters), []),
  tiles: v.optional(list(TileSchema, LIMITS.tiles), []),
});
export type DashboardSpec = v.InferOutput<typeof DashboardSpecSchema>;
export type DashboardSpecInput = v.InferInput<typeof DashboardSpecSchema>;

/** Kinds that show rows of a plan or a source. */
export const DATA_KINDS: ReadonlySet<TileKind> = new Set(
  TILE_KINDS.filter(kind => !['text', 'filter', 'question', 'upload'].includes(kind)),
);

/** Of those the ones that draw them: the others are read. */
export const CHART_KINDS: ReadonlySet<TileKind> = new Set(
  [...DATA_KINDS].filter(kind => !['number', 'table', 'pivot', 'list'].includes(kind)),
);
