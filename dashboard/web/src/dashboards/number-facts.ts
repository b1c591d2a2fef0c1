import type { AnswerColumn, Cell } from '../api/types.ts';
import { formatCell, kindOf, MISSING, numberOf } from '../format.ts';
import { type Tone, toneOf } from '../tiles/rules.ts';
import type { Tile, TileEvent } from './dashboards-api.ts';

/** A number of a tile as it is read: exact where there is room, its change, and how far it is from its target. */
export interface NumberFact {
  readonly column: AnswerColumn;
  readonly cell: Cell;
  readonly tone?: Tone | undefined;
  readonly change?: Change | undefined;
  readonly target?: { readonly share: number | undefined; readonly text: string } | undefined;
}

export interface Change {
  /** With its sign: +12.4 %, −2.1 points. */
  readonly text: string;
  readonly direction: 'up' | 'down' | 'same' | 'unknown';
  readonly tone: Tone;
  /** What it is compared with. */
  readonly than: string;
  /** The value before. */
  readonly before: string;
}

/** One row of numbers; several rows are no number. */
export const showsNumber = ({ results }: TileEvent): boolean =>
  results.rows.length === 1 && results.columns.some(column => column.role === 'measure');

export function numberFacts(tile: Tile, { results }: TileEvent): NumberFact[] {
  const [row = []] = results.rows;
  const cellOf = (name: string): Cell | undefined => {
    const at = results.columns.findIndex(column => column.name === name);
    return at < 0 ? undefined : (row[at] ?? null);
  };
  const measures = results.columns.filter(column => column.role === 'measure');
  const wanted = tile.encoding?.y;
  const shown = measures.filter(({ name }) => wanted?.includes(name) ?? !isDerived(name, measures));
  return (shown.length > 0 ? shown : measures.slice(0, 1)).map((column, index) => {
    const cell = cellOf(column.name) ?? null;
    return {
      column,
      cell,
      tone: toneOf(tile, column.name, cell),
      change: changeOf(tile, column, cell, cellOf),
      target: index === 0 ? targetOf(tile, column, cell) : undefined,
    };
  });
}

const stem = (name: string): string => name.slice(0, 100);

/** Whether a column is the value before or the growth of another. */
const isDerived = (name: string, measures: readonly AnswerColumn[]): boolean =>
  measures.some(other => name === `${stem(other.name)}_before` || name === `${stem(other.name)}_growth`);

const THAN = { previousPeriod: 'vs the period before', previousYear: 'vs a year before' } as const;

function changeOf(
  tile: Tile,
  column: AnswerColumn,
  cell: Cell,
  cellOf: (name: string) => Cell | undefined,
): Change | undefined {
  const before = cellOf(`${stem(column.name)}_before`);
  if (tile.comparison === undefined || before === undefined) return undefined;
  const growthName = `${stem(column.name)}_growth`;
  const growth = cellOf(growthName);
  const [now, then] = [numberOf(cell), numberOf(before)];
  const points = kindOf(column) === 'percent';
  const difference = now === undefined || then === undefined ? undefined : now - then;
  const size = rounded(points ? difference : numberOf(growth));
  const direction = size === undefined ? 'unknown' : size > 0 ? 'up' : size < 0 ? 'down' : 'same';
  const better = column.better === 'lower' ? 'down' : 'up';
  const tone = direction === better ? 'good' : direction === 'up' || direction === 'down' ? 'bad' : 'neutral';
  return {
    text: size === undefined ? MISSING : signed(size, points),
    direction,
    tone: toneOf(tile, growthName, growth) ?? tone,
    than: THAN[tile.comparison.with],
    before: formatCell(before, column, { withUnit: true }),
  };
}

/** As exact as it is written: what rounds to nothing is no change. */
const rounded = (size: number | undefined): number | undefined =>
  size === undefined ? undefined : Math.round(size * 1_000) / 1_000;

/** Shares differ by points: 90 % after 80 % is 10 points more, not 12.5 %. */
function signed(size: number, points: boolean): string {
  const sign = size > 0 ? '+' : '';
  if (!points) return `${sign}${formatCell(size, { type: 'float', format: 'percent', decimals: 1 })}`;
  return `${sign}${formatCell(size * 100, { type: 'float', decimals: 1 })} points`;
}

function targetOf({ target }: Tile, column: AnswerColumn, cell: Cell): NumberFact['target'] {
  if (target === undefined) return undefined;
  const now = numberOf(cell);
  const share = now === undefined || target.value <= 0 ? undefined : now / target.value;
  const name = target.label ?? 'target';
  const value = formatCell(target.value, column, { compact: true, withUnit: true });
  const reached =
    share === undefined ? '' : `${formatCell(share, { type: 'float', format: 'percent', decimals: 0 })} of `;
  return { share, text: `${reached}${name} ${value}` };
}

/** Pixels of a figure at 28 px. */
const FIGURE = 16.5;

/** The number as long as there is room for it, else short; the exact one is said beside. */
export function headline(
  { column, cell }: Pick<NumberFact, 'column' | 'cell'>,
  width: number,
  decimals?: number,
): { readonly shown: string; readonly exact: string } {
  const exact = formatCell(cell, column, { withUnit: true });
  const number = numberOf(cell);
  if (decimals !== undefined) {
    const set = formatCell(cell, column, { decimals });
    if (set.length * FIGURE <= width) return { shown: set, exact };
  }
  // Cents of ten thousands say nothing.
  const large = number !== undefined && Math.abs(number) >= 10_000 && kindOf(column) === 'currency';
  const full = formatCell(cell, column, large ? { decimals: 0 } : {});
  return { shown: full.length * FIGURE <= width ? full : formatCell(cell, column, { compact: true }), exact };
}
