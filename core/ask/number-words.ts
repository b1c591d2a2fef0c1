import { patterns } from './english/patterns.ts';
import type { Token } from './words.ts';

const fractionsInWords = patterns.fractionsInWords;

/** Numbers that are written in several words, and short forms that only stand for others. */

const scales: Readonly<Record<string, number>> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 };

/** "two hundred thousand", "half a million", "94 vs 95", "# orders" as one would write them in full. */
export function joinNumberWords(tokens: readonly Token[], question: string): Token[] {
  const out: Token[] = [];
  for (const [i, token] of tokens.entries()) {
    const scale = scaleOf(token);
    const last = out.at(-1);
    const part = scale === undefined ? undefined : takePart(out);
    if (scale !== undefined && part) out.push(scaled(part, token, scale));
    else if (scale !== undefined && last && isPlainNumber(last)) out[out.length - 1] = scaled(last, token, scale);
    else if (scale !== undefined && isArticle(last))
      out.push(scaled({ ...(out.pop() as Token), value: 1 }, token, scale));
    else if (saysNumberOf(token, tokens[i + 1])) out.push({ ...token, kind: 'word', lower: 'count', stem: 'count' });
    else out.push(token);
  }
  const slice = (token: Token): Token =>
    tokens.includes(token) ? token : { ...token, text: question.slice(token.start, token.end) };
  return withSigns(joinHalves(halfOfUnits(timesInWords(out))))
    .map(slice)
    .map(againstYear)
    .map((token, i, all) => yearOf(token, i, all));
}

/** "a quarter million", "three quarters of a million", "half million": what stands there is taken from the words. */
function takePart(before: Token[]): Token | undefined {
  const words = before.slice(-5).map(token => token.lower);
  const [said, part] = fractionsInWords.exec(words.join(' ')) ?? [];
  const isPart = /\b(a|one|an|three|#?3) quarters?/.test(said ?? '') || said === 'half';
  if (said === undefined || !isPart) return undefined;
  const [first, ...rest] = before.splice(before.length - said.split(' ').length);
  const last = rest.at(-1) ?? first;
  const value = said.includes('half') ? 0.5 : part === undefined ? 0.25 : 0.75;
  return first && last && { ...first, kind: 'number', value, text: said, end: last.end };
}

const compares = patterns.comparesNumbers;

/** "under -500", "less than minus 500": a sign that is written to its number, or said behind a word that compares. */
function withSigns(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, at) => {
    const [before, next] = [tokens[at - 1], tokens[at + 1]];
    const isSign = (sign: Token | undefined, from: Token | undefined, number: Token | undefined): boolean => {
      if (!sign || !from || number?.kind !== 'number' || number.value === undefined || from.kind === 'number')
        return false;
      if (sign.lower === 'minus') return compares.test(from.lower);
      return sign.kind === 'mark' && /^[-−–]$/.test(sign.lower) && from.end < sign.start && sign.end === number.start;
    };
    if (isSign(token, before, next)) return [];
    if (!before || !isSign(before, tokens[at - 2], token)) return [token];
    const lower = `#-${token.lower.replace('#', '')}`;
    return [{ ...token, text: `-${token.text}`, lower, stem: lower, start: before.start, value: -(token.value ?? 0) }];
  });
}

/** `hundred` is a number of its own, the others are words. */
const scaleOf = (token: Token): number | undefined =>
  (token.kind === 'word' || token.kind === 'number') && Object.hasOwn(scales, token.lower)
    ? scales[token.lower]
    : undefined;

const isPlainNumber = ({ kind, value, percent }: Token): boolean =>
  kind === 'number' && value !== undefined && !percent;
const isArticle = (token: Token | undefined): boolean => token?.kind === 'word' && /^(a|an)$/.test(token.lower);

function scaled(number: Token, scale: Token, by: number): Token {
  const value = (number.value ?? 1) * by;
  const text = `${number.text} ${scale.text}`;
  // with its unit it never reads as a year
  const lower = `#${value}`;
  return { ...number, kind: 'number', text, lower, stem: lower, end: scale.end, value };
}

const times: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 };

/** "more than once", "exactly twice": so many times. */
const timesInWords = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token, at) => {
    const value = Object.hasOwn(times, token.lower) ? times[token.lower] : undefined;
    // "only once"
    if (/^(only|just)$/.test(token.lower) && Object.hasOwn(times, tokens[at + 1]?.lower ?? ''))
      return [{ ...token, lower: 'exactly', stem: 'exactly' }];
    const isCompared = /^(than|least|most|exactly|precisely|only|just)$/.test(tokens[at - 1]?.lower ?? '');
    if (value === undefined || !isCompared) return [token];
    const lower = `#${value}`;
    return [
      { ...token, kind: 'number' as const, lower, stem: lower, value },
      { ...token, lower: 'times', stem: 'time' },
    ];
  });

