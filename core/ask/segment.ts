import type { FieldInfo } from './catalogue.ts';
import type { Candidate, Chunk } from './chunks.ts';
import { isFiller, isInnerFiller } from './english/fillers.ts';
import { type Phrase, phrases } from './english/phrases.ts';
import { idOf, type Lexicon, type Term } from './lexicon.ts';
import { type Correction, correct, respelled } from './spelling.ts';
import { grainOf, isCalendarWord, timeAt } from './time.ts';
import type { ValueIndex, ValueMatch } from './values.ts';
import { valueWords } from './values.ts';
import { stemsOf, type Token } from './words.ts';

/** Covers a question with the chunks that explain most of it. */
export interface Segmentation {
  readonly tokens: readonly Token[];
  readonly chunks: readonly Chunk[];
  readonly corrections: readonly Correction[];
}

interface Scored {
  readonly chunk: Chunk;
  readonly score: number;
}

const TERM = 10;
const TIME = 9.6;
const PHRASE = 9.2;
/** Words of the grammar that are often part of a name: first response. */
const WEAK = 7;
const partial = /^(first|last|final|top|total|value of)$/;
const WEAKER = 5;
const NUMBER = 9;
const GRAIN = 9.1;
const FILLER = 5;
const UNKNOWN = -30;
/** For each word joined into one chunk: a long name beats its parts. */
const JOINED = 2;

export function segment(raw: readonly Token[], lexicon: Lexicon, values: ValueIndex, now: Date): Segmentation {
  const { tokens, corrections } = spell(raw, lexicon, values);
  return { tokens, chunks: cover(tokens, lexicon, values, now), corrections };
}

/** The chunk read as smaller ones; undefined when that leaves a word unknown. */
export function splitChunk(
  chunk: Chunk,
  tokens: readonly Token[],
  lexicon: Lexicon,
  values: ValueIndex,
  now: Date,
): readonly Chunk[] | undefined {
  const length = chunk.end - chunk.start;
  if (length < 2) return undefined;
  const parts = cover(tokens.slice(chunk.start, chunk.end), lexicon, values, now, length - 1);
  return parts.some(part => part.kind === 'unknown')
    ? undefined
    : parts.map(part => ({ ...part, start: part.start + chunk.start, end: part.end + chunk.start }));
}

/** The best cover by chunks of at most so many tokens. */
function cover(
  tokens: readonly Token[],
  lexicon: Lexicon,
  values: ValueIndex,
  now: Date,
  longest = Number.POSITIVE_INFINITY,
): Chunk[] {
  const best: { score: number; from: number; chunk?: Chunk }[] = Array.from({ length: tokens.length + 1 }, () => ({
    score: Number.NEGATIVE_INFINITY,
    from: -1,
  }));
  const first = best[0];
  if (first) first.score = 0;
  for (let start = 0; start < tokens.length; start++) {
    const base = best[start]?.score ?? Number.NEGATIVE_INFINITY;
    for (const { chunk, score } of chunksAt(tokens, start, lexicon, values, now)) {
      if (chunk.end - chunk.start > longest) continue;
      const target = best[chunk.end];
      if (target && base + score > target.score) best[chunk.end] = { score: base + score, from: start, chunk };
    }
  }
  const chunks: Chunk[] = [];
  for (let at = tokens.length; at > 0; ) {
    const step = best[at];
    if (!step?.chunk) break;
    chunks.unshift(step.chunk);
    at = step.from;
  }
  return chunks;
}

function spell(
  raw: readonly Token[],
  lexicon: Lexicon,
  values: ValueIndex,
): { tokens: readonly Token[]; corrections: readonly Correction[] } {
  const corrections: Correction[] = [];
  const tokens = raw.map(token => {
    if (token.kind !== 'word' || isKnown(token, lexicon, values)) return token;
    const to = correct(token.lower, candidateWords(lexicon, values));
    if (to === undefined) return token;
    corrections.push({ from: token.text, to });
    return respelled(token, to);
  });
  return { tokens, corrections };
}

const isKnown = (token: Token, lexicon: Lexicon, values: ValueIndex): boolean =>
  lexicon.stems.has(token.stem) ||
  isFiller(token.lower) ||
  phrases.has(token.lower) ||
  grainOf(token.lower) !== undefined ||
  isCalendarWord(token.lower) ||
  values.words.has(token.lower) ||
  values.lookup([token.lower]).length > 0;

const calendarWords =
  'january february march april june july august september october november december monday month quarter year week average between highest lowest percentage quarterly monthly many which where number total without compare customers revenue'.split(
    ' ',
  );

function* candidateWords(lexicon: Lexicon, values: ValueIndex): Iterable<string> {
  yield* lexicon.words;
  yield* values.words;
  yield* calendarWords;
}

