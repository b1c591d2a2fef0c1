import type { Cell } from '../../core/ports/query-engine.ts';
import { asDay, asNumber, asText, isClose, isMissing } from './values.ts';

type Table = readonly (readonly Cell[])[];
/** A value as it is compared: a number with tolerance, anything else by its text; null is missing. */
type Value = number | string | null;

/** One gold column and one answered column as the same kind of values. */
interface Pairing {
  readonly column: number;
  readonly gold: readonly Value[];
  readonly answer: readonly Value[];
}

/**
 * Whether an answer holds the gold table: each gold column has an answered column of its own (whatever its
 * name and place) such that the rows agree, as a multiset, or in order when `ordered`. Answered columns left
 * over do no harm. Numbers agree within 1e-6 of their size or 0.005; ratios may be fractions on one side and
 * percents on the other, a whole column alike; periods agree by their first day; case and outer blanks do not
 * matter. Rows that tie on what gold is ordered by may come in any order.
 */
export function sameTable(gold: Table, answer: Table, ordered: boolean): boolean {
  if (gold.length !== answer.length) return false;
  const [first] = gold;
  if (!first) return true;
  const width = answer[0]?.length ?? 0;
  const options = first.map((_, index) =>
    Array.from({ length: width }, (__, column) =>
      pairings(columnOf(gold, index), columnOf(answer, column), column),
    ).flat(),
  );
  const runs = ordered ? tieRuns(gold) : [[0, gold.length] as const];
  const choose = (index: number, taken: readonly Pairing[]): boolean => {
    const candidates = options[index];
    if (!candidates) return runs.every(([from, to]) => sameRows(taken, from, to));
    return candidates
      .filter(({ column }) => taken.every(other => other.column !== column))
      .some(candidate => choose(index + 1, [...taken, candidate]));
  };
  return choose(0, []);
}

const columnOf = (table: Table, index: number): Cell[] => table.map(row => row[index] ?? null);

/** The ways in which two columns hold the same values, rows aside; none when they do not. */
function pairings(gold: readonly Cell[], answer: readonly Cell[], column: number): Pairing[] {
  const asNumbers = [valuesBy(gold, asNumber), valuesBy(answer, asNumber)] as const;
  if (asNumbers[0] && asNumbers[1]) return numberPairings(asNumbers[0], asNumbers[1], column);
  for (const kind of [asDay, asText]) {
    const [left, right] = [valuesBy(gold, kind), valuesBy(answer, kind)];
    if (left && right) return sameMultiset(left, right) ? [{ column, gold: left, answer: right }] : [];
  }
  return [];
}

/** The column as values of one kind; undefined when a value is not of it. */
function valuesBy(cells: readonly Cell[], kind: (cell: Cell) => Value | undefined): Value[] | undefined {
  const values: Value[] = [];
  for (const cell of cells) {
    const value = isMissing(cell) ? null : kind(cell);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function numberPairings(gold: Value[], answer: Value[], column: number): Pairing[] {
  if (sameMultiset(gold, answer)) return [{ column, gold, answer }];
  const percents = (values: Value[]) => values.map(value => (typeof value === 'number' ? value * 100 : value));
  const areFractions = (values: Value[]) => values.every(value => typeof value !== 'number' || Math.abs(value) <= 10);
  const areWhole = (values: Value[]) => values.every(value => typeof value !== 'number' || Number.isInteger(value));
  if (areWhole(gold) && areWhole(answer)) return [];
  const scaled: Pairing[] = [];
  if (areFractions(answer)) scaled.push({ column, gold, answer: percents(answer) });
  if (areFractions(gold)) scaled.push({ column, gold: percents(gold), answer });
  return scaled.filter(pairing => sameMultiset(pairing.gold, pairing.answer)).slice(0, 1);
}

function sameMultiset(left: readonly Value[], right: readonly Value[]): boolean {
  const [a, b] = [left.toSorted(compareValues), right.toSorted(compareValues)];
  return a.every((value, index) => sameValue(value, b[index] ?? null));
}

function sameValue(a: Value, b: Value): boolean {
  return typeof a === 'number' && typeof b === 'number' ? isClose(a, b) : a === b;
}

/** Missing first, then numbers, then texts. */
function compareValues(a: Value, b: Value): number {
  const rank = (value: Value) => (value === null ? 0 : typeof value === 'number' ? 1 : 2);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

type Row = readonly Value[];

/** Whether rows `from` to `to` are the same multiset on both sides under the pairings. */
function sameRows(pairs: readonly Pairing[], from: number, to: number): boolean {
  const rowsOf = (side: 'gold' | 'answer'): Row[] =>
    Array.from({ length: to - from }, (_, offset) => pairs.map(pair => pair[side][from + offset] ?? null));
  const [gold, answer] = [grouped(rowsOf('gold')), grouped(rowsOf('answer'))];
  return [...gold].every(([key, rows]) => {
    const others = answer.get(key);
    return others?.length === rows.length && matched(rows, others);
  });
}

/** Rows by everything of them but their numbers, which agree only nearly. */
const grouped = (rows: readonly Row[]): Map<string, Row[]> =>
  Map.groupBy(rows, row => JSON.stringify(row.map(value => (typeof value === 'number' ? '#' : [value]))));

const sameRow = (a: Row, b: Row): boolean => a.every((value, index) => sameValue(value, b[index] ?? null));

/** A perfect matching of rows that agree: in sorted order where that does, else by augmenting paths. */
function matched(left: readonly Row[], right: readonly Row[]): boolean {
  const byValues = (a: Row, b: Row) =>
    a.map((value, i) => compareValues(value, b[i] ?? null)).find(order => order !== 0) ?? 0;
  const [a, b] = [left.toSorted(byValues), right.toSorted(byValues)];
  if (a.every((row, index) => sameRow(row, b[index] ?? []))) return true;
  const owner = new Map<number, number>();
  const place = (index: number, tried: Set<number>): boolean => {
    for (const [other, row] of b.entries()) {
      if (tried.has(other) || !sameRow(a[index] ?? [], row)) continue;
      tried.add(other);
      const before = owner.get(other);
      if (before === undefined || place(before, tried)) {
        owner.set(other, index);
        return true;
      }
    }
    return false;
  };
  return a.every((_, index) => place(index, new Set()));
}

/** Stretches of gold rows whose order among themselves is free: those that tie on its last sorted column. */
function tieRuns(gold: Table): (readonly [number, number])[] {
  const columns = (gold[0] ?? []).map((_, index) => comparable(columnOf(gold, index)));
  const sorted = columns.filter(values => values !== undefined).filter(isSorted);
  const key = sorted.findLast(values => typeof values[0] === 'number') ?? sorted.at(-1);
  const starts = gold.flatMap((_, index) =>
    index === 0 || !key || !ties(key[index - 1]!, key[index]!) ? [index] : [],
  );
  return starts.map((from, index) => [from, starts[index + 1] ?? gold.length] as const);
}

const comparable = (cells: readonly Cell[]): Value[] | undefined => {
  if (cells.some(isMissing)) return undefined;
  return valuesBy(cells, asNumber) ?? valuesBy(cells, asDay) ?? valuesBy(cells, asText);
};

function isSorted(values: readonly Value[]): boolean {
  const steps = values.slice(1).map((value, index) => Math.sign(compareValues(values[index] ?? null, value)));
  return steps.every(step => step <= 0) || steps.every(step => step >= 0);
}

const ties = (a: Value, b: Value): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)) : a === b;
