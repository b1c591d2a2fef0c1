import { addsUp } from '../../../../core/answer/adds-up.ts';
import type { AnswerColumn, Cell, Results } from '../api/types.ts';
import { clashReason, foldRows, sumCells } from '../charts/add-up.ts';
import { type Refusal, refusal } from '../charts/chart.ts';
import { type Found, findColumn, isFound } from '../charts/find-column.ts';
import { formatCount } from '../format.ts';

export interface PivotRequest {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly measures: readonly string[];
  /** Whether totals are wanted, where they are right. */
  readonly totals: boolean;
  /** Whether rows are left out on purpose: then totals are of those shown, which is told. */
  readonly picked?: boolean;
}

/** A column of numbers: of a combination of values and a measure; the total over all combinations has no keys. */
export interface PivotHead {
  readonly keys: readonly Cell[];
  readonly measure: AnswerColumn;
  readonly isTotal: boolean;
}

export interface PivotLine {
  readonly kind: 'row' | 'subtotal' | 'total';
  /** Values of the row columns; of a subtotal those it is about. */
  readonly keys: readonly Cell[];
  /** By head. */
  readonly cells: readonly Cell[];
}

export interface Pivot {
  readonly kind: 'pivot';
  readonly rowColumns: readonly AnswerColumn[];
  readonly columnColumns: readonly AnswerColumn[];
  readonly measures: readonly AnswerColumn[];
  readonly heads: readonly PivotHead[];
  readonly lines: readonly PivotLine[];
  readonly notes: readonly string[];
}

const MOST_HEADS = 240;

/** Rows by columns by measures. Totals come of what adds up; what does not has none, and that is said. */
export function preparePivot(results: Results, request: PivotRequest): Pivot | Refusal {
  const found = (names: readonly string[]) => names.map(name => findColumn(results, name)).filter(isFound);
  const [rows, columns, measures] = [found(request.rows), found(request.columns), found(request.measures)];
  if (measures.length === 0 || rows.length === 0) return refusal('A pivot table needs rows and a number.', 'table');
  const keys = [...rows, ...columns].map(({ at }) => at);
  const folded = foldRows(
    results,
    keys,
    measures.map(({ at }) => at),
  );
  if (folded.clash !== undefined) return refusal(clashReason(results, keys, folded.clash), 'table');
  const combinations = distinct(folded.rows, columns);
  if (combinations.length * measures.length > MOST_HEADS)
    return refusal(`${combinations.length} columns are too many to read; rows have room for them.`, 'table');
  const folds = keys.length < results.columns.filter(({ role }) => role !== 'measure').length;
  const lostTime = folds && results.columns.some(({ role }, at) => role === 'time' && !keys.includes(at));
  const table = new PivotRows(folded.rows, { rows, columns, measures });
  const wanted = request.totals && !results.truncated;
  const adds = (measure: Found, over: readonly Found[]) =>
    wanted && addsUp(measure.column, lostTime || over.some(({ column }) => column.role === 'time'));
  const heads = headsOf(combinations, measures, measure => combinations.length > 1 && adds(measure, columns));
  const lines = linesOf(table, heads, {
    subtotals: measure => rows.length > 1 && adds(measure, rows.slice(1)),
    totals: measure => adds(measure, rows),
  });
  return {
    kind: 'pivot',
    rowColumns: rows.map(({ column }) => column),
    columnColumns: columns.map(({ column }) => column),
    measures: measures.map(({ column }) => column),
    heads: heads.map(({ head }) => head),
    lines,
    notes: request.totals
      ? [
          ...(request.picked && lines.some(isSum) ? [pickedNote(results)] : []),
          ...notesOf(results, measures, [...rows, ...columns]),
        ]
      : [],
  };
}

/** The combinations of values of some columns: periods in order, others as they come. */
function distinct(rows: Results['rows'], columns: readonly Found[]): readonly (readonly Cell[])[] {
  if (columns.length === 0) return [[]];
  const found = new Map<string, readonly Cell[]>();
  for (const row of rows) {
    const keys = columns.map(({ at }) => row[at] ?? null);
    found.set(JSON.stringify(keys), keys);
  }
  const places = columns.map(({ column }, at) => {
    const values = [...new Set([...found.values()].map(keys => keys[at] ?? null))];
    const order = column.role === 'time' ? values.sort((a, b) => (String(a) < String(b) ? -1 : 1)) : values;
    return new Map(order.map((value, place) => [value, place]));
  });
  const placeOf = (keys: readonly Cell[], at: number) => places[at]?.get(keys[at] ?? null) ?? 0;
  return [...found.values()].sort((a, b) => {
    const at = columns.findIndex((_, index) => placeOf(a, index) !== placeOf(b, index));
    return at < 0 ? 0 : placeOf(a, at) - placeOf(b, at);
  });
}

