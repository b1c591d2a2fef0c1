import type { Grammar } from './grammar.ts';
import type { BinaryOperator, Expression, Unary } from './nodes.ts';
import { parsePredicate } from './parse-predicate.ts';
import { parsePrimary } from './parse-primary.ts';
import { MAX_DEPTH, Tokens, tooDeep } from './tokens.ts';
import { depthOf } from './walk.ts';

/** Levels of the operators that chain, loosest first; comparisons stand between NOT and `||` and don't chain. */
const CHAINS: readonly (readonly BinaryOperator[])[] = [['OR'], ['AND'], ['||'], ['+', '-'], ['*', '/', '%']];
const LOOSEST = 0;
const LOOSEST_OPERAND = 2;

/**
 * Parses one expression of the standard's SQL subset (`Ossie_SQL_2026`) into a frozen tree with positions.
 *
 * Binding, tightest first: signs; `*` `/` `%`; `+` `-`; `||`; comparisons, LIKE, IN, BETWEEN and IS, which do
 * not chain (`1 < x < 10` is refused); NOT, which applies to the whole comparison after it as in every engine;
 * AND; OR. Aliases are canonical after parsing (see `functions.ts` and `rewrites.ts`). Functions that the
 * catalogue does not know stay calls with their name in upper case. Comments are refused.
 * @throws SophiaError expression.syntax, expression.not_supported, expression.arguments, expression.too_long,
 * expression.too_deep, E_DEFERRED_FRAME_MODE; `details.position` is the offset into the text
 */
export function parseExpression(text: string): Expression {
  const tokens = new Tokens(text);
  const grammar: Grammar = {
    tokens,
    expression: () => tokens.nested(() => parseChain(grammar, LOOSEST)),
    operand: () => parseChain(grammar, LOOSEST_OPERAND),
  };
  const expression = grammar.expression();
  if (tokens.next.kind !== 'end') throw trailing(tokens);
  if (depthOf(expression) > MAX_DEPTH) throw tooDeep(MAX_DEPTH, 0);
  return expression;
}

function parseChain(grammar: Grammar, level: number): Expression {
  const { tokens } = grammar;
  const operators = CHAINS[level];
  if (!operators) return parseSigned(grammar);
  const start = tokens.next.start;
  const tighter = () => (operators[0] === 'AND' ? parseNegation(grammar) : parseChain(grammar, level + 1));
  let left = tighter();
  for (;;) {
    const operator = operators.find(candidate => tokens.sees(candidate));
    if (!operator) return left;
    tokens.advance();
    const right = tighter();
    left = Object.freeze({ kind: 'binary', operator, left, right, at: tokens.spanFrom(start) });
  }
}

function parseNegation(grammar: Grammar): Expression {
  const { tokens } = grammar;
  const start = tokens.next.start;
  if (!tokens.takes('NOT')) return parsePredicate(grammar);
  const operand = tokens.nested(() => parseNegation(grammar));
  return Object.freeze<Unary>({ kind: 'unary', operator: 'NOT', operand, at: tokens.spanFrom(start) });
}

function parseSigned(grammar: Grammar): Expression {
  const { tokens } = grammar;
  const start = tokens.next.start;
  const operator = (['-', '+'] as const).find(sign => tokens.takes(sign));
  if (!operator) return parsePrimary(grammar);
  const operand = tokens.nested(() => parseSigned(grammar));
  return Object.freeze<Unary>({ kind: 'unary', operator, operand, at: tokens.spanFrom(start) });
}

function trailing(tokens: Tokens) {
  if (tokens.sees('::')) return tokens.notSupported('x::type', 'write CAST(x AS type)');
  if (tokens.sees('[')) return tokens.notSupported('An array subscript', 'use a field that holds the element');
  if (tokens.sees(';')) return tokens.notSupported('More than one statement', 'give a single expression');
  if (tokens.sees('FILTER', '(')) {
    return tokens.notSupported('FILTER (WHERE …)', 'write the condition inside: SUM(CASE WHEN condition THEN x END)');
  }
  if (
    ['UNION', 'INTERSECT', 'EXCEPT', 'FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT'].some(w => tokens.sees(w))
  ) {
    return tokens.notSupported(tokens.next.keyword, 'an expression is not a query; the query’s own clauses do this');
  }
  return tokens.unexpected('an operator or the end of the expression');
}
