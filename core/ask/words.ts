import { stemmer } from 'stemmer';
import { lru } from 'tiny-lru';
import lists from './english/lists.data.json' with { type: 'json' };
import { patterns } from './english/patterns.ts';
import { joinNumberWords } from './number-words.ts';

const contractionSubjects = patterns.contractionSubjects;

/** A word, number, quoted text or mark of a question, with its offsets into the text that was asked. */
export interface Token {
  readonly kind: 'word' | 'number' | 'quoted' | 'mark';
  /** As written. */
  readonly text: string;
  /** Lower case, accents folded, possessive dropped. */
  readonly lower: string;
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  /** Numbers: the value with its unit applied (300k is 300000; 20 % is 0.2 when `percent`). */
  readonly value?: number | undefined;
  readonly percent?: boolean | undefined;
  /** Starts with a capital letter although it does not begin the question. */
  readonly capital: boolean;
}

/** Forms that a stemmer does not bring together. */
const irregular: Readonly<Record<string, string>> = lists.irregular;

/** Stems of words met before: a question is looked at in many stretches, each of the same words. */
const stems = lru<string>(20_000);

/** The stem of a lower-case word: what two forms of one word share. */
export function stemOf(lower: string): string {
  const known = stems.get(lower);
  if (known !== undefined) return known;
  const stem = stemmed(lower);
  if (lower.length <= 60) stems.set(lower, stem);
  return stem;
}

function stemmed(lower: string): string {
  const fixed = Object.hasOwn(irregular, lower) ? irregular[lower] : undefined;
  // "statuses": the stemmer takes the ending for that of a verb
  return stemmer(fixed ?? lower.replace(/(?<=.{2}[tnprs])uses$/, 'us'));
}

/** Lower case without accents, for comparing; keeps the length of most texts but not of all. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/ß/g, 'ss')
    .toLowerCase();

const scales: Readonly<Record<string, number>> = lists.scales;

const spelled: Readonly<Record<string, number>> = lists.spelled;

const pattern = new RegExp(lists.tokens, 'giu');

/** Splits a question into tokens; a day in digits ('24 and 29.02.2024 too) is one. Hyphens, slashes, underscores and # part words; 's is dropped. */
export function tokenise(question: string): Token[] {
  const folded = foldKeepingLength(question);
  const tokens: Token[] = [];
  for (const match of folded.matchAll(pattern)) {
    const token = tokenFrom(match, question, tokens);
    if (token) tokens.push(token);
  }
  return joinNumberWords(tokens, question);
}

function tokenFrom(match: RegExpMatchArray, question: string, before: readonly Token[]): Token | undefined {
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const text = question.slice(start, end);
  const [, double, single, date, , , currency, digits, unit, ordinal, word, mark] = match;
  const quoted = double ?? single;
  const base = { text, start, end, capital: before.length > 0 && /^\p{Lu}/u.test(text) };
  if (quoted !== undefined)
    return {
      ...base,
      kind: 'quoted',
      lower: quoted.trim(),
      stem: quoted.trim(),
      text: question.slice(start + 1, end - 1),
    };
  if (date !== undefined) return { ...base, kind: 'word', lower: date, stem: date };
  if (digits !== undefined) return numberToken(base, digits, unit, ordinal, currency);
  if (word !== undefined) {
    const lower = word
      .toLowerCase()
      .replace(contractionSubjects, '$1')
      .replace(/'s$/, '')
      .replace(/['.-]/g, '')
      .replace(/^(what|who|where|how)s$/, '$1')
      .replace(/^w\//, 'with')
      .replace(/^witho$/, 'without');
    const value = Object.hasOwn(spelled, lower) ? spelled[lower] : undefined;
    return value === undefined
      ? { ...base, kind: 'word', lower, stem: stemOf(lower) }
      : { ...base, kind: 'number', lower, stem: lower, value };
  }
  if (mark === undefined || /['"]/.test(mark)) return undefined;
  return { ...base, kind: 'mark', lower: mark, stem: mark };
}

/** "20.000" and "1.250.000,50" have dots between thousands: nobody writes a decimal so exact, or with two dots. */
const plainDigits = (digits: string): string =>
  /^\d+(\.\d{3})*\.000$|\.\d+\.|\.\d{3},/.test(digits)
    ? digits.replaceAll('.', '').replace(',', '.')
    : digits.replaceAll(',', '');

function numberToken(
  base: Pick<Token, 'text' | 'start' | 'end' | 'capital'>,
  digits: string,
  unit: string | undefined,
  ordinal: string | undefined,
  currency: string | undefined,
): Token {
  const plain = Number(plainDigits(digits));
  const percent = unit !== undefined && /^(%|p)/i.test(unit);
  const value = percent ? plain / 100 : plain * (scales[unit?.toLowerCase() ?? ''] ?? 1);
  const lower = `${plainDigits(digits)}${ordinal?.toLowerCase() ?? ''}`;
  // 'number' tokens that carry a unit or currency never read as a year
  return { ...base, kind: 'number', lower: unit || currency ? `#${lower}` : lower, stem: lower, value, percent };
}

/** Folds each character on its own so that offsets stay those of the question. */
function foldKeepingLength(text: string): string {
  let out = '';
  for (const character of text) {
    const folded = fold(character);
    out +=
      folded.length === character.length ? folded : character.length === 1 && folded.length > 0 ? folded[0] : character;
  }
  return out;
}

/** The words of a name or label of the model: snake_case, camelCase and punctuation part them; kWh and pH are one. */
export function nameWords(name: string): string[] {
  return plainWords(name.replace(/(?<=[a-z\d]{2})([A-Z])/g, ' $1'));
}

/** The words of a text, where capitals inside a word part nothing: GmbH is one. */
export function plainWords(text: string): string[] {
  return fold(text)
    .replace(/'s\b/g, '')
    .replace(/(\p{L})'(?=\p{L})/gu, '$1')
    .replace(/\be-(?=mail)/g, 'e')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Stems of the words of a phrase, numbers without leading zeros. */
export const stemsOf = (phrase: string): string[] =>
  nameWords(phrase).map(word => (/^\d+$/.test(word) ? String(Number(word)) : stemOf(word)));
