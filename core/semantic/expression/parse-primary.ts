import { SophiaError } from '../../errors.ts';
import type { Grammar } from './grammar.ts';
import type { Case, Expression, Identifier } from './nodes.ts';
import { parseCall } from './parse-call.ts';
import { parseCast } from './parse-cast.ts';
import { refuseSubquery } from './parse-predicate.ts';
import { isReservedWord } from './reserved.ts';
import { typedLiteral } from './typed-literal.ts';

const CONSTANTS: Readonly<Record<string, boolean | null>> = { TRUE: true, FALSE: false, NULL: null };
/** Functions that the standard writes without parentheses, which it also allows. */
const NILADIC = new Set(['CURRENT_DATE', 'CURRENT_TIMESTAMP', 'CURRENT_TIME']);
/** Reserved words that are functions all the same. */
const RESERVED_FUNCTIONS = new Set(['LEFT', 'RIGHT', 'EXTRACT', ...NILADIC]);

/** A literal, name, call, CASE, CAST or an expression in parentheses. */
export function parsePrimary(grammar: Grammar): Expression {
  const { tokens } = grammar;
  const { kind, text, start } = tokens.next;
  if (kind === 'number') {
    tokens.advance();
    const type = /e/i.test(text) ? 'float' : text.includes('.') ? 'decimal' : 'integer';
    return literal(type, text, tokens.spanFrom(start));
  }
  if (kind === 'string') {
    tokens.advance();
    return literal('string', text, tokens.spanFrom(start));
  }
  if (kind === 'word') return parseWord(grammar);
  if (kind === 'quoted') return parseReference(grammar);
  if (tokens.takes('(')) return parseParenthesised(grammar);
  throw foreign(grammar) ?? tokens.unexpected('an expression');
}

function parseWord(grammar: Grammar): Expression {
  const { tokens } = grammar;
  const { keyword, start } = tokens.next;
  if (Object.hasOwn(CONSTANTS, keyword)) {
    tokens.advance();
    const value = CONSTANTS[keyword] ?? null;
    return literal(value === null ? 'null' : 'boolean', value, tokens.spanFrom(start));
  }
  if (keyword === 'CASE') return parseCase(grammar);
  if (keyword === 'CAST' || keyword === 'TRY_CAST') return parseCast(grammar);
  const typed = typedLiteral(tokens);
  if (typed) return typed;
  refuseSubquery(tokens);
  if (keyword === 'INTERVAL') {
    throw tokens.notSupported('INTERVAL', 'write DATEADD(day, n, x), with month, year … for day');
  }
  const isCall = tokens.peek(1).keyword === '(' && (!isReservedWord(keyword) || RESERVED_FUNCTIONS.has(keyword));
  if (isCall || NILADIC.has(keyword)) return parseCall(grammar);
  if (isReservedWord(keyword)) throw tokens.unexpected('an expression');
  return parseReference(grammar);
}

function parseReference({ tokens }: Grammar): Expression {
  const start = tokens.next.start;
  const parts: Identifier[] = [];
  do {
    if (tokens.sees('*')) throw tokens.notSupported('dataset.*', 'name the fields, or write COUNT(*)');
    if (tokens.next.kind !== 'word' && tokens.next.kind !== 'quoted') throw tokens.unexpected('a name');
    const { text, kind } = tokens.advance();
    parts.push(Object.freeze({ name: text, quoted: kind === 'quoted' }));
  } while (tokens.takes('.'));
  if (tokens.sees('(')) {
    throw tokens.notSupported('A qualified or quoted function name', 'use the functions of the standard');
  }
  return Object.freeze({ kind: 'reference', parts: Object.freeze(parts), at: tokens.spanFrom(start) });
}

function parseParenthesised(grammar: Grammar): Expression {
  const { tokens } = grammar;
  refuseSubquery(tokens);
  const inner = grammar.expression();
  if (tokens.sees(',')) throw tokens.notSupported('A row of values', 'compare the values one by one');
  tokens.expect(')');
  return inner;
}

function parseCase(grammar: Grammar): Expression {
  const { tokens } = grammar;
  const { start } = tokens.expect('CASE');
  const operand = tokens.sees('WHEN') ? undefined : grammar.expression();
  const branches: Case['branches'][number][] = [];
  tokens.expect('WHEN');
  do {
    const when = grammar.expression();
    tokens.expect('THEN');
    branches.push(Object.freeze({ when, then: grammar.expression() }));
  } while (tokens.takes('WHEN'));
  const otherwise = tokens.takes('ELSE') ? grammar.expression() : undefined;
  tokens.expect('END', 'WHEN, ELSE or END');
  return Object.freeze<Case>({
    kind: 'case',
    ...(operand && { operand }),
    branches: Object.freeze(branches),
    ...(otherwise && { otherwise }),
    at: tokens.spanFrom(start),
  });
}

/** Constructs that people know from elsewhere, refused with what to write in their place. */
function foreign({ tokens }: Grammar) {
  if (tokens.sees('?') || tokens.sees(':') || tokens.sees('$')) {
    // The standard keeps parameters for a later proposal, which has a code of its own.
    const key = `A parameter (position ${tokens.next.start})`;
    return new SophiaError('E_DEFERRED_KEY_REJECTED', [], { key, mend: 'write the value itself' });
  }
  if (tokens.sees('*')) return tokens.notSupported('*', 'it may only stand alone, in COUNT(*)');
  return undefined;
}

function literal(type: 'string' | 'integer' | 'decimal' | 'float', value: string, at: Expression['at']): Expression;
function literal(type: 'boolean' | 'null', value: boolean | null, at: Expression['at']): Expression;
function literal(
  type: 'string' | 'integer' | 'decimal' | 'float' | 'boolean' | 'null',
  value: string | boolean | null,
  at: Expression['at'],
): Expression {
  return Object.freeze({ kind: 'literal', type, value, at });
}
