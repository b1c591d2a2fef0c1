import { candidatesOf } from '../chunks.ts';
import { isFiller } from '../english/fillers.ts';
import { patterns } from '../english/patterns.ts';
import type { Phrase } from '../english/phrase.ts';
import { phrases } from '../english/phrases.ts';
import type { Lexicon } from '../lexicon/lookup.ts';
import { datePartAt, grainOf, LONGEST_DATE_PART, timeAt } from '../time.ts';
import type { ValueIndex } from '../values.ts';
import type { Token } from '../words.ts';
import {
  FILLER,
  GRAIN,
  isNamed,
  JOINED,
  NUMBER,
  PHRASE,
  partial,
  type Scored,
  TERM,
  TIME,
  UNKNOWN,
  WEAK,
  WEAKER,
} from './scores.ts';
import { isPluralEntity, termCandidates } from './term-candidates.ts';
import { termChunks } from './term-chunks.ts';

/** Every chunk that may begin at a token, each with its score. */
export function chunksAt(
  tokens: readonly Token[],
  start: number,
  lexicon: Lexicon,
  values: ValueIndex,
  now: Date,
): Scored[] {
  const token = tokens[start];
  if (!token) return [];
  const ends = isNumberOf(tokens, start, lexicon);
  const out: Scored[] = [
    ...termChunks(tokens, start, lexicon, values).filter(({ chunk }) => !ends || chunk.end === start + 1),
    ...(ends ? [] : phraseChunks(tokens, start)),
  ];
  const time = isNamed(tokens, start) || isDated(tokens, start, lexicon) ? undefined : timeAt(tokens, start, now);
  if (time && isTimeHere(tokens, start, time.end) && !(time.phrase.problem && isWholeValue(out, time.end)))
    out.push({
      chunk: { kind: 'time', start, end: time.end, time: time.phrase },
      score:
        timeScore(tokens.slice(start, time.end), time.phrase.problem !== undefined) +
        (time.phrase.recurring ? PHRASE : 0),
    });
  const grain = token.kind === 'word' ? grainOf(token.lower) : undefined;
  // "year by year"
  if (
    grain &&
    /^(by|after|on|over|to)$/.test(tokens[start + 1]?.lower ?? '') &&
    tokens[start + 2]?.lower === token.lower
  )
    out.push({ chunk: { kind: 'grain', start, end: start + 3, grain: grain.grain }, score: 3 * PHRASE + 2 * JOINED });
  if (grain)
    out.push({
      chunk: { kind: 'grain', start, end: start + 1, grain: grain.grain },
      score: isGroupedBy(tokens, start, out) ? TERM + JOINED : GRAIN,
    });
  const part = datePartAt(tokens.slice(start, start + LONGEST_DATE_PART).map(({ lower }) => lower));
  if (part)
    out.push({
      chunk: { kind: 'part', start, end: start + part.length, part: part.part },
      score: part.length * (GRAIN + JOINED),
    });
  if (token.kind === 'number' && token.value !== undefined)
    out.push({
      chunk: { kind: 'number', start, end: start + 1, value: token.value, percent: token.percent === true },
      score: NUMBER,
    });
  if (token.kind === 'mark')
    out.push({
      chunk: { kind: 'mark', start, end: start + 1, mark: token.lower },
      score: token.lower === '#' ? -FILLER : FILLER,
    });
  else if (token.kind === 'word' && isFiller(token.lower) && !isAcronym(token, tokens))
    out.push({ chunk: { kind: 'filler', start, end: start + 1 }, score: FILLER });
  out.push({ chunk: { kind: 'unknown', start, end: start + 1 }, score: UNKNOWN });
  return out;
}

/** "by day", where a length is called days: one of them is a period, unless a field is called just so. */
function isGroupedBy(tokens: readonly Token[], start: number, found: readonly Scored[]): boolean {
  const { lower = '' } = tokens[start] ?? {};
  const own = found.flatMap(({ chunk }) => (chunk.end === start + 1 && chunk.kind === 'terms' ? chunk.candidates : []));
  const isNamedSo = own.some(
    candidate =>
      candidate.kind !== 'field' ||
      [candidate.field.name, candidate.field.label, ...candidate.field.field.aiContext.synonyms].some(
        name => name.toLowerCase() === lower,
      ),
  );
  return own.length > 0 && !isNamedSo && /^(by|per|each|every)$/.test(tokens[start - 1]?.lower ?? '');
}

