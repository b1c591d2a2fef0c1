import { stemmer } from 'stemmer';
import { limits } from './limits.ts';

/** Something that a document has, or must not have. */
export interface SearchTerm {
  /** Words that follow each other; one, for most terms. */
  readonly text: string;
  /** The last of them may go on. */
  readonly isPrefix: boolean;
  /** Beginning of other forms of the word, which count less: `contract` of `contracts`. */
  readonly stem?: string | undefined;
}

/** A search as it is meant: any text is one, none is a fault. */
export interface SearchQuery {
  readonly all: readonly SearchTerm[];
  readonly none: readonly SearchTerm[];
}

const word = /[\p{L}\p{N}\p{M}]+/gu;
const wordsOf = (text: string): readonly string[] => text.match(word) ?? [];

/** Shorter beginnings are those of too many other words. */
const shortestStem = 4;
const shortestPrefix = 2;

/**
 * The part that a word shares with its stem, where other forms of it may begin: `polic` of `policies` and of `policy`.
 * English; of other languages hardly anything is cut off.
 */
function stemOf(text: string): string | undefined {
  const stem = stemmer(text).replace(/i$/, '');
  let shared = 0;
  while (shared < stem.length && stem[shared] === text[shared]) shared += 1;
  return shared >= shortestStem && shared >= text.length - 4 ? text.slice(0, shared) : undefined;
}

/**
 * Reads what somebody typed: words that all must be there, `"words in this order"`, `-without`, `begin*`. The last word
 * may still be on its way, so it counts as a beginning. What has no letter or digit is left out.
 */
export function parseSearch(typed: string): SearchQuery {
  const all: SearchTerm[] = [];
  const none: SearchTerm[] = [];
  const text = typed.normalize('NFC').slice(0, limits.query);
  for (const found of text.matchAll(/(?<!\S)(-?)(?:"([^"]*)"?|(\S+))/gu)) {
    const [whole, minus, phrase, plain] = found;
    const isLast = (found.index ?? 0) + whole.length === text.length;
    const terms = phrase === undefined ? plainTerms(plain ?? '', isLast && minus === '') : phraseTerms(phrase);
    (minus === '' ? all : none).push(...(minus === '' ? terms : terms.map(({ stem: _, ...term }) => term)));
  }
  return { all: all.slice(0, limits.queryWords), none: none.slice(0, limits.queryWords) };
}

function phraseTerms(phrase: string): SearchTerm[] {
  const words = wordsOf(phrase);
  return words.length === 0 ? [] : [{ text: words.join(' '), isPrefix: false }];
}

/** What stands together is found together: `2026-03` is a phrase. */
function plainTerms(plain: string, mayGoOn: boolean): SearchTerm[] {
  const words = wordsOf(plain);
  if (words.length === 0) return [];
  const text = words.join(' ');
  const goesOn = plain.endsWith('*') || (mayGoOn && /[\p{L}\p{N}\p{M}]$/u.test(plain));
  // Half of all words begin with some letters: a single one is no beginning.
  const isPrefix = goesOn && (words.at(-1)?.length ?? 0) >= shortestPrefix;
  const stem = words.length === 1 ? stemOf(text.toLowerCase()) : undefined;
  return [{ text, isPrefix, ...(stem !== undefined && { stem }) }];
}

export const asksNothing = ({ all, none }: SearchQuery): boolean => all.length === 0 && none.length === 0;