interface Sides {
  readonly rows: readonly Found[];
  readonly columns: readonly Found[];
  readonly measures: readonly Found[];
}

/** The rows of the result by what they are in the pivot. */
class PivotRows {
  readonly keys: readonly (readonly Cell[])[];
  readonly #byRow = new Map<string, (readonly Cell[])[]>();
  readonly #all: Results['rows'];
  readonly #sides: Sides;

  constructor(all: Results['rows'], sides: Sides) {
    this.#all = all;
    this.#sides = sides;
    this.keys = distinct(all, sides.rows);
    for (const row of all) {
      // Under each of its beginnings, so that subtotals find their rows.
      for (let length = 1; length <= sides.rows.length; length += 1) {
        const key = JSON.stringify(sides.rows.slice(0, length).map(({ at }) => row[at] ?? null));
        const list = this.#byRow.get(key);
        if (list === undefined) this.#byRow.set(key, [row]);
        else list.push(row);
      }
    }
  }

  /** The number at a row (all when it has no keys) and a head (all combinations when undefined). */
  cell(rowKeys: readonly Cell[], combination: readonly Cell[] | undefined, measure: Found): Cell {
    const rows = rowKeys.length === 0 ? this.#all : (this.#byRow.get(JSON.stringify(rowKeys)) ?? []);
    const { columns } = this.#sides;
    const found =
      combination === undefined
        ? rows
        : rows.filter(row => columns.every(({ at }, index) => (row[at] ?? null) === (combination[index] ?? null)));
    // One value is itself, whether it may be added up or not.
    return found.length === 1 ? (found[0]?.[measure.at] ?? null) : sumCells(found.map(row => row[measure.at]));
  }
}

interface Head {
  readonly head: PivotHead;
  readonly found: Found;
  readonly combination: readonly Cell[] | undefined;
}

function headsOf(
  combinations: readonly (readonly Cell[])[],
  measures: readonly Found[],
  hasTotal: (measure: Found) => boolean,
): Head[] {
  const of = (found: Found, combination: readonly Cell[] | undefined): Head => ({
    found,
    combination,
    head: { keys: combination ?? [], measure: found.column, isTotal: combination === undefined },
  });
  const shown = combinations.flatMap(combination => measures.map(found => of(found, combination)));
  return [...shown, ...measures.filter(hasTotal).map(found => of(found, undefined))];
}

function linesOf(
  table: PivotRows,
  heads: readonly Head[],
  has: { readonly subtotals: (measure: Found) => boolean; readonly totals: (measure: Found) => boolean },
): PivotLine[] {
  const line = (kind: PivotLine['kind'], keys: readonly Cell[], adds: (measure: Found) => boolean): PivotLine => ({
    kind,
    keys,
    cells: heads.map(({ found, combination }) => (adds(found) ? table.cell(keys, combination, found) : null)),
  });
  const lines: PivotLine[] = [];
  const { keys } = table;
  keys.forEach((key, index) => {
    lines.push(line('row', key, () => true));
    const next = keys[index + 1];
    const ends = next === undefined || next[0] !== key[0];
    const several = keys.filter(other => other[0] === key[0]).length > 1;
    if (key.length > 1 && ends && several && heads.some(({ found }) => has.subtotals(found)))
      lines.push(line('subtotal', key.slice(0, 1), has.subtotals));
  });
  if (keys.length > 1 && heads.some(({ found }) => has.totals(found))) lines.push(line('total', [], has.totals));
  return lines;
}

const isSum = ({ kind }: PivotLine): boolean => kind !== 'row';
const pickedNote = ({ rows }: Results): string =>
  `Totals are of the ${formatCount(rows.length)} rows that were read; there may be more.`;

function notesOf(results: Results, measures: readonly Found[], sides: readonly Found[]): readonly string[] {
  if (results.truncated) return ['No totals: there are more rows than were read.'];
  const timed = sides.some(({ column }) => column.role === 'time');
  const never = measures.filter(({ column }) => column.additivity === undefined).map(({ column }) => column.label);
  const partly = measures
    .filter(({ column }) => timed && column.additivity === 'semiAdditive')
    .map(({ column }) => column.label);
  return [
    ...(never.length === 0 ? [] : [`No totals, for it does not add up: ${never.join(', ')}.`]),
    ...(partly.length === 0 ? [] : [`No totals over time of levels: ${partly.join(', ')}.`]),
  ];
}