function chunksAt(tokens: readonly Token[], start: number, lexicon: Lexicon, values: ValueIndex, now: Date): Scored[] {
  const token = tokens[start];
  if (!token) return [];
  const out: Scored[] = [...termChunks(tokens, start, lexicon, values), ...phraseChunks(tokens, start)];
  const time = isNamed(tokens, start) ? undefined : timeAt(tokens, start, now);
  if (time && isTimeHere(tokens, start, time.end))
    out.push({
      chunk: { kind: 'time', start, end: time.end, time: time.phrase },
      score: timeScore(tokens.slice(start, time.end), time.phrase.problem !== undefined),
    });
  const grain = token.kind === 'word' ? grainOf(token.lower) : undefined;
  // "year by year"
  if (grain && /^(by|after|on|over)$/.test(tokens[start + 1]?.lower ?? '') && tokens[start + 2]?.lower === token.lower)
    out.push({ chunk: { kind: 'grain', start, end: start + 3, grain: grain.grain }, score: 3 * PHRASE + 2 * JOINED });
  if (grain) out.push({ chunk: { kind: 'grain', start, end: start + 1, grain: grain.grain }, score: GRAIN });
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
  else if (token.kind === 'word' && isFiller(token.lower))
    out.push({ chunk: { kind: 'filler', start, end: start + 1 }, score: FILLER });
  out.push({ chunk: { kind: 'unknown', start, end: start + 1 }, score: UNKNOWN });
  return out;
}

const plainPreposition = /^(of|in|on|at|for|within|over|through|during|the)$/;

/** A preposition before a period counts no more than it does alone, unless it is what makes it vague. */
const timeScore = (span: readonly Token[], vague: boolean): number =>
  span.reduce((sum, token, i) => sum + (!vague && i === 0 && plainPreposition.test(token.lower) ? FILLER : TIME), 0) +
  JOINED * (span.length - 1);

/** "the plane called May": what is called so is no month. */
const isNamed = (tokens: readonly Token[], start: number): boolean =>
  /^(called|named|titled)$/.test(tokens[start - 1]?.lower ?? '');

/** "may" and "march" are months only with a capital, a year or a preposition. */
function isTimeHere(tokens: readonly Token[], start: number, end: number): boolean {
  const token = tokens[start];
  if (end - start > 1 || !token || !/^(may|march|mar|dec|sep|jan|second)$/.test(token.lower)) return true;
  return /^\p{Lu}/u.test(token.text) && start > 0;
}

const phraseWeight = (words: readonly string[]): number =>
  partial.test(words.join(' ')) ? (words.length > 1 ? WEAKER : WEAK) : PHRASE;

function phraseChunks(tokens: readonly Token[], start: number): Scored[] {
  const found: Scored[] = [];
  const first = tokens[start];
  if (!first || first.kind === 'quoted' || first.kind === 'number') return found;
  for (const { words, phrase } of phrases.get(first.lower) ?? []) {
    if (!words.every((word, i) => tokens[start + i]?.lower === word && tokens[start + i]?.kind !== 'quoted')) continue;
    found.push({
      chunk: { kind: 'phrase', start, end: start + words.length, phrase: phrase as Phrase },
      score: phraseWeight(words) * words.length + JOINED * (words.length - 1),
    });
  }
  return found;
}

