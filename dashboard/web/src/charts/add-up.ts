import { addsUp } from '../../../../core/answer/adds-up.ts';
import type { AnswerColumn, Cell, Results } from '../api/types.ts';

const PLAIN = /^-?\d+(\.\d+)?$/;
const isKnown = (cell: Cell | undefined): cell is string | number =>
  cell !== null && cell !== undefined && cell !== '' && typeof cell !== 'boolean' && Number.isFinite(Number(cell));

/**
 * The sum of a column's cells, exact for integers and decimals of any length; those without a value are left out,
 * and null when none has one. Text when a cell was text, as long numbers come.
 */
export function sumCells(cells: Iterable<Cell | undefined>): Cell {
  const known: (string | number)[] = [];
  for (const cell of cells) if (isKnown(cell)) known.push(cell);
  if (known.length === 0) return null;
  const quick = quickSum(known);
  if (quick !== undefined) return quick;
  if (!known.every(cell => PLAIN.test(String(cell)))) return known.reduce<number>((sum, cell) => sum + Number(cell), 0);
  return exactSum(known);
}

/** Characters of text that a number holds without loss. */
const HELD = 15;

/** The exact sum where all cells are whole numbers, cents or the like, counted in those; undefined where they are not. */
function quickSum(known: readonly (string | number)[]): Cell | undefined {
  for (const scale of [0, 2, 4, 6]) {
    const unit = 10 ** scale;
    let sum = 0;
    const fits = known.every(cell => {
      if (typeof cell === 'string' && (cell.length > HELD || !PLAIN.test(cell))) return false;
      const number = Number(cell);
      const count = Math.round(number * unit);
      sum += count;
      return count / unit === number && Number.isSafeInteger(count) && Number.isSafeInteger(sum);
    });
    if (fits) return written(BigInt(sum), scale, known);
  }
  return undefined;
}

function exactSum(known: readonly (string | number)[]): Cell {
  const parts = known.map(cell => String(cell).split('.'));
  const scale = Math.max(...parts.map(([, fraction = '']) => fraction.length));
  let sum = 0n;
  for (const [integer = '0', fraction = ''] of parts) sum += BigInt(integer + fraction.padEnd(scale, '0'));
  return written(sum, scale, known);
}

/** A count of units as cells are: text, with as many decimals as the longest had, where one was text. */
function written(count: bigint, scale: number, known: readonly (string | number)[]): Cell {
  if (!known.some(cell => typeof cell === 'string')) return Number(decimalText(count, scale));
  const used = known.reduce<number>((most, cell) => Math.max(most, String(cell).split('.')[1]?.length ?? 0), 0);
  return used >= scale ? decimalText(count, scale) : decimalText(count / 10n ** BigInt(scale - used), used);
}

function decimalText(count: bigint, scale: number): string {
  const digits = (count < 0n ? -count : count).toString().padStart(scale + 1, '0');
  const head = digits.slice(0, digits.length - scale);
  return `${count < 0n ? '-' : ''}${head}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
}

export interface Folded {
  readonly rows: Results['rows'];
  /** A measure with several values in one place that may not be added up: then `rows` are of no use. */
  readonly clash?: AnswerColumn | undefined;
}

/** One row a combination of the `keys` columns, with the `measures` of several rows added up. Columns by index. */
export function foldRows({ columns, rows }: Results, keys: readonly number[], measures: readonly number[]): Folded {
  const groups = new Map<string, (readonly Cell[])[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map(at => row[at] ?? ''));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  if (groups.size === rows.length) return { rows };
  const acrossPeriods = columns.some((column, at) => column.role === 'time' && !keys.includes(at));
  const clash = measures.map(at => columns[at]).find(column => column !== undefined && !addsUp(column, acrossPeriods));
  if (clash !== undefined) return { rows, clash };
  return {
    rows: [...groups.values()].map(group =>
      (group[0] ?? []).map((cell, at) => (measures.includes(at) ? sumCells(group.map(row => row[at])) : cell)),
    ),
  };
}

/** Why rows that fall together can't be shown, and what to do about it. */
export function clashReason({ columns }: Results, keys: readonly number[], clash: AnswerColumn): string {
  const left = columns.filter(({ role }, at) => role !== 'measure' && !keys.includes(at)).map(({ label }) => label);
  const by = left.length === 0 ? 'Several rows fall together here' : `Its rows are also by ${left.join(' and ')}`;
  return `${by}, and ${clash.label} can’t be added up. ${left.length === 0 ? 'A table shows them all.' : `Ask without ${left.join(' and ')}, or show a table.`}`;
}
