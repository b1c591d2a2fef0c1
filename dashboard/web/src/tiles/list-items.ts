import type { AnswerColumn, Cell, Results } from '../api/types.ts';
import { findColumn, isFound } from '../charts/find-column.ts';
import { groupName } from '../charts/group-name.ts';
import { formatCell } from '../format.ts';
import { type Tone, toneOf } from './rules.ts';
import type { Tile, TileEvent } from './tile-body.ts';

export interface ListItem {
  /** Place in the list. */
  readonly at: number;
  readonly title: string;
  /** What is known beside the title, when and how much. */
  readonly details: readonly string[];
  readonly when: string;
  readonly value: string;
  readonly tone: Tone | undefined;
  readonly cell: Cell;
}

export interface ListOf {
  readonly titleColumn: AnswerColumn;
  readonly items: readonly ListItem[];
  /** Whether any item has details. */
  readonly detailed: boolean;
}

/** Rows as entries of a feed: what it is about, when, how much, and the rest below. */
export function listItems(tile: Tile, event: TileEvent, results: Results): ListOf | undefined {
  const { encoding = {} } = tile;
  const first = (role: AnswerColumn['role']) => results.columns.find(column => column.role === role)?.name;
  const suggested = findColumn(results, event.chart.x);
  const title =
    findColumn(results, encoding.label) ??
    (suggested?.column.role === 'dimension' ? suggested : undefined) ??
    findColumn(results, first('dimension') ?? results.columns[0]?.name);
  if (title === undefined) return undefined;
  const time = findColumn(results, encoding.x) ?? findColumn(results, first('time'));
  const when = time?.at === title.at ? undefined : time;
  const value = findColumn(results, encoding.y?.[0] ?? first('measure'));
  const used = [title, when, value].filter(isFound).map(({ at }) => at);
  const others = results.columns.flatMap((column, at) => (used.includes(at) ? [] : [{ column, at }]));
  const items = results.rows.map((row, at): ListItem => {
    const tones = results.columns.map(({ name }, index) => toneOf(tile, name, row[index]));
    return {
      at,
      title: groupName(row[title.at], title.column),
      details: others.flatMap(({ column, at }) =>
        row[at] === null || row[at] === '' ? [] : [detail(row[at] ?? null, column)],
      ),
      when: when === undefined || row[when.at] === null ? '' : formatCell(row[when.at], when.column),
      value: value === undefined ? '' : formatCell(row[value.at], value.column, { withUnit: true }),
      tone: tones.find(tone => tone !== undefined),
      cell: row[title.at] ?? null,
    };
  });
  return { titleColumn: title.column, items, detailed: others.length > 0 };
}

const detail = (cell: Cell, column: AnswerColumn): string => {
  const text = formatCell(cell, column, { withUnit: true });
  return column.role === 'measure' ? `${column.label} ${text}` : text;
};