function termChunks(tokens: readonly Token[], start: number, lexicon: Lexicon, values: ValueIndex): Scored[] {
  const out: Scored[] = [];
  const first = tokens[start];
  if (!first || first.kind === 'mark') return out;
  if (first.kind === 'quoted') return quotedChunk(first, start, values);
  const reach = Math.max(lexicon.longest, values.longest) + 3;
  const content: Token[] = [];
  for (let end = start + 1; end <= Math.min(tokens.length, start + reach); end++) {
    const token = tokens[end - 1];
    if (!token || token.kind === 'quoted') break;
    if (token.kind === 'mark') {
      if (!/^[#\-/&._+]$/.test(token.lower)) break;
      continue;
    }
    content.push(token);
    const span = tokens.slice(start, end).filter(t => t.kind !== 'mark');
    const candidates = [
      ...termCandidates(span, lexicon),
      ...valueCandidates(
        span,
        values,
        isNamed(tokens, start) || /^(only|just|except|excluding)$/.test(tokens[start - 1]?.lower ?? ''),
      ).filter(c => !(isPart(c) && tokens[end]?.kind === 'number')),
      ...namedValueCandidates(span, lexicon, values),
    ].sort((a, b) => b.weight - a.weight);
    const top = candidates[0];
    if (!top) continue;
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

/** "March of the Moderns": a value that all the words are is not the month in them. */
const isWholeName = (top: Candidate, span: readonly Token[]): boolean =>
  top.kind === 'value' &&
  !top.partial &&
  top.weight >= 0.95 &&
  span.length > 1 &&
  span.some(t => isCalendarWord(t.lower));

/** "Tier 3" is not every tier when there is none of that number. */
const isPart = (candidate: Candidate): boolean => candidate.kind === 'value' && candidate.partial;

/** Quoted text is a value and nothing else. */
function quotedChunk(token: Token, start: number, values: ValueIndex): Scored[] {
  const candidates = values.lookup(valueWords(token.lower)).map(valueCandidate);
  return candidates.length === 0
    ? []
    : [{ chunk: { kind: 'terms', start, end: start + 1, candidates }, score: TERM * 2 }];
}

function termCandidates(span: readonly Token[], lexicon: Lexicon): (Candidate & Term)[] {
  const edge = span[0];
  const last = span.at(-1);
  if (!edge || !last || (span.length > 1 && isInnerFiller(last.lower))) return [];
  const single = span.length === 1 ? edge : undefined;
  // contain is not container: a common verb is a term only in the author's own form
  if (single && isFiller(single.lower) && !lexicon.words.has(single.lower)) return [];
  const content = span.filter((t, i) => !(i > 0 && isInnerFiller(t.lower)));
  const inside = span.slice(1, -1);
  const joined = inside.some(t => t.lower === 'of');
  const lowers = span.map(t => t.lower);
  const whole =
    content.length < span.length || isInnerFiller(edge.lower) ? lexicon.lookup(stemsIn(span), true, lowers) : [];
  const parts = lexicon.lookup(stemsIn(content), joined, lowers);
  const best = whole.filter(c => c.whole && c.ordered);
  const known = new Set(best.map(idOf));
  return (
    [...best, ...parts.filter(c => !c.whole && !known.has(idOf(c)))]
      .filter(c => !(c.kind === 'dataset' && (c.form === 'gerund' || (c.form === 'participle' && c.weight < 0.95))))
      // "show" is no short form of the no-show rate
      .filter(c => !(single && isFiller(single.lower) && c.kind === 'metric' && c.weight < 0.9))
      .filter(c => c.whole || c.ordered || joined || inside.every(t => !isInnerFiller(t.lower)))
      .map(c => ({ ...c, weight: c.weight * formWeight(c, single !== undefined) }))
  );
}

/** returned is not quite returns, and customers who ordered are no customer orders */
const formWeight = (candidate: Candidate & Term, single: boolean): number =>
  candidate.form !== 'participle' ? 1 : !single ? 0.6 : candidate.kind === 'metric' ? 0.85 : 1;

const stemsIn = (span: readonly Token[]): string[] => span.map(t => (t.kind === 'number' ? String(t.value) : t.stem));

function valueCandidates(span: readonly Token[], values: ValueIndex, named: boolean): Candidate[] {
  if (span.some(token => token.lower.startsWith('#'))) return [];
  const words = span.flatMap(token => valueWords(token.kind === 'number' ? token.text : token.lower));
  const single = span.length === 1 ? span[0] : undefined;
  return values
    .lookup(words)
    .filter(match => named || single === undefined || acceptsSingle(single, match))
    .map(valueCandidate);
}

/**
 * "first class", "gate A1", "ship mode truck": a value beside the name of its field is that value, however common or
 * short a word it is by itself.
 */
function namedValueCandidates(span: readonly Token[], lexicon: Lexicon, values: ValueIndex): Candidate[] {
  const out: Candidate[] = [];
  for (let at = 1; at < span.length; at++)
    for (const [name, value] of [
      [span.slice(at), span.slice(0, at)],
      [span.slice(0, at), span.slice(at)],
    ] as const) {
      if (value.some(token => token.lower.startsWith('#') || token.kind === 'quoted')) continue;
      if (isInnerFiller(value[0]?.lower ?? '') || isInnerFiller(value.at(-1)?.lower ?? '')) continue;
      const words = value.flatMap(token => valueWords(token.kind === 'number' ? token.text : token.lower));
      const whole = values.lookup(words).filter(match => !match.partial);
      if (whole.length === 0) continue;
      const fields = termCandidates(name, lexicon).filter(c => c.kind === 'field' && c.ordered && c.weight >= 0.6);
      for (const match of whole)
        if (names(name, match.field, lexicon) || fields.some(c => c.kind === 'field' && c.field.id === match.field.id))
          out.push({ ...valueCandidate(match), weight: match.weight * 0.99 } as Candidate);
    }
  return out;
}

/** One word of a field's own name beside its value: "annual billing". */
const names = (span: readonly Token[], field: FieldInfo, lexicon: Lexicon): boolean =>
  span.length === 1 &&
  span[0] !== undefined &&
  !lexicon.entities.has(span[0].stem) &&
  !lexicon.lookup([span[0].stem], false).some(c => c.kind === 'metric' && c.weight >= 0.9) &&
  stemsOf(field.name).includes(span[0].stem) &&
  field.name.includes('_');

/** A short or common word is a value only when it is written as one. */
function acceptsSingle(token: Token, match: ValueMatch): boolean {
  if (token.kind === 'number') return false;
  const common =
    isFiller(token.lower) ||
    phrases.get(token.lower)?.some(p => p.words.length === 1 && p.phrase.kind !== 'way') ||
    grainOf(token.lower) !== undefined;
  if (token.lower.length <= 3 && (match.weight < 0.95 || common))
    return /^[A-Z]+$/.test(token.text) && !(common && token.start === 0);
  if (common) return token.capital && match.weight >= 0.95;
  return true;
}

const valueCandidate = (match: ValueMatch): Candidate => ({ kind: 'value', ...match });
