import type { Candidate } from '../chunks.ts';
import { isFiller, isInnerFiller } from '../english/fillers.ts';
import { patterns } from '../english/patterns.ts';
import type { Lexicon } from '../lexicon/lookup.ts';
import { isCalendarWord } from '../time.ts';
import { type ValueIndex, valueWords } from '../values.ts';
import type { Token } from '../words.ts';
import { CUT, FILLER, isNamed, JOINED, type Scored, TERM, TIME } from './scores.ts';
import { isPluralEntity, termCandidates } from './term-candidates.ts';
import { namedValueCandidates, valueCandidate, valueCandidates } from './value-candidates.ts';

const auxiliariesOfTerms = patterns.auxiliariesOfTerms;

const startsAndStops = patterns.startsAndStops;

const joint = patterns.jointsOfTerms;

/** Names and values of the model that begin at a token. */
export function termChunks(tokens: readonly Token[], start: number, lexicon: Lexicon, values: ValueIndex): Scored[] {
  const out: Scored[] = [];
  const first = tokens[start];
  if (!first || first.kind === 'mark' || isPronoun(first, tokens[start - 1])) return out;
  if (first.kind === 'quoted') return quotedChunk(first, start, values);
  const reach = Math.max(lexicon.longest, values.longest) + 3;
  const content: Token[] = [];
  let commas = false;
  for (let end = start + 1; end <= Math.min(tokens.length, start + reach); end++) {
    const token = tokens[end - 1];
    if (!token || token.kind === 'quoted') break;
    if (token.kind === 'mark') {
      // "Olive oil, 5 l tin": a comma, or a dash between spaces, is in a name only where all of it is said
      const parts =
        token.lower === '-' && token.start > (tokens[end - 2]?.end ?? 0) && token.end < (tokens[end]?.start ?? 0);
      if (token.lower === ',' || parts) commas ||= end > start + 1;
      else if (!/^[#\-/&._+]$/.test(token.lower)) break;
      continue;
    }
    content.push(token);
    const span = tokens.slice(start, end).filter(t => t.kind !== 'mark');
    // "their price", "name the brands": what fields are called by is not the reason “Found a better price”
    const isHead = span.length === 1 && lexicon.heads.has(token.stem);
    const candidates = [
      ...termCandidates(span, lexicon)
        .filter(c => !isDeed(c, span, tokens[start - 1], lexicon) && !isPhase(span, tokens[end]))
        .map(c => lessWhereCut(c, tokens[end])),
      ...valueCandidates(
        span,
        values,
        isNamed(tokens, start) ||
          (span.length === 1 && isKindHere(tokens, start, lexicon)) ||
          /^(only|just|except|excluding)$/.test(tokens[start - 1]?.lower ?? ''),
      ).filter(c => !(isPart(c) && (isHead || tokens[end]?.kind === 'number'))),
      ...namedValueCandidates(span, lexicon, values),
    ]
      .filter(c => !commas || (c.kind === 'value' && !c.partial && c.values.every(value => /,| - /.test(value))))
      .sort((a, b) => b.weight - a.weight);
    const top = candidates[0];
    if (!top || (span.length > 1 && isTurned(top) && breaksName(tokens, start, end, lexicon))) continue;
    const words =
      ('whole' in top && top.whole) || (top.kind === 'value' && !top.partial)
        ? span.length
        : span.filter((t, i) => !(i > 0 && i < span.length - 1 && isInnerFiller(t.lower))).length;
    const score = TERM * words * top.weight + FILLER * (end - start - words) + JOINED * (words - 1);
    const whole = isWholeName(top, span) ? TIME : 0;
    out.push({ chunk: { kind: 'terms', start, end, candidates }, score: score + whole });
  }
  return out;
}

/** "customers who placed orders": what they did, and not the number of the orders placed. */
function isDeed(candidate: Candidate, span: readonly Token[], before: Token | undefined, lexicon: Lexicon): boolean {
  if (candidate.kind !== 'metric' || !('ordered' in candidate) || candidate.ordered || span.length !== 2) return false;
  const [verb, things] = span as [Token, Token];
  const isDone = /(ed|ing|sold|bought|sent|made|paid)$/.test(verb.lower) && isPluralEntity(things, lexicon);
  const did = before && (auxiliariesOfTerms.test(before.lower) || isPluralEntity(before, lexicon));
  return isDone && did === true;
}

/** "customers who stopped renting": when they did it last, and no customers on stop. */
const isPhase = ([verb, ...more]: readonly Token[], next: Token | undefined): boolean =>
  more.length === 0 && startsAndStops.test(verb?.lower ?? '') && /ing$/.test(next?.lower ?? '');

/** "GIVE US THE REVENUE" */
const isPronoun = ({ lower }: Token, before: Token | undefined): boolean =>
  lower === 'us' && before !== undefined && /^(GIVE|SHOW|TELL|LET|GET|SEND)$/.test(before.text);

/** Found by words that stand in another order than in the name: "type packed" for the packing type. */
const isTurned = (top: Candidate): boolean => 'ordered' in top && top.ordered === false && top.weight < 0.7;

/** "part type packed in": two of the words, or the first and that before it, are a name as the author wrote it. */
function breaksName(tokens: readonly Token[], start: number, end: number, lexicon: Lexicon): boolean {
  const pairs = tokens
    .slice(Math.max(0, start - 1), end - 1)
    .map((_, i) => tokens.slice(Math.max(0, start - 1) + i).slice(0, 2));
  return pairs.some(
    pair =>
      pair.every(({ kind }) => kind === 'word') &&
      termCandidates(pair, lexicon).some(c => c.kind !== 'dataset' && c.ordered && c.weight >= 0.99),
  );
}

/** "March of the Moderns", "no answer": a value that all the words are is not the month, or the negation, in them. */
const isWholeName = (top: Candidate, span: readonly Token[]): boolean =>
  top.kind === 'value' &&
  !top.partial &&
  top.weight >= 0.95 &&
  span.length > 1 &&
  (/^(no|not|never)$/.test(span[0]?.lower ?? '') || span.some(t => isCalendarWord(t.lower)));

/**
 * "business bookings", "for business": a word that else says nothing stands where things of a kind are named, and so is
 * that kind where there is one.
 */
function isKindHere(tokens: readonly Token[], start: number, lexicon: Lexicon): boolean {
  const [before, word, next] = [tokens[start - 1], tokens[start], tokens[start + 1]];
  if (!word || !isFiller(word.lower) || isInnerFiller(word.lower) || word.lower.length < 4) return false;
  if (!joint.test(before?.lower ?? '')) return false;
  const ends = next === undefined || next.kind === 'mark' || /^(and|or|than|versus|vs|in|by)$/.test(next.lower);
  return (
    (next !== undefined && lexicon.entities.has(next.stem) && /s$/.test(next.lower)) ||
    (ends && /^(business|company|firm|system|record)s?$/.test(word.lower))
  );
}

/** "Tier 3" is not every tier when there is none of that number. */
const isPart = (candidate: Candidate): boolean => candidate.kind === 'value' && candidate.partial;

/** "paid" is not quite "paid to": the preposition that the name ends in must be there for all of its weight. */
const lessWhereCut = <T extends ReturnType<typeof termCandidates>[number]>(candidate: T, next: Token | undefined): T =>
  candidate.cut !== undefined && candidate.cut !== next?.lower
    ? { ...candidate, weight: candidate.weight * CUT }
    : candidate;

/** Quoted text is a value and nothing else. */
function quotedChunk(token: Token, start: number, values: ValueIndex): Scored[] {
  const candidates = values.lookup(valueWords(token.lower)).map(valueCandidate);
  return candidates.length === 0
    ? []
    : [{ chunk: { kind: 'terms', start, end: start + 1, candidates }, score: TERM * 2 }];
}
