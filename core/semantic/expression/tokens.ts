import { SophiaError } from '../../errors.ts';
import type { Token } from './lexer.ts';
import { tokenize } from './lexer.ts';
import type { Span } from './nodes.ts';

/** Deepest nesting of parentheses, calls and signs: keeps the parser within the call stack. */
const MAX_NESTING = 150;
/** Deepest tree, which chains of operators make too: keeps every walk over it within the call stack. */
export const MAX_DEPTH = 500;

/** A cursor over an expression's tokens: look, take, or say what was expected. */
export class Tokens {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  get next(): Token {
    return this.peek(0);
  }

  /** The token `ahead` places on; the end token repeats for ever. */
  peek(ahead: number): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  /** End of the last token taken. */
  get lastEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  spanFrom(start: number): Span {
    return { start, end: this.lastEnd };
  }

  advance(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Whether the next tokens are these keywords or symbols, in this order. */
  sees(...keywords: readonly string[]): boolean {
    return keywords.every((keyword, ahead) => this.peek(ahead).keyword === keyword);
  }

  /** Takes these keywords or symbols if all of them are next. */
  takes(...keywords: readonly string[]): boolean {
    if (!this.sees(...keywords)) return false;
    this.#at += keywords.length;
    return true;
  }

  expect(keyword: string, expected = keyword): Token {
    if (!this.sees(keyword)) throw this.unexpected(expected);
    return this.advance();
  }

  /** Runs one level deeper; too deep is an error of the text, never of the call stack. */
  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_NESTING) throw tooDeep(MAX_NESTING, this.next.start);
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  unexpected(expected: string, token: Token = this.next): SophiaError<'expression.syntax'> {
    return new SophiaError('expression.syntax', [], { found: describe(token), expected, position: token.start });
  }

  notSupported(construct: string, mend: string, token: Token = this.next): SophiaError<'expression.not_supported'> {
    return new SophiaError('expression.not_supported', [], { construct, mend, position: token.start });
  }
}

export const tooDeep = (limit: number, position: number) =>
  new SophiaError('expression.too_deep', [], { limit, position });

const SHOWN = 40;

function describe(token: Token): string {
  const text = token.text.length > SHOWN ? `${token.text.slice(0, SHOWN)}…` : token.text;
  if (token.kind === 'end') return 'the end of the expression';
  if (token.kind === 'string') return `'${text}'`;
  return token.kind === 'quoted' ? `"${text}"` : text;
}
