import type { Candidate } from '../chunks.ts';

/** A name of the model with one meaning. */
export interface Entry {
  readonly candidate: Candidate;
  readonly stems: readonly string[];
  /** The words as the author wrote them, small ones too. */
  readonly words: readonly string[];
  /** The stems are of every word, small ones too. */
  readonly whole?: boolean;
}

/** The key that stems are found by, in any order. */
export const keyOf = (stems: readonly string[]): string => [...stems].sort().join(' ');
