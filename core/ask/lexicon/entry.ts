import type { Candidate } from '../chunks.ts';

export interface Entry {
  readonly candidate: Candidate;
  readonly stems: readonly string[];
  /** The words as the author wrote them, small ones too. */
  readonly words: readonly string[];
  /** The stems are of every word, small ones too. */
  readonly whole?: boolean;
}

export const keyOf = (stems: readonly string[]): string => [...stems].sort().join(' ');
