import type { SearchQuery, SearchTerm } from './query.ts';
import type { Segment } from './segments.ts';

/** A place of a text where a term of a search stands. */
interface Mark {
  readonly start: number;
  readonly end: number;
  /** Index of the term. */
  readonly term: number;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
}

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;

/** Without letter case and accents, as words are compared. */
const folded = (word: string): string => {
  const lower = word.toLowerCase();
  return /^[a-z0-9]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '');
};

/** A term in the form that words are compared with. */
interface Wanted {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
  readonly stem: string | undefined;
}

const wantedOf = ({ text, isPrefix, stem }: SearchTerm): Wanted => ({
  words: text.split(' ').map(folded),
  isPrefix,
  stem: stem === undefined ? undefined : folded(stem),
});

/** Whether the last of the words ends a term. */
function endsHere({ words, isPrefix, stem }: Wanted, last: readonly Word[]): boolean {
  const from = last.length - words.length;
  if (from < 0) return false;
  return words.every((wanted, index) => {
    const { folded: word } = last[from + index]!;
    const mayGoOn = isPrefix && index === words.length - 1;
    return word === wanted || (mayGoOn && word.startsWith(wanted)) || (stem !== undefined && word.startsWith(stem));
  });
}

/** Where the terms of a search stand, in the order of the text. Takes time in proportion to the text. */
function* marksIn(text: string, terms: readonly Wanted[]): Generator<Mark> {
  const longest = Math.max(1, ...terms.map(({ words }) => words.length));
  const last: Word[] = [];
  for (const found of text.matchAll(wordPattern)) {
    const start = found.index;
    last.push({ start, end: start + found[0].length, folded: folded(found[0]) });
    if (last.length > longest) last.shift();
    for (const [term, wanted] of terms.entries()) {
      if (!endsHere(wanted, last)) continue;
      yield { start: last[last.length - wanted.words.length]!.start, end: start + found[0].length, term };
    }
  }
}

/** The text between two places, its marks as hits. */
function segmentsBetween(text: string, marks: readonly Mark[], from: number, to: number): Segment[] {
  const segments: Segment[] = [];
  let at = from;
  const add = (end: number, hit: boolean) => {
    if (end > at) segments.push({ text: text.slice(at, end), hit });
    at = Math.max(at, end);
  };
  for (const { start, end } of marks) {
    if (end <= at || end > to) continue;
    add(Math.max(at, start), false);
    add(end, true);
  }
  add(to, false);
  return segments;
}

/** Places of a text that are marked at most: nobody walks through more, and a page with more can hardly be shown. */
export const mostMarks = 5_000;

/** A whole text, with what a search finds in it marked, up to `mostMarks` places. */
export function markedText(text: string, { all }: SearchQuery): readonly Segment[] {
  const marks: Mark[] = [];
  if (all.length > 0) {
    for (const mark of marksIn(text, all.map(wantedOf))) {
      marks.push(mark);
      if (marks.length >= mostMarks) break;
    }
  }
  // A phrase begins before the words in it do.
  return segmentsBetween(
    text,
    marks.toSorted((a, b) => a.start - b.start || b.end - a.end),
    0,
    text.length,
  );
}

/** Characters of an excerpt, about two lines, and those before its first hit. */
const excerptCharacters = 220;
const leadCharacters = 40;

/**
 * The place of a text that fits a search best: where the most of its terms stand together, the first of them. The text
 * is read only as far as a place where all of them do.
 */
export function excerptOf(text: string, { all }: SearchQuery): readonly Segment[] {
  const terms = all.map(wantedOf);
  const [first] = bestMarks(text, terms);
  const from = wordStart(text, Math.max(0, (first?.start ?? 0) - leadCharacters));
  const to = wordEnd(text, from + excerptCharacters);
  const segments = markedText(text.slice(from, to), { all, none: [] });
  const shown = segments.map(({ text: piece, hit }) => ({ text: piece.replace(/\s+/g, ' '), hit }));
  return [
    ...(from > 0 ? [{ text: '…', hit: false }] : []),
    ...shown,
    ...(to < text.length ? [{ text: '…', hit: false }] : []),
  ];
}

/** The marks within an excerpt's length that are of the most different terms. */
function bestMarks(text: string, terms: readonly Wanted[]): readonly Mark[] {
  let window: Mark[] = [];
  let best: Mark[] = [];
  let most = 0;
  for (const mark of marksIn(text, terms)) {
    window = [...window.filter(({ start }) => mark.end - start <= excerptCharacters - leadCharacters), mark];
    const different = new Set(window.map(({ term }) => term)).size;
    if (different > most) [best, most] = [window, different];
    else if (best.length > 0 && window[0] === best[0]) best = window;
    if (most === terms.length && mark.start - best[0]!.start > excerptCharacters) break;
  }
  return best;
}

/** The beginning of the word after a place, unless it is the beginning of all or no word ends nearby. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const blank = text.slice(at, at + leadCharacters).search(/\s/);
  return blank < 0 ? at : at + blank + 1;
}

/** The end of the word at a place, unless none ends nearby. */
function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const blank = text.slice(at, at + leadCharacters).search(/\s/);
  return blank < 0 ? at : at + blank;
}