/** What half of one is spoken of. */
const halved = patterns.halved;

/** "half an hour" */
const halfOfUnits = (tokens: readonly Token[]): Token[] => {
  const isHalf = (at: number) =>
    tokens[at]?.lower === 'half' && isArticle(tokens[at + 1]) && halved.test(tokens[at + 2]?.lower ?? '');
  // "more than an hour", "of a week or longer"
  const isOne = (at: number) =>
    isArticle(tokens[at]) &&
    /^(minute|hour|day|week|month|year)$/.test(tokens[at + 1]?.lower ?? '') &&
    /^(than|least|most|of)$/.test(tokens[at - 1]?.lower ?? '') &&
    (tokens[at - 1]?.lower !== 'of' || tokens[at + 2]?.lower === 'or');
  return tokens.flatMap((token, i) => {
    if (isHalf(i)) return [];
    const half = isHalf(i - 1) ? tokens[i - 1] : undefined;
    const [lower, value] = half ? ['#0.5', 0.5] : ['#1', 1];
    return half || isOne(i)
      ? [{ ...token, kind: 'number' as const, lower, stem: lower, start: half?.start ?? token.start, value }]
      : [token];
  });
};

/** "half a million" */
function joinHalves(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, i) => {
    if (tokens[i - 1]?.lower !== 'half' || !token.text.startsWith('a ')) {
      return token.lower === 'half' && tokens[i + 1]?.text.startsWith('a ') ? [] : [token];
    }
    const value = (token.value ?? 0) / 2;
    return [{ ...token, text: `half ${token.text}`, start: tokens[i - 1]?.start ?? token.start, value }];
  });
}

/** A # that stands before a word by itself: "Customer#10" is a name. */
const saysNumberOf = (token: Token, next: Token | undefined): boolean =>
  token.kind === 'mark' && token.lower === '#' && next?.kind === 'word' && next.start > token.end;

/** "growth 2024 on 2023" */
const againstYear = (token: Token, at: number, all: readonly Token[]): Token => {
  const years = [all[at - 1], all[at + 1]].every(other => /^(19|20)\d\d$/.test(other?.lower ?? ''));
  return years && token.lower === 'on' ? { ...token, lower: 'vs', stem: 'vs' } : token;
};

const against = /^(vs|versus|against)$/;
const changing = patterns.changesNumbers;

/** "94 vs 95", "growth 95 to 96": years in two digits, where each stands against the other. */
function yearOf(token: Token, at: number, all: readonly Token[]): Token {
  const pair = [all.slice(at, at + 3), all.slice(Math.max(0, at - 2), at + 1)].find(
    ([a, joint, b]) =>
      isShortYear(a) &&
      isShortYear(b) &&
      Math.abs((a?.value ?? 0) - (b?.value ?? 0)) <= 15 &&
      (against.test(joint?.lower ?? '') ||
        (joint?.lower === 'to' && changing.test(all[all.indexOf(a as Token) - 1]?.lower ?? ''))),
  );
  if (!(pair || isYearOfTime(at, all)) || !isShortYear(token) || token.value === undefined) return token;
  const value = token.value + (token.value < 70 ? 2000 : 1900);
  return { ...token, lower: String(value), stem: String(value), value };
}

const month = patterns.monthWords;
/** What may follow a year; a noun would be what the number counts. */
const goesOn = patterns.numbersGoOn;

/** "in 95", "jan 98", "5 jan 24": what can be no day of the month, nor a number of what stands behind. */
function isYearOfTime(at: number, all: readonly Token[]): boolean {
  const [day, before, token, next] = [all[at - 2], all[at - 1], all[at], all[at + 1]];
  const value = token?.value ?? 0;
  if (next && !goesOn.test(next.lower)) return false;
  if (month.test(before?.lower ?? '')) return value > 31 || (day?.kind === 'number' && (day.value ?? 99) <= 31);
  return /^(in|since|during)$/.test(before?.lower ?? '') && (value >= 80 || (value >= 15 && value <= 35));
}

const isShortYear = (token: Token | undefined): boolean => token?.kind === 'number' && /^\d\d$/.test(token.lower);
