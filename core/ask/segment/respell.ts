import { isEnglish } from '../english/dictionary.ts';
import { isFiller } from '../english/fillers.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { phrases } from '../english/phrases.ts';
import { isPlace } from '../english/places.ts';
import type { Lexicon } from '../lexicon/lookup.ts';
import { type Correction, correct, respelled } from '../spelling.ts';
import { datePartAt, grainOf, isCalendarWord } from '../time.ts';
import type { ValueIndex } from '../values.ts';
import type { Token } from '../words.ts';

/** The tokens with misspelt words corrected, and what was corrected. */
export function spell(
  raw: readonly Token[],
  lexicon: Lexicon,
  values: ValueIndex,
): { tokens: readonly Token[]; corrections: readonly Correction[] } {
  const corrections: Correction[] = [];
  const tokens = raw.map(token => {
    if (token.kind !== 'word') return token;
    const known = isKnown(token, lexicon, values);
    const to = known
      ? asWritten(token, lexicon)
      : (slipOf(token) ?? correct(token.lower, candidateWords(token, lexicon, values)));
    if (to === undefined) return token;
    corrections.push({ from: token.text, to });
    return respelled(token, to);
  });
  return { tokens, corrections };
}

/** Words that the list of English has not, and that are no slips of others: a percentile is no percentage. */
const ofStatistics = patterns.wordsOfStatistics;

const isKnown = (token: Token, lexicon: Lexicon, values: ValueIndex): boolean =>
  lexicon.stems.has(token.stem) ||
  isFiller(token.lower) ||
  ofStatistics.test(token.lower) ||
  // another country is no slip of one that there is
  isPlace(token.lower) ||
  phrases.has(token.lower) ||
  grainOf(token.lower) !== undefined ||
  isCalendarWord(token.lower) ||
  datePartAt([token.lower]) !== undefined ||
  values.words.has(token.lower) ||
  values.lookup([token.lower]).length > 0;

/** Words of the grammar as hurried hands write them. */
const slips = new Map(lists.slips.split('|').map(pair => pair.split(':') as [string, string]));
const slipOf = ({ lower }: Token): string | undefined => slips.get(lower);

/** "employes", which has the stem of employers: the employees, of whom one letter was written once for twice. */
function asWritten({ lower, stem }: Token, lexicon: Lexicon): string | undefined {
  if (!lexicon.stems.has(stem) || lexicon.words.has(lower) || isFiller(lower) || isEnglish(lower)) return undefined;
  return correct(
    lower,
    [...lexicon.words].filter(word => oneLetter(word, lower)),
  );
}

const oneLetter = (a: string, b: string): boolean => a.replace(/(.)\1+/g, '$1') === b.replace(/(.)\1+/g, '$1');

const calendarWords = lists.calendarWords.split(' ');

/** Words of the grammar that say something; what may be left out is never read into a word that nobody knows. */
const grammarWords = lists.grammarWords.split(' ');

function* candidateWords(token: Token, lexicon: Lexicon, values: ValueIndex): Iterable<string> {
  yield* lexicon.words;
  yield* values.words;
  yield* calendarWords;
  // with a capital it is rather a name
  if (!token.capital) yield* grammarWords;
}
