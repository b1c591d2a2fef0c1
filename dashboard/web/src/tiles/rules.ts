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

/** The tone of a cell by the first rule of its column that holds; a cell without a value has none. */
export function toneOf({ style }: Pick<Tile, 'style'>, column: string, cell: Cell | undefined): Tone | undefined {
  if (style?.rules === undefined || cell === null || cell === undefined) return undefined;
  return style.rules.find(rule => {
    if (rule.column.toLowerCase() !== column.toLowerCase()) return false;
    const order = compared(cell, rule.value);
    return order !== undefined && HOLDS[rule.operator](order);
  })?.tone;
}

/** Colours of tones as CSS. */
export const TONE_COLOUR: Readonly<Record<Tone, string>> = {
  neutral: 'var(--neutral-9)',
  good: 'var(--green)',
  warning: 'var(--amber)',
  bad: 'var(--red)',
};
