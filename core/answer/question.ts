import { SophiaError } from '../errors.ts';

/** Characters of a question; more is no question. */
const longestQuestion = 2_000;

/** Marks that show nothing and can make a text read other than it is: direction, width, byte order. */
const invisibleMarks = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
const forbidden = /[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/u;

/**
 * The question as it is planned, remembered and shown: composed (NFC), blanks made single spaces, invisible
 * marks of direction and width left out. Other control characters are refused rather than guessed at.
 *
 * @throws question.empty, question.too_long, question.characters
 */
export function cleanQuestion(text: string): string {
  if (text.length > longestQuestion) {
    throw new SophiaError('question.too_long', ['query'], { length: text.length, limit: longestQuestion });
  }
  const visible = text.replace(/\s+/gu, ' ').replace(invisibleMarks, '');
  const bad = forbidden.exec(visible);
  if (bad) {
    const code = bad[0].codePointAt(0) ?? 0;
    const character = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    throw new SophiaError('question.characters', ['query'], { position: bad.index, character });
  }
  const clean = visible.normalize('NFC').replace(/ {2,}/g, ' ').trim();
  if (clean === '') throw new SophiaError('question.empty', ['query'], {});
  return clean;
}
