import { patterns } from '../english/patterns.ts';
import type { Lexicon } from '../lexicon/lookup.ts';
import { stemOf, type Token } from '../words.ts';

const restricts = patterns.restrictThings;

/**
 * "the late rate of that supplier", "orders of these customers": it and them, of the answer before. "Those suppliers
 * that ship late" says which they are, and points at nothing.
 */
export function asPronouns(tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  return tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    if (before && points(before, token, tokens.slice(at + 1), lexicon)) return [];
    const next = tokens[at + 1];
    return next && points(token, next, tokens.slice(at + 2), lexicon)
      ? [{ ...token, end: next.end, lower: /^th(is|at)$/.test(token.lower) ? 'it' : 'them', stem: pronounOf(token) }]
      : [token];
  });
}

const pronounOf = ({ lower }: Token): string => stemOf(/^th(is|at)$/.test(lower) ? 'it' : 'them');

/** Whether a word points at the things behind it: one of them, or several that nothing more is said of. */
function points(token: Token, noun: Token, [behind, ...rest]: readonly Token[], lexicon: Lexicon): boolean {
  if (noun.kind !== 'word' || !lexicon.entities.has(noun.stem)) return false;
  const isMany = /[^sui]s$/.test(noun.lower);
  if (/^(this|that)$/.test(token.lower)) return !isMany;
  // "which countries are these customers in"
  const isNarrowed = restricts.test(behind?.lower ?? '') && rest.some(({ kind }) => kind !== 'mark');
  return /^(these|those)$/.test(token.lower) && isMany && !isNarrowed;
}
