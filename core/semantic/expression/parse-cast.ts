import type { Grammar } from './grammar.ts';
import type { Cast, CastType, Expression } from './nodes.ts';
import type { Tokens } from './tokens.ts';

const TYPES: Readonly<Record<string, CastType>> = {
  VARCHAR: 'VARCHAR',
  STRING: 'VARCHAR',
  TEXT: 'VARCHAR',
  INTEGER: 'INTEGER',
  INT: 'INTEGER',
  BIGINT: 'BIGINT',
  DECIMAL: 'DECIMAL',
  NUMERIC: 'DECIMAL',
  FLOAT: 'DOUBLE',
  DOUBLE: 'DOUBLE',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP',
  TIMESTAMP_NTZ: 'TIMESTAMP',
  TIME: 'TIME',
};
const MAX_PRECISION = 38;

/** `CAST(x AS type)` and `TRY_CAST(x AS type)`. */
export function parseCast(grammar: Grammar): Expression {
  const { tokens } = grammar;
  const { keyword, start } = tokens.advance();
  tokens.expect('(');
  const operand = grammar.expression();
  tokens.expect('AS');
  const type = parseType(tokens);
  tokens.expect(')');
  return Object.freeze<Cast>({
    kind: 'cast',
    operand,
    ...type,
    safe: keyword === 'TRY_CAST',
    at: tokens.spanFrom(start),
  });
}

function parseType(tokens: Tokens): Pick<Cast, 'type' | 'precision' | 'scale'> {
  const name = tokens.next;
  if (name.kind !== 'word' || !Object.hasOwn(TYPES, name.keyword)) {
    throw tokens.unexpected(`a type (${Object.keys(TYPES).join(', ')})`);
  }
  tokens.advance();
  const type = TYPES[name.keyword]!;
  if (name.keyword === 'DOUBLE') tokens.takes('PRECISION');
  if (!tokens.sees('(')) return { type };
  if (type === 'VARCHAR') throw tokens.notSupported('A length in a cast', 'write LEFT(CAST(x AS VARCHAR), n)');
  if (type !== 'DECIMAL') throw tokens.notSupported(`A precision of ${name.keyword}`, `write ${name.keyword} alone`);
  tokens.advance();
  const precision = wholeNumber(tokens, 1, MAX_PRECISION);
  const scale = tokens.takes(',') ? wholeNumber(tokens, 0, precision) : 0;
  tokens.expect(')');
  return { type, precision, scale };
}

function wholeNumber(tokens: Tokens, least: number, most: number): number {
  const { kind, text } = tokens.next;
  const value = kind === 'number' && /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw tokens.unexpected(`a whole number from ${least} to ${most}`);
  tokens.advance();
  return value;
}
