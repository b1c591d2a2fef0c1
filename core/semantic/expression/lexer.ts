import { SophiaError } from '../../errors.ts';
import { MAX_IDENTIFIER_LENGTH } from './identifier.ts';

/** Longest expression that is read, in characters. */
const MAX_EXPRESSION_LENGTH = 100_000;

/** `word` is an unquoted identifier or keyword, `quoted` an identifier in double quotes. */
export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** What it means: quotes stripped and escapes undone. */
  readonly text: string;
  /** Words in upper case, for comparing with keywords; symbols as they are; otherwise empty. */
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /\s+/y;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const STRING = /'((?:[^']|'')*)'/y;
const QUOTED = /"((?:[^"]|"")*)"/y;
const SYMBOL = /<>|!=|<=|>=|\|\||::|--|\/\*|[-+*/%=<>(),.:?;[\]{}&|^~!@#$]/y;

/**
 * Cuts an expression into tokens, ended by one of kind `end`.
 * @throws SophiaError expression.too_long, expression.syntax, expression.not_supported (comments)
 */
export function tokenize(text: string): readonly Token[] {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    throw new SophiaError('expression.too_long', [], { length: text.length, limit: MAX_EXPRESSION_LENGTH });
  }
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(SPACE, text, at)?.[0].length ?? 0;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', keyword: '', start: text.length, end: text.length });
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  const character = text.charAt(start);
  if (character === "'") return delimited('string', STRING, text, start);
  if (character === '"') return delimited('quoted', QUOTED, text, start);
  const word = matchAt(WORD, text, start)?.[0];
  if (word !== undefined) {
    checkIdentifierLength(word, start);
    return { kind: 'word', text: word, keyword: word.toUpperCase(), start, end: start + word.length };
  }
  const number = matchAt(NUMBER, text, start)?.[0];
  if (number !== undefined) return numberToken(number, text, start);
  const symbol = matchAt(SYMBOL, text, start)?.[0];
  if (symbol === undefined) throw syntax(describeCharacter(text, start), 'an expression', start);
  if (symbol === '--' || symbol === '/*') {
    // Skipping them is unsafe: YAML may fold lines into one, and `--` would then swallow the rest unseen.
    throw new SophiaError('expression.not_supported', [], {
      construct: 'A comment',
      mend: 'put the note into the description',
      position: start,
    });
  }
  return { kind: 'symbol', text: symbol, keyword: symbol, start, end: start + symbol.length };
}

function delimited(kind: 'string' | 'quoted', pattern: RegExp, text: string, start: number): Token {
  const match = matchAt(pattern, text, start);
  const quote = kind === 'string' ? "'" : '"';
  if (!match) throw syntax('the end of the expression', `a closing ${quote}`, text.length);
  const value = (match[1] ?? '').replaceAll(quote + quote, quote);
  if (value.includes('\0')) throw syntax('a NUL character', 'printable text', start);
  if (kind === 'quoted') {
    if (value === '') throw syntax('an empty identifier', 'a name between the double quotes', start);
    checkIdentifierLength(value, start);
  }
  return { kind, text: value, keyword: '', start, end: start + match[0].length };
}

function numberToken(number: string, text: string, start: number): Token {
  const end = start + number.length;
  const rest = matchAt(WORD, text, end)?.[0];
  if (rest !== undefined) throw syntax(`${number}${rest}`, 'a number or a name', start);
  return { kind: 'number', text: number, keyword: '', start, end };
}

function checkIdentifierLength(name: string, start: number): void {
  if (name.length > MAX_IDENTIFIER_LENGTH) {
    throw syntax(`a name of ${name.length} characters`, `a name of at most ${MAX_IDENTIFIER_LENGTH} characters`, start);
  }
}

function describeCharacter(text: string, at: number): string {
  const point = text.codePointAt(at) ?? 0;
  const hex = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{C}\p{Z}]/u.test(String.fromCodePoint(point))
    ? `the character ${hex}`
    : `${String.fromCodePoint(point)} (${hex})`;
}

const syntax = (found: string, expected: string, position: number) =>
  new SophiaError('expression.syntax', [], { found, expected, position });

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
