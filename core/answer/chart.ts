import type { Cell } from '../ports/query-engine.ts';
import type { AnswerColumn, ChartSuggestion } from './types.ts';

const mostSeries = 50;
const mostBars = 200;

/** The fit chart by the roles of the columns and the number of rows; `table` where a chart would say less. */
export function suggestChart(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[]): ChartSuggestion {
  const named = (role: AnswerColumn['role']) => columns.filter(column => column.role === role);
  const [times, dimensions, measures] = [named('time'), named('dimension'), named('measure')];
  const table: ChartSuggestion = { kind: 'table', y: [] };
  const [measure, second] = measures;
  if (!measure || rows.length === 0) return table;
  const y = sameUnit(measures).map(column => column.name);
  const [time, dimension] = [times[0], dimensions[0]];
  if (times.length + dimensions.length === 0) {
    return rows.length === 1 ? { kind: 'number', y: measures.map(column => column.name) } : table;
  }
  if (rows.length === 1 || times.length > 1 || dimensions.length > 2) return table;
  if (time) {
    if (!dimension) return { kind: 'line', x: time.name, y };
    if (dimensions.length > 1) return table;
    const line: ChartSuggestion = { kind: 'line', x: time.name, y: [measure.name], series: dimension.name };
    return distinct(columns, rows, dimension) <= mostSeries ? line : table;
  }
  if (!dimension) return table;
  const other = dimensions[1];
  if (other) return crossed(columns, rows, dimension, other, measure);
  if (rows.length > mostBars) {
    return second ? { kind: 'scatter', x: measure.name, y: [second.name], series: dimension.name } : table;
  }
  return { kind: y.length > 1 ? 'groupedBar' : 'bar', x: dimension.name, y };
}

/** Two dimensions: stacked where parts make a whole of few, a heat map where both are many. */
function crossed(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  first: AnswerColumn,
  second: AnswerColumn,
  measure: AnswerColumn,
): ChartSuggestion {
  const [many, few] =
    distinct(columns, rows, first) >= distinct(columns, rows, second) ? [first, second] : [second, first];
  const series = distinct(columns, rows, few);
  const bars = distinct(columns, rows, many);
  if (bars > mostBars || series > mostSeries) return { kind: 'table', y: [] };
  const y = [measure.name];
  if (series > 8) return { kind: 'heatMap', x: many.name, y, series: few.name };
  return { kind: isPart(measure) ? 'stackedBar' : 'groupedBar', x: many.name, y, series: few.name };
}

/** Measures that share the first one's unit can share its axis. */
const sameUnit = (measures: readonly AnswerColumn[]): readonly AnswerColumn[] =>
  measures.filter(column => column.unit === measures[0]?.unit && column.format === measures[0]?.format);

/** Ratios do not add up to anything: they are not stacked. */
const isPart = (measure: AnswerColumn): boolean => measure.unit !== '%' && measure.format !== 'percent';

function distinct(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[], column: AnswerColumn): number {
  const index = columns.indexOf(column);
  return new Set(rows.map(row => row[index])).size;
}
