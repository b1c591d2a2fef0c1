import type { Grammar } from './grammar.ts';
import { listOf } from './grammar.ts';
import type { BinaryOperator, Expression } from './nodes.ts';
import type { Tokens } from './tokens.ts';

const COMPARISONS: Readonly<Record<string, BinaryOperator>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const STARTS_PREDICATE = [...Object.keys(COMPARISONS), 'BETWEEN', 'IN', 'LIKE', 'ILIKE', 'IS'];

/** An operand, compared or tested at most once. */
export function parsePredicate(grammar: Grammar): Expression {
  const { tokens } = grammar;
  const start = tokens.next.start;
  const operand = grammar.operand();
  const tested = parseTest(grammar, operand, start);
  if (tested === undefined) return operand;
  if (STARTS_PREDICATE.some(word => tokens.sees(word)) || tokens.sees('NOT')) {
    throw tokens.notSupported('A chain of comparisons', 'join them with AND, or set parentheses');
  }
  return Object.freeze(tested);
}

function parseTest(grammar: Grammar, operand: Expression, start: number): Expression | undefined {
  const { tokens } = grammar;
  const symbol = tokens.next.kind === 'symbol' ? COMPARISONS[tokens.next.keyword] : undefined;
  if (symbol) {
    tokens.advance();
    return binary(grammar, operand, symbol, start);
  }
  if (tokens.takes('IS')) return parseIs(grammar, operand, start);
  const negated = tokens.takes('NOT');
  if (tokens.takes('BETWEEN')) {
    const low = grammar.operand();
    tokens.expect('AND');
    const high = grammar.operand();
    return { kind: 'between', operand, low, high, negated, at: tokens.spanFrom(start) };
  }
  if (tokens.takes('IN')) {
    const items = parseItems(grammar);
    return { kind: 'in', operand, items, negated, at: tokens.spanFrom(start) };
  }
  if (tokens.sees('LIKE') || tokens.sees('ILIKE')) return parseLike(grammar, operand, negated, start);
  if (negated) throw tokens.unexpected('BETWEEN, IN, LIKE or ILIKE after NOT');
  return undefined;
}

function parseItems({ tokens, expression }: Grammar): readonly Expression[] {
  tokens.expect('(', '( and a list of values');
  refuseSubquery(tokens);
  const items = listOf(tokens, expression);
  tokens.expect(')', ', or )');
  return items;
}

function parseLike(grammar: Grammar, operand: Expression, negated: boolean, start: number): Expression {
  const { tokens } = grammar;
  const caseInsensitive = tokens.advance().keyword === 'ILIKE';
  const pattern = grammar.operand();
  const escapeCharacter = tokens.takes('ESCAPE') ? grammar.operand() : undefined;
  const at = tokens.spanFrom(start);
  return {
    kind: 'like',
    operand,
    pattern,
    ...(escapeCharacter && { escape: escapeCharacter }),
    caseInsensitive,
    negated,
    at,
  };
}

function parseIs(grammar: Grammar, operand: Expression, start: number): Expression {
  const { tokens } = grammar;
  const negated = tokens.takes('NOT');
  if (tokens.takes('NULL')) return { kind: 'isNull', operand, negated, at: tokens.spanFrom(start) };
  if (tokens.takes('DISTINCT', 'FROM')) {
    return binary(grammar, operand, negated ? 'IS NOT DISTINCT FROM' : 'IS DISTINCT FROM', start);
  }
  const truth = tokens.next;
  if (tokens.takes('TRUE') || tokens.takes('FALSE')) {
    // The same meaning in words that every engine and every later step knows.
    const right = Object.freeze<Expression>({ kind: 'literal', type: 'boolean', value: truth.keyword === 'TRUE' });
    const operator = negated ? 'IS DISTINCT FROM' : 'IS NOT DISTINCT FROM';
    return { kind: 'binary', operator, left: operand, right, at: tokens.spanFrom(start) };
  }
  throw tokens.unexpected('NULL, TRUE, FALSE or DISTINCT FROM');
}

function binary(grammar: Grammar, left: Expression, operator: BinaryOperator, start: number): Expression {
  const right = grammar.operand();
  return { kind: 'binary', operator, left, right, at: grammar.tokens.spanFrom(start) };
}

/** Says what to do in place of a query inside an expression. */
export function refuseSubquery(tokens: Tokens): void {
  if (tokens.sees('SELECT') || tokens.sees('WITH') || tokens.sees('VALUES') || tokens.sees('EXISTS')) {
    throw tokens.notSupported(
      'A subquery',
      'refer to fields and metrics; related datasets are joined by their relationships',
    );
  }
}
