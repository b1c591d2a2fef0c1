import type { Chunk } from '../chunks.ts';
import type { Token } from '../words.ts';

export interface Scored {
  readonly chunk: Chunk;
  readonly score: number;
}

export const TERM = 10;
export const TIME = 9.6;
export const PHRASE = 9.2;
/** Words of the grammar that are often part of a name: first response. */
export const WEAK = 7;
export const partial = /^(first|last|final|top|total|value of)$/;
export const WEAKER = 5;
export const NUMBER = 9;
export const GRAIN = 9.1;
export const FILLER = 5;
export const UNKNOWN = -30;
/** For each word joined into one chunk: a long name beats its parts. */
export const JOINED = 2;

/** "the plane called May": what is called so is no month. */
export const isNamed = (tokens: readonly Token[], start: number): boolean =>
  /^(called|named|titled)$/.test(tokens[start - 1]?.lower ?? '');
