import type { Cell } from '../api/types.ts';
import { numberOf } from '../format.ts';
import type { Tile } from './tile-body.ts';

type Rule = NonNullable<NonNullable<Tile['style']>['rules']>[number];
export type Tone = Rule['tone'];

/** -1, 0 or 1 of two values of one kind: numbers as numbers, dates and texts as texts without regard to case. */
function compared(cell: NonNullable<Cell>, value: Rule['value']): number | undefined {
  if (typeof value === 'number') {
    const number = numberOf(cell);
    return number === undefined ? undefined : Math.sign(number - value);
  }
  const [left, right] = [String(cell).toLowerCase(), String(value).toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

const HOLDS: Readonly<Record<Rule['operator'], (order: number) => boolean>> = {
  '=': order => order === 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

const isOf = (rule: Rule, column: string): boolean => rule.column.toLowerCase() === column.toLowerCase();

/** Whether a rule holds for the value that it looks at; for none it does not. */
function holds(rule: Rule, cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined) return false;
  const order = compared(cell, rule.value);
  return order !== undefined && HOLDS[rule.operator](order);
}

/** The tone of a cell by the first rule of its column that holds; a cell without a value has none. */
export const toneOf = ({ style }: Pick<Tile, 'style'>, column: string, cell: Cell | undefined): Tone | undefined =>
  style?.rules?.find(rule => isOf(rule, column) && holds(rule, cell))?.tone;

/** A tone in a row, and whether it is that of the value itself or of the whole row. */
export interface RowTone {
  readonly tone: Tone;
  readonly own: boolean;
}

/** The tones of a row's cells: of each the first rule that holds of those that look at it or mark the whole row. */
export function tonesOfRow(
  { style }: Pick<Tile, 'style'>,
  columns: readonly string[],
  row: readonly Cell[],
): readonly (RowTone | undefined)[] {
  const looked = (style?.rules ?? []).map(rule => ({ rule, at: columns.findIndex(column => isOf(rule, column)) }));
  const held = looked.filter(({ rule, at }) => at >= 0 && holds(rule, row[at]));
  return columns.map((_, index) => {
    const first = held.find(({ rule, at }) => at === index || rule.marks === 'row');
    return first && { tone: first.rule.tone, own: first.at === index };
  });
}

/** Colours of tones as CSS. */
export const TONE_COLOUR: Readonly<Record<Tone, string>> = {
  neutral: 'var(--neutral-9)',
  good: 'var(--green)',
  warning: 'var(--amber)',
  bad: 'var(--red)',
};
