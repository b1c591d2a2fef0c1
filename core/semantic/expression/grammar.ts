import type { Expression } from './nodes.ts';
import type { Tokens } from './tokens.ts';

/** What the parts of the parser share: the tokens, and the way back to the rules above them. */
export interface Grammar {
  readonly tokens: Tokens;
  /** Any expression. */
  expression(): Expression;
  /** An expression that binds tighter than comparisons: what BETWEEN, IN and POSITION take unparenthesised. */
  operand(): Expression;
}

/** `item, item …` */
export function listOf<T>(tokens: Tokens, item: () => T): readonly T[] {
  const items = [item()];
  while (tokens.takes(',')) items.push(item());
  return items;
}
