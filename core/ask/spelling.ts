import { distance } from 'fastest-levenshtein';
import { isEnglish } from './english/dictionary.ts';
import { stemOf, type Token } from './words.ts';

/** A misspelt word and what it was taken for. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

/** Letters that may differ: one, or two in long words; none in short ones. */
const allowed = (length: number): number => (length < 4 ? 0 : length < 9 ? 1 : 2);

/**
 * The one known word that a misspelt one is close to: same first letter, one slip (a swap of neighbours is one),
 * nothing else as close. Undefined when there is none or when there are two. A correct English word is never taken for
 * a misspelt term: weight is not freight.
 */
export function correct(lower: string, known: Iterable<string>): string | undefined {
  if (lower.length < 4 || /\d/.test(lower)) return undefined;
  const near = [...known].filter(word => word[0] === lower[0] && Math.abs(word.length - lower.length) <= 2);
  const other = americanised(lower);
  const same = near.find(word => word !== lower && word.length >= 5 && americanised(word) === other);
  if (same !== undefined || isEnglish(lower)) return same;
  let best: string | undefined;
  let bestCost = allowed(lower.length) + 1;
  let tie = false;
  for (const word of near) {
    if (word.length < 4) continue;
    const cost = slips(lower, word);
    if (cost < bestCost) {
      best = word;
      bestCost = cost;
      tie = false;
    } else if (cost === bestCost && best !== undefined && stemOf(word) !== stemOf(best)) tie = true;
  }
  return tie || best === undefined || bestCost > allowed(lower.length) ? undefined : best;
}

/** The American spelling of a British word: orthopaedics and orthopedics are one. */
const americanised = (word: string): string =>
  word
    .replace(/[ao]e/g, 'e')
    .replace(/our(?=$|s$|ed$|ing$|ful|able)/, 'or')
    .replace(/([iy])s(e|ed|es|ing|ation|ations|er|ers)$/, '$1z$2')
    .replace(/tre(s?)$/, 'ter$1')
    .replace(/ll(ed|ing|er|ers)$/, 'l$1')
    .replace(/ogue(s?)$/, 'og$1')
    .replace(/ence$/, 'ense');

/** A letter written once for twice, or twice for once, is the lightest of slips: acount is account, not amount. */
const DOUBLED = 0.9;

/** Edit distance in which a swap of two neighbours is one slip. */
function slips(a: string, b: string): number {
  const plain = distance(a, b);
  if (plain > 0 && plain <= 2 && single(a) === single(b)) return DOUBLED;
  if (plain !== 2 || a.length !== b.length) return plain;
  const at = [...a].findIndex((c, i) => c !== b[i]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2) ? 1 : plain;
}

/** Without the second of two equal letters. */
const single = (word: string): string => word.replace(/(.)\1+/g, '$1');

/** The token as if it had been spelt right; its place in the question stays. */
export const respelled = (token: Token, to: string): Token => ({ ...token, lower: to, stem: stemOf(to) });