/** "rentals starting next week", where they have a start date: the verb of that date, and none of the time. */
const isDated = (tokens: readonly Token[], start: number, lexicon: Lexicon): boolean => {
  const [verb, things] = [tokens[start], tokens[start - 1]];
  if (!verb || !things || !/^(starting|beginning)$/.test(verb.lower) || !lexicon.verbs.has(verb.stem)) return false;
  return isPluralEntity(things, lexicon);
};

/** "revenue without the US": in capitals it is no pronoun, unless all of the question is. */
const isAcronym = ({ text }: Token, tokens: readonly Token[]): boolean =>
  /^(US|IT|u\.s\.?)$/i.test(text) &&
  (text.includes('.') || (text === text.toUpperCase() && tokens.some(each => each.text !== each.text.toUpperCase())));

/** "order numbers of fulfilled orders": what the numbers are called, and not how many there are. */
function isNumberOf(tokens: readonly Token[], start: number, lexicon: Lexicon): boolean {
  const word = tokens[start]?.lower;
  // "the invoice total of an order"
  const total = word === 'total' && tokens[start + 1]?.lower === 'of';
  if (start === 0 || !(word === 'numbers' || (word === 'number' && start === 1) || total)) return false;
  const named = termCandidates(tokens.slice(start - 1, start + 1), lexicon);
  return named.some(candidate => candidate.kind === 'field' && candidate.weight >= (total ? 0.9 : 0.8));
}

/** "working days", where the model has them as a value: what can't be planned as a time is planned as that. */
const isWholeValue = (found: readonly Scored[], end: number): boolean =>
  found.some(({ chunk }) => chunk.end === end && candidatesOf(chunk, 'value').some(c => c.weight >= 0.9 && !c.partial));

const plainPreposition = patterns.plainPreposition;

/** A preposition before a period counts no more than it does alone, unless it is what makes it vague. */
function timeScore(span: readonly Token[], vague: boolean): number {
  // "over 3 months ago" is no stretch of three months
  const isFree = !vague && span.at(-1)?.lower !== 'ago' && plainPreposition.test(span[0]?.lower ?? '');
  return TIME * span.length - (isFree ? TIME - FILLER : 0) + JOINED * (span.length - 1);
}

/** "may" and "march" are months only with a capital, a year or a preposition. */
function isTimeHere(tokens: readonly Token[], start: number, end: number): boolean {
  const token = tokens[start];
  if (end - start > 1 || !token || !/^(may|march|mar|dec|sep|jan|second)$/.test(token.lower)) return true;
  // "may revenue", and not "may we see the revenue"
  const leads = start === 0 && token.lower === 'may' && !/^(i|we|you|they|the|please)$/.test(tokens[1]?.lower ?? 'i');
  return leads || (/^\p{Lu}/u.test(token.text) && start > 0);
}

const phraseWeight = (words: readonly string[]): number =>
  partial.test(words.join(' ')) ? (words.length > 1 ? WEAKER : WEAK) : PHRASE;

function phraseChunks(tokens: readonly Token[], start: number): Scored[] {
  const found: Scored[] = [];
  const first = tokens[start];
  if (!first || first.kind === 'quoted' || first.kind === 'number') return found;
  for (const { words, phrase } of phrases.get(first.lower) ?? []) {
    const end = endOf(tokens, start, words);
    if (end === undefined) continue;
    // "the average bill", which a metric may be called: the article is no more than one
    const article = /^(a|an|the)$/.test(first.lower) && words.length > 1 ? PHRASE - FILLER : 0;
    found.push({
      chunk: { kind: 'phrase', start, end, phrase: phrase as Phrase },
      score:
        phraseWeight(words) * words.length -
        article +
        JOINED * (words.length - 1) +
        FILLER * (end - start - words.length),
    });
  }
  return found;
}

/** Where the words of a phrase end, of which hyphens may part each two: "year-over-year". */
function endOf(tokens: readonly Token[], start: number, words: readonly string[]): number | undefined {
  let at = start;
  for (const [i, word] of words.entries()) {
    if (i > 0 && tokens[at]?.lower === '-' && tokens[at]?.start === tokens[at - 1]?.end) at++;
    if (tokens[at]?.lower !== word || tokens[at]?.kind === 'quoted') return undefined;
    at++;
  }
  return at;
}
