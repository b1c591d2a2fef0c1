import type { AnswerColumn, Cell, ChartSuggestion, Results } from '../api/types.ts';
import { formatCell, numberOf } from '../format.ts';
import { groupName } from './group-name.ts';
import { limitSeries } from './limit-series.ts';
import { isPartial } from './period.ts';

/** One line or one colour of bars. `values` has one entry a stop. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  /** The rest, added up. */
  readonly other: boolean;
}

/** A chart by stops along x: lines and bars. */
export interface StopChart {
  readonly kind: 'line' | 'bar' | 'groupedBar' | 'stackedBar';
  readonly x: AnswerColumn;
  /** How values are written: the column of the first measure drawn. */
  readonly y: AnswerColumn;
  /** Raw cells of x, in the order drawn. */
  readonly stops: readonly string[];
  readonly time: boolean;
  readonly series: readonly Series[];
  /** Columns drawn, in the result's order. */
  readonly drawn: readonly AnswerColumn[];
  /** Index of the first stop that is a period that was not over; the number of stops when all were. */
  readonly openFrom: number;
  readonly notes: readonly string[];
}

export interface PlotPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

export interface ScatterChart {
  readonly kind: 'scatter';
  readonly x: AnswerColumn;
  readonly y: AnswerColumn;
  readonly points: readonly PlotPoint[];
  readonly notes: readonly string[];
}

export interface HeatMapChart {
  readonly kind: 'heatMap';
  readonly x: AnswerColumn;
  readonly row: AnswerColumn;
  readonly y: AnswerColumn;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** By row, then column. */
  readonly values: readonly (readonly (number | undefined)[])[];
  readonly notes: readonly string[];
}

export type Chart = StopChart | ScatterChart | HeatMapChart;

const MOST_ROWS = 20;
const MOST_GROUPED_BARS = 40;
const MOST_POINTS = 2_000;
const MOST_CELLS = { columns: 36, rows: 30 };

/** The drawable form of a result, or undefined where a table or a number says it better. `asOf`: epoch milliseconds. */
export function prepareChart(results: Results, chart: ChartSuggestion | undefined, asOf: number): Chart | undefined {
  if (chart === undefined || chart.kind === 'table' || chart.kind === 'number' || results.rows.length < 2)
    return undefined;
  if (chart.kind === 'scatter') return scatter(results, chart);
  if (chart.kind === 'heatMap' && !namesTwice(results, chart.x)) return heatMap(results, chart);
  const kind = chart.kind === 'heatMap' ? 'bar' : chart.kind;
  return stops(results, { ...chart, kind }, asOf);
}

type Found = { readonly column: AnswerColumn; readonly at: number };
const find = ({ columns }: Results, name: string | undefined): Found | undefined => {
  const at = columns.findIndex(column => column.name === name);
  const column = columns[at];
  return column === undefined ? undefined : { column, at };
};
const isFound = (found: Found | undefined): found is Found => found !== undefined;

/** Whether each x has one row: then a second dimension only names it again (a code beside a name) and splits nothing. */
function namesTwice(results: Results, name: string | undefined): boolean {
  const x = find(results, name);
  return x !== undefined && new Set(results.rows.map(row => row[x.at])).size === results.rows.length;
}

function stops(
  results: Results,
  chart: ChartSuggestion & { kind: StopChart['kind'] },
  asOf: number,
): StopChart | undefined {
  const x = find(results, chart.x);
  const measures = chart.y.map(name => find(results, name)).filter(isFound);
  const y = measures[0]?.column;
  if (x === undefined || y === undefined) return undefined;
  const drawn = measures.filter(({ column }) => column.unit === y.unit && column.format === y.format);
  const left = measures.filter(found => !drawn.includes(found)).map(({ column }) => column.label);
  const notes = left.length === 0 ? [] : [`In the table only: ${left.join(', ')}.`];
  const time = x.column.role === 'time';
  const rows = time ? results.rows.filter(row => row[x.at] !== null) : results.rows;
  if (rows.length < results.rows.length) notes.push('Rows without a date are in the table.');
  const keys = [...new Set(rows.map(row => String(row[x.at] ?? '')))];
  const split =
    chart.kind !== 'line' && namesTwice({ ...results, rows }, chart.x) ? undefined : find(results, chart.series);
  const all =
    split === undefined ? byMeasure(rows, x.at, drawn, keys) : bySeries(rows, x.at, drawn[0]?.at ?? 0, split, keys);
  const limited = limitSeries(all, chart.kind);
  notes.push(...limited.notes);
  const order = stopOrder(keys, limited.series, { time, sorted: chart.kind !== 'line' });
  const shown = time || chart.kind === 'line' ? order : order.slice(0, mostStops(chart.kind, limited.series.length));
  if (shown.length < order.length) notes.push(`The first ${shown.length} of ${order.length}; all are in the table.`);
  const series = limited.series.map(one => ({ ...one, values: shown.map(index => one.values[index]) }));
  const kept = shown.map(index => keys[index] ?? '');
  const open = time ? kept.findIndex(stop => isPartial(stop, x.column.grain, asOf)) : -1;
  if (open >= 0) notes.unshift(openNote(kept.slice(open).map(stop => formatCell(stop, x.column))));
  return {
    kind: chart.kind,
    x: x.column,
    y,
    stops: kept,
    time,
    series,
    drawn: [x, split, ...(split === undefined ? drawn : drawn.slice(0, 1))].filter(isFound).map(({ column }) => column),
    openFrom: open < 0 ? kept.length : open,
    notes,
  };
}

