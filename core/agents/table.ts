import type { AnswerColumn } from '../answer/types.ts';
import { sameName } from '../plan/names.ts';
import type { Cell } from '../ports/query-engine.ts';

/** A row of a plan's result, read by the names of its columns. */
export interface Row {
  /** Undefined where it is missing, and where there is no such column. */
  text(column: string): string | undefined;
  number(column: string): number | undefined;
  /** Whole days since 1970. */
  day(column: string): number | undefined;
}

export type Table = readonly Row[];

const millisecondsOfDay = 86_400_000;

export const dayNumber = (date: Date): number => Math.floor(date.getTime() / millisecondsOfDay);
export const dayText = (day: number): string => new Date(day * millisecondsOfDay).toISOString().slice(0, 10);

/** Rows with the types that calculations read: engines give decimals as text where numbers would lose digits. */
export function tableOf(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[]): Table {
  const index = (name: string) => columns.findIndex(column => sameName(column.name, name));
  const known = new Map<string, number>();
  const at = (cells: readonly Cell[], name: string): Cell => {
    const place = known.get(name) ?? index(name);
    known.set(name, place);
    return cells[place] ?? null;
  };
  return rows.map(cells => ({
    text: name => {
      const cell = at(cells, name);
      return cell === null ? undefined : String(cell);
    },
    number: name => numberOf(at(cells, name)),
    day: name => {
      const cell = at(cells, name);
      const time = typeof cell === 'string' ? Date.parse(cell.length === 10 ? `${cell}T00:00:00Z` : cell) : Number.NaN;
      return Number.isNaN(time) ? undefined : Math.floor(time / millisecondsOfDay);
    },
  }));
}

function numberOf(cell: Cell): number | undefined {
  if (cell === null || typeof cell === 'boolean' || cell === '') return undefined;
  const number = Number(cell);
  return Number.isFinite(number) ? number : undefined;
}
