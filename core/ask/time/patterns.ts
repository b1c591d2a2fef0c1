import { truncate } from '../../plan/instant.ts';
import type { Grain } from '../../semantic/model/types.ts';
import lists from '../english/lists.data.json' with { type: 'json' };

/** Parts of the patterns of time expressions; they match tokens in lower case that are joined by spaces. */

export const MONTH = lists.months;
/** A year in four digits, in two after an apostrophe, or against now. */
export const YEAR =
  "((?:19|20)\\d\\d|'\\d\\d|(?:the )?(?:last|previous|prior|this|current|next|coming) (?:calendar )?year)";
/** A year in figures: 1996 or '96. */
export const DIGIT_YEAR = "((?:19|20)\\d\\d|'\\d\\d)";
/** A place in a row: first, 3rd, last. */
export const ORDINAL = '(first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last|final)';
/** A unit of the calendar. */
export const UNIT = '(day|week|month|quarter|year)';
/** What may stand between a part and its year. */
export const OF = '(?: of| in| ,| -| /)?(?: the)?(?: calendar)?(?: year)?';
/** A count in figures or words, up to twelve. */
export const COUNT = '(\\d{1,4}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
/** A day of the month, with or without its ending. */
export const DAY_NUMBER = '(\\d{1,2})(?:st|nd|rd|th)?';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const counts = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  fifth: 5,
  '5th': 5,
  last: -1,
  final: -1,
};

/** A count in digits or words; one where none is said. */
export function countOf(text: string | undefined): number {
  if (text === undefined || /^an?$/.test(text)) return 1;
  return counts.includes(text) ? counts.indexOf(text) : Number(text);
}

/** 0 for January. */
export const monthOf = (text: string | undefined): number => months.indexOf((text ?? '').slice(0, 3));

/** From 1; -1 for the last. */
export const ordinalOf = (text: string | undefined): number => ordinals[text ?? ''] ?? 1;

/** The unit that a match of UNIT means; a day where nothing matched. */
export const unitOf = (text: string | undefined): Grain => (text ?? 'day') as Grain;

/** The year that a match of YEAR means. */
export function yearOf(text: string | undefined, now: number): number {
  const said = text ?? '';
  if (said.startsWith("'")) return Number(said.slice(1)) + (Number(said.slice(1)) < 70 ? 2000 : 1900);
  if (/^\d/.test(said)) return Number(said);
  const current = new Date(truncate(now, 'year')).getUTCFullYear();
  if (/this|current/.test(said)) return current;
  return /next|coming/.test(said) ? current + 1 : current - 1;
}

const calendarWord = new RegExp(`^(?:${MONTH}|${lists.calendarWord})$`);

/** A word of the calendar is spelt right, whatever a model has that looks like it. */
export const isCalendarWord = (lower: string): boolean => calendarWord.test(lower);