const openNote = (periods: readonly string[]): string =>
  periods.length === 1 ? `${periods[0]} is not over yet.` : `${periods[0]} and what follows is not over yet.`;

/** Rows of bars that still read as one picture. */
const mostStops = (kind: StopChart['kind'], series: number): number =>
  kind === 'groupedBar' ? Math.max(4, Math.floor(MOST_GROUPED_BARS / Math.max(1, series))) : MOST_ROWS;

function byMeasure(rows: Results['rows'], x: number, measures: readonly Found[], keys: readonly string[]): Series[] {
  const rowOf = new Map(rows.map(row => [String(row[x] ?? ''), row]));
  return measures.map(({ column, at }) => {
    const values = keys.map(key => numberOf(rowOf.get(key)?.[at]));
    return { name: column.label, values, other: false };
  });
}

function bySeries(rows: Results['rows'], x: number, y: number, split: Found, keys: readonly string[]): Series[] {
  const groups = new Map<string, { name: string; values: Map<string, number | undefined> }>();
  for (const row of rows) {
    const name = groupName(row[split.at], split.column);
    const group = groups.get(name) ?? { name, values: new Map() };
    group.values.set(String(row[x] ?? ''), numberOf(row[y]));
    groups.set(name, group);
  }
  return [...groups.values()].map(({ name, values }) => ({
    name,
    values: keys.map(key => values.get(key)),
    other: false,
  }));
}

/** Indices of the stops in the order drawn: time runs on, bars are sorted by their size, lines keep their order. */
function stopOrder(
  keys: readonly string[],
  series: readonly Series[],
  how: { time: boolean; sorted: boolean },
): number[] {
  const indices = keys.map((_, index) => index);
  if (how.time) return indices.sort((a, b) => ((keys[a] ?? '') < (keys[b] ?? '') ? -1 : 1));
  if (!how.sorted) return indices;
  const size = (index: number) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
  return indices.sort((a, b) => size(b) - size(a));
}

function scatter(results: Results, chart: ChartSuggestion): ScatterChart | undefined {
  const x = find(results, chart.x);
  const y = find(results, chart.y[0]);
  if (x === undefined || y === undefined) return undefined;
  const label =
    find(results, chart.series) ?? find(results, results.columns.find(column => column.role !== 'measure')?.name);
  const points = results.rows.flatMap((row): PlotPoint[] => {
    const [left, right] = [numberOf(row[x.at]), numberOf(row[y.at])];
    if (left === undefined || right === undefined) return [];
    return [{ name: label === undefined ? '' : groupName(row[label.at], label.column), x: left, y: right }];
  });
  if (points.length < 2) return undefined;
  const shown = points.slice(0, MOST_POINTS).sort((a, b) => a.x - b.x);
  const missing = results.rows.length - points.length;
  const notes = missing > 0 ? [`${missing} without both values are in the table.`] : [];
  return { kind: 'scatter', x: x.column, y: y.column, points: shown, notes };
}

function heatMap(results: Results, chart: ChartSuggestion): HeatMapChart | undefined {
  const x = find(results, chart.x);
  const row = find(results, chart.series);
  const y = find(results, chart.y[0]);
  if (x === undefined || row === undefined || y === undefined) return undefined;
  const distinct = ({ at, column }: Found): string[] => {
    const keys = [...new Set(results.rows.map(cells => String(cells[at] ?? '')))];
    return column.role === 'time' ? keys.sort() : keys;
  };
  const [columns, rows] = [distinct(x), distinct(row)];
  if (columns.length > MOST_CELLS.columns || rows.length > MOST_CELLS.rows) return undefined;
  const cells = new Map<string, Cell | undefined>(
    results.rows.map(values => [`${values[row.at] ?? ''}\n${values[x.at] ?? ''}`, values[y.at]]),
  );
  const values = rows.map(name => columns.map(column => numberOf(cells.get(`${name}\n${column}`))));
  return { kind: 'heatMap', x: x.column, row: row.column, y: y.column, columns, rows, values, notes: [] };
}
