import { groupedAsOne, lastGrouped, type Parted, rankedAsOne } from './asked-as-one.ts';
import { isBoardWords } from './board-words.ts';
import { type ContentReader, hasNumbers, isReading } from './content.ts';
import { divisionOf } from './division.ts';
import { type Look, readLook } from './look.ts';
import { withIt } from './of-it.ts';
import { isSpecial } from './special.ts';

/** Requests in one text: sentences, lines and bullets, then what commas and "and" divide. */

/** Sentences and lines; a full stop inside a number or a name is none, and quoted text stays whole. */
export function sentencesOf(text: string): string[] {
  const quoted: string[] = [];
  const hidden = text.replace(/"[^"\n]*"/g, match => {
    quoted.push(match);
    return `\u0001${quoted.length - 1}\u0001`;
  });
  return hidden
    .split(/(?:[.!?]+(?=\s|$)|;|\n)+/)
    .map(part => part.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, ''))
    .map(part => part.replace(/\u0001(\d+)\u0001/g, (_, index) => quoted[Number(index)] ?? ''))
    .map(part => part.replace(/\s+/g, ' ').trim())
    .filter(part => part !== '');
}

/** What commas divide, and words that do the same. Thousands and quoted text stay whole. */
export const commaParts = (text: string): string[] =>
  text
    .replace(/\s+with (?=(?:an? |the )?(?:filters?|slicers?|dropdowns?)\b)/gi, ', with ')
    .split(
      /(?:,(?!\d{3}\b)\s*(?:and\s+|plus\s+|then\s+|also\s+)*|\s+(?:plus|as well as|along with|followed by|and also|and then)\s+)(?=(?:[^"]*"[^"]*")*[^"]*$)/i,
    )
    .map(part => part.replace(/^(?:and|then|also|plus)\s+/i, '').trim())
    .filter(part => part !== '');

const grouped = /\b(?:by|per|for each|over time|monthly|weekly|daily|quarterly|yearly|trend)\b/i;
const ranked =
  /\b(?:top|bottom|best|worst|highest|lowest) (?:\d+|five|ten|three)\b|\b(?:\d+|five|ten|three) (?:best|worst|highest|lowest|[a-z]{3,}est)\b/i;

/** Whether words ask for something with a number by themselves. */
async function isContent(words: string, reader: ContentReader): Promise<boolean> {
  const { rest } = divisionOf(words);
  if (rest === '') return false;
  const reading = await reader.read(rest);
  return isReading(reading) && (hasNumbers(reading) || reading.plan.fields.length > 0);
}

/** A text divided into requests, and what of it could not be shown as one. */
export interface Divided {
  readonly parts: readonly string[];
  readonly parted: readonly Parted[];
}

/**
 * Divides at "and" where both sides ask for something of their own: "revenue by month and orders by region". Two
 * numbers before one grouping stay together ("revenue and margin by month"), unless the first of a list stands alone.
 */
export async function andParts(text: string, reader: ContentReader, inList: boolean): Promise<Divided> {
  const atoms = text.split(/\s+and\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/i);
  const parts: string[] = [];
  const parted: Parted[] = [];
  let current = atoms[0] ?? '';
  for (const atom of atoms.slice(1)) {
    const next = withIt(current, atom);
    const verdict = await standsApart(current, next, reader, inList || parts.length > 0);
    if (verdict === true) {
      parts.push(current);
      current = next;
    } else if (verdict === false) current = `${current} and ${next}`;
    else if (typeof verdict === 'string') current = `${current} and ${verdict}`;
    else {
      const [first, second] = verdict.shown;
      if (second !== undefined) parts.push(first);
      current = second ?? first;
      parted.push(verdict);
    }
  }
  return { parts: [...parts, current], parted };
}

/** What is never part of a question: texts and boxes, and words about the whole dashboard. */
const isOwn = (words: string): boolean => isSpecial(words) || isBoardWords(words);

/** "a scatter of revenue and margin by customer": the picture of groups is of both. */
const leads = (one: Look, other: Look): boolean =>
  one.kind !== undefined && other.kind === undefined && one.kind !== 'number' && one.kind !== 'gauge';

/** Whether what follows is another request; for what was asked as one, its words there or what it is parted into. */
async function standsApart(
  current: string,
  next: string,
  reader: ContentReader,
  inList: boolean,
): Promise<boolean | string | Parted> {
  if (isOwn(current) || isOwn(next)) return true;
  const [one, other] = [readLook(current), readLook(next)];
  if (other.rest === '' || one.rest === '') return other.rest !== '' && (await isContent(next, reader));
  if (!(await isContent(next, reader))) {
    // A number by something unknown is a request of its own all the same: it alone is told.
    const [number = ''] = other.rest.split(/\s+(?:by|per)\s+/i);
    if (number !== other.rest) return grouped.test(one.rest) && (await isContent(number, reader));
    // "… as a pie and a walrus": what comes after a picture that was named is another thing.
    return one.kind !== undefined && /^an?\s/i.test(next) && (await isContent(current, reader));
  }
  // A ranking by no number, beside a number by groups of its own: it alone is told.
  if (!(await isContent(current, reader)))
    return ranked.test(one.rest) && !grouped.test(one.rest) && grouped.test(next);
  if (one.kind !== undefined && other.kind !== undefined) return true;
  const halves = { one: { words: current, look: one }, other: { words: next, look: other } };
  if (ranked.test(one.rest) && !grouped.test(other.rest.replace(/^.*?\b(?=by\b)/i, ''))) {
    return rankedAsOne(halves, reader);
  }
  const isOneGrouping = !grouped.test(one.rest) && grouped.test(other.rest);
  if (isOneGrouping && (!inList || leads(one, other))) return groupedAsOne(halves, reader);
  if (isOneGrouping && one.kind === undefined && other.kind === undefined) return lastGrouped(halves);
  return true;
}
