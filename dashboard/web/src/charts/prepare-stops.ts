import { addsUp } from '../../../../core/answer/adds-up.ts';
import type { Cell, Results } from '../api/types.ts';
import { formatCell, numberOf } from '../format.ts';
import { clashReason, foldRows } from './add-up.ts';
import {
  type ChartRequest,
  isArea,
  isBars,
  isPercent,
  isStacked,
  type Refusal,
  refusal,
  type Series,
  type StopChart,
  type StopKind,
} from './chart.ts';
import { type Found, findColumn, isFound } from './find-column.ts';
import { groupName } from './group-name.ts';
import { limitSeries } from './limit-series.ts';
import { isPartial } from './period.ts';
import { withMissingPeriods } from './periods-between.ts';
import { shareOut } from './share-out.ts';

const MOST_ROWS = 20;
const MOST_GROUPED_BARS = 40;

type Request = ChartRequest & { readonly kind: StopKind };

/** Lines, areas and bars; undefined where the columns are not there. `asOf`: epoch milliseconds. */
export function prepareStops(results: Results, request: Request, asOf: number): StopChart | Refusal | undefined {
  const x = findColumn(results, request.x);
  const measures = request.y.map(name => findColumn(results, name)).filter(isFound);
  const y = measures[0]?.column;
  if (x === undefined || y === undefined) return undefined;
  const notes: string[] = [];
  const drawn = measures.filter(({ column }) => column.unit === y.unit && column.format === y.format);
  const left = measures.filter(found => !drawn.includes(found)).map(({ column }) => column.label);
  if (left.length > 0) notes.push(`Not drawn, in another unit: ${left.join(', ')}.`);
  const time = x.column.role === 'time';
  const dated = time ? results.rows.filter(row => row[x.at] !== null) : results.rows;
  if (dated.length < results.rows.length) notes.push('Rows without a date are not drawn.');
  const split =
    isBars(request) && namesTwice({ ...results, rows: dated }, request.x)
      ? undefined
      : findColumn(results, request.series);
  const keyed = [x, split].filter(isFound).map(({ at }) => at);
  const shownMeasures = split === undefined ? drawn : drawn.slice(0, 1);
  const folded = foldRows(
    { ...results, rows: dated },
    keyed,
    shownMeasures.map(({ at }) => at),
  );
  if (folded.clash !== undefined) return refusal(clashReason(results, keyed, folded.clash), 'table');
  const fault = stackFault(request, shownMeasures, folded.rows);
  if (fault !== undefined) return fault;
  return stopChart(request, { x, split, drawn: shownMeasures, rows: folded.rows, notes, time }, asOf);
}

/** Parts below zero have no share, and would lie under the others in a stacked area. */
function stackFault(request: Request, measures: readonly Found[], rows: Results['rows']): Refusal | undefined {
  if (!isPercent(request) && request.kind !== 'stackedArea') return undefined;
  const below = measures.find(({ at }) => rows.some(row => (numberOf(row[at]) ?? 0) < 0));
  if (below === undefined) return undefined;
  const what = isPercent(request) ? 'no shares of a whole' : 'no stacked areas';
  return refusal(`${below.column.label} has values below zero, which make ${what}.`, 'bar');
}

interface Parts {
  readonly x: Found;
  readonly split: Found | undefined;
  readonly drawn: readonly Found[];
  readonly rows: Results['rows'];
  readonly notes: readonly string[];
  readonly time: boolean;
}

function stopChart(request: Request, { x, split, drawn, rows, notes: found, time }: Parts, asOf: number): StopChart {
  const notes = [...found];
  const y = drawn[0]?.column ?? x.column;
  const cells = new Map(rows.map(row => [String(row[x.at] ?? ''), row[x.at] ?? null]));
  const keys = time ? withMissingPeriods([...cells.keys()].sort(), x.column.grain) : [...cells.keys()];
  const all =
    split === undefined ? byMeasure(rows, x.at, drawn, keys) : bySeries(rows, x.at, drawn[0]?.at ?? 0, split, keys);
  const limited = limitSeries(all, isStacked(request) || (split !== undefined && addsUp(y, false)));
  notes.push(...limited.notes);
  // weekdays stand as they follow each other
  const sorted = !time && !isLine(request) && x.column.part === undefined;
  const order = sorted ? bySize(keys, limited.series) : keys.map((_, index) => index);
  const shown = sorted ? order.slice(0, mostStops(request.kind, limited.series.length)) : order;
  if (shown.length < order.length) notes.push(`The first ${shown.length} of ${order.length} are drawn.`);
  const series = limited.series.map(one => ({ ...one, values: shown.map(index => one.values[index]) }));
  const kept = shown.map(index => keys[index] ?? '');
  const open = time ? kept.findIndex(stop => isPartial(stop, x.column.grain, asOf)) : -1;
  if (open >= 0) notes.unshift(openNote(kept.slice(open).map(stop => formatCell(stop, x.column))));
  const shares = isPercent(request);
  return {
    kind: request.kind,
    x: x.column,
    y: shares ? { ...y, label: `Share of ${y.label}`, type: 'float', format: 'percent', unit: '%', decimals: 0 } : y,
    ...(shares && { toldY: y }),
    ...(split && { split: split.column }),
    stops: kept,
    cells: kept.map(key => cells.get(key) ?? (time ? key : null)),
    time,
    ...(isBars(request) && { lies: request.lies ?? !time }),
    series: shares ? shareOut(series) : series,
    drawn: [x, split, ...drawn].filter(isFound).map(({ column }) => column),
    openFrom: open < 0 ? kept.length : open,
    notes,
  };
}

const isLine = (request: Request): boolean => request.kind === 'line' || isArea(request);

const openNote = (periods: readonly string[]): string =>
  periods.length === 1 ? `${periods[0]} is not over yet.` : `${periods[0]} and what follows is not over yet.`;

/** Rows of bars that still read as one picture. */
const mostStops = (kind: StopKind, series: number): number =>
  kind === 'groupedBar' ? Math.max(4, Math.floor(MOST_GROUPED_BARS / Math.max(1, series))) : MOST_ROWS;

/** Whether each x has one row: then a second dimension only names it again (a code beside a name) and splits nothing. */
export function namesTwice(results: Results, name: string | undefined): boolean {
  const x = findColumn(results, name);
  return x !== undefined && new Set(results.rows.map(row => row[x.at])).size === results.rows.length;
}

function byMeasure(rows: Results['rows'], x: number, measures: readonly Found[], keys: readonly string[]): Series[] {
  const rowOf = new Map(rows.map(row => [String(row[x] ?? ''), row]));
  return measures.map(({ column, at }) => {
    const values = keys.map(key => numberOf(rowOf.get(key)?.[at]));
    return { name: column.label, values, other: false };
  });
}

function bySeries(rows: Results['rows'], x: number, y: number, split: Found, keys: readonly string[]): Series[] {
  const groups = new Map<string, { name: string; cell: Cell; values: Map<string, number | undefined> }>();
  for (const row of rows) {
    const cell = row[split.at] ?? null;
    const key = JSON.stringify(cell);
    const group = groups.get(key) ?? { name: groupName(cell, split.column), cell, values: new Map() };
    group.values.set(String(row[x] ?? ''), numberOf(row[y]));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ name, cell, values }) => ({
    name,
    cell,
    values: keys.map(key => values.get(key)),
    other: false,
  }));
}

/** Indices of the stops, the largest first. */
function bySize(keys: readonly string[], series: readonly Series[]): number[] {
  const size = (index: number) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
  return keys.map((_, index) => index).sort((a, b) => size(b) - size(a));
}
