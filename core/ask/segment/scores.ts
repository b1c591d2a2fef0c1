import type { Chunk } from '../chunks.ts';
import type { Token } from '../words.ts';

/** A chunk with what it is worth; the best sum over a question wins. */
export interface Scored {
  readonly chunk: Chunk;
  readonly score: number;
}

/** Worth of a name or value of the model, a word. */
export const TERM = 10;
/** Worth of words of time, a word. */
export const TIME = 9.6;
/** Worth of grammar, a word. */
export const PHRASE = 9.2;
/** Words of the grammar that are often part of a name: first response. */
export const WEAK = 7;
/** Grammar that is a part of longer phrases. */
export const partial = /^(first|last|final|top|total|value of)$/;
/** What partial grammar is worth less. */
export const WEAKER = 5;
/** Worth of a number. */
export const NUMBER = 9;
/** Worth of a grain such as "month". */
export const GRAIN = 9.1;
/** Worth of a word that says nothing. */
export const FILLER = 5;
/** Worth of a word that has no meaning: any other reading is better. */
export const UNKNOWN = -30;
/** For each word joined into one chunk: a long name beats its parts. */
export const JOINED = 2;

/** "the plane called May": what is called so is no month. */
export const isNamed = (tokens: readonly Token[], start: number): boolean =>
  /^(called|named|titled)$/.test(tokens[start - 1]?.lower ?? '');

/** What is left of the weight of a name whose last preposition was not said. */
export const CUT = 0.66;
