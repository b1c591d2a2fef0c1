import type { Cell } from '../ports/query-engine.ts';
import type { AnswerColumn, ChartSuggestion } from './types.ts';

const mostSeries = 50;
const mostBars = 200;
/** Parts of one bar, and bars side by side, that still read as one picture. */
const mostStacked = 8;
const mostGrouped = 40;
/** Rows in which it is looked for columns that say the same. */
const mostCompared = 2_000;

/** What the columns do not say of themselves, see parts.ts. */
export interface ChartFacts {
  /** The measure that was asked for, when there are several. */
  readonly main?: string | undefined;
  /** Columns whose values may be stacked. */
  readonly additive: ReadonlySet<string>;
  /** Columns that only say what is between two others, as a change does. */
  readonly derived?: ReadonlySet<string> | undefined;
}

/**
 * The fit chart by the roles of the columns and the number of rows; `table` where a chart would say less.
 */
export function suggestChart(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  { main, additive, derived }: ChartFacts,
): ChartSuggestion {
  const named = (role: AnswerColumn['role']) => columns.filter(column => column.role === role);
  const times = named('time');
  const dimensions = withoutAliases(columns, rows, named('dimension'));
  const measures = named('measure').sort((a, b) => Number(b.name === main) - Number(a.name === main));
  const table: ChartSuggestion = { kind: 'table', y: [] };
  const [measure, second] = measures;
  if (!measure || rows.length === 0) return table;
  const y = sameUnit(measures.filter(column => column === measure || !derived?.has(column.name))).map(
    column => column.name,
  );
  const [time, dimension] = [times[0], dimensions[0]];
  if (times.length + dimensions.length === 0) {
    return rows.length === 1 ? { kind: 'number', y: measures.map(column => column.name) } : table;
  }
  if (rows.length === 1 || times.length > 1) return table;
  if (time) {
    if (!dimension) return { kind: 'line', x: time.name, y };
    if (dimensions.length > 1) return table;
    const line: ChartSuggestion = { kind: 'line', x: time.name, y: [measure.name], series: dimension.name };
    return distinct(columns, rows, dimension) <= mostSeries ? line : table;
  }
  const label = dimensions.length > 1 ? labelOf(columns, rows, dimensions) : dimension;
  if (!label) {
    const [first, other] = dimensions;
    return first && other && dimensions.length === 2
      ? crossed(columns, rows, [first, other], measure, additive)
      : table;
  }
  if (rows.length > mostBars) {
    return second ? { kind: 'scatter', x: measure.name, y: [second.name], series: label.name } : table;
  }
  return { kind: y.length > 1 ? 'groupedBar' : 'bar', x: label.name, y };
}

/**
 * The dimension that tells every row apart by itself: the others only describe it. Of several the one that reads
 * most like a name.
 */
function labelOf(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  dimensions: readonly AnswerColumn[],
): AnswerColumn | undefined {
  const unique = dimensions.filter(column => distinct(columns, rows, column) === rows.length);
  return unique.reduce<AnswerColumn | undefined>(
    (best, column) => (best && nameliness(columns, rows, best) <= nameliness(columns, rows, column) ? best : column),
    undefined,
  );
}

/** The dimensions without those that name the same things once more, as a code does beside a name. */
function withoutAliases(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  dimensions: readonly AnswerColumn[],
): AnswerColumn[] {
  if (dimensions.length < 2 || rows.length > mostCompared) return [...dimensions];
  const count = (...some: AnswerColumn[]) => {
    const indexes = some.map(column => columns.indexOf(column));
    return new Set(rows.map(row => JSON.stringify(indexes.map(index => row[index])))).size;
  };
  const isAlias = (one: AnswerColumn, other: AnswerColumn) =>
    count(one) === count(other) && count(one, other) === count(one);
  const order = dimensions.toSorted((a, b) => nameliness(columns, rows, a) - nameliness(columns, rows, b));
  const kept = order.filter((column, index) => !order.slice(0, index).some(better => isAlias(better, column)));
  return dimensions.filter(column => kept.includes(column));
}

/** Share of capitals, digits and marks: high for codes, low for names. */
function nameliness(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[], column: AnswerColumn) {
  const index = columns.indexOf(column);
  const text = rows.map(row => String(row[index] ?? '')).join('');
  return text.replace(/[^\p{Lu}\p{N}_-]/gu, '').length / Math.max(1, text.length);
}

/** Two dimensions: stacked where parts make a whole of few, a heat map where both are many. */
function crossed(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  [first, second]: readonly [AnswerColumn, AnswerColumn],
  measure: AnswerColumn,
  additive: ReadonlySet<string>,
): ChartSuggestion {
  const [many, few] =
    distinct(columns, rows, first) >= distinct(columns, rows, second) ? [first, second] : [second, first];
  const series = distinct(columns, rows, few);
  const bars = distinct(columns, rows, many);
  if (bars > mostBars || series > mostSeries) return { kind: 'table', y: [] };
  const y = [measure.name];
  const stacks = additive.has(measure.name) && isPositive(columns, rows, measure);
  if (series > mostStacked || (!stacks && series * bars > mostGrouped)) {
    // A row has room for its name, a column hardly.
    return { kind: 'heatMap', x: few.name, y, series: many.name };
  }
  return { kind: stacks ? 'stackedBar' : 'groupedBar', x: many.name, y, series: few.name };
}

/** Measures that share the first one's unit can share its axis. */
const sameUnit = (measures: readonly AnswerColumn[]): readonly AnswerColumn[] =>
  measures.filter(column => column.unit === measures[0]?.unit && column.format === measures[0]?.format);

/** Parts below zero would hide behind the others. */
function isPositive(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[], measure: AnswerColumn) {
  const index = columns.indexOf(measure);
  return rows.every(row => Number(row[index] ?? 0) >= 0);
}

function distinct(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[], column: AnswerColumn): number {
  const index = columns.indexOf(column);
  return new Set(rows.map(row => row[index])).size;
}
