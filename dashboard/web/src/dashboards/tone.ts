import type { Cell } from '../api/types.ts';
import { numberOf } from '../format.ts';
import type { Tile } from './dashboards-api.ts';

type Rule = NonNullable<NonNullable<Tile['style']>['rules']>[number];
export type Tone = Rule['tone'];

/** The tone of the first rule that holds for a column's value; undefined when none does. */
export function toneOf(rules: readonly Rule[] | undefined, column: string, cell: Cell | undefined): Tone | undefined {
  return rules?.find(rule => rule.column.toLowerCase() === column.toLowerCase() && holds(rule, cell))?.tone;
}

function holds({ operator, value }: Rule, cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined) return false;
  const [left, right] = typeof value === 'number' ? [numberOf(cell), value] : [String(cell), String(value)];
  if (left === undefined) return false;
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}
