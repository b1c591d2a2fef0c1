import { createPace } from '../ask/pace.ts';

/** Characters that are looked at in one go: a few milliseconds of any script. */
const portion = 250_000;

/**
 * A text as it is kept: without characters that can't be seen or mean nothing, lines without
 * blanks at their end, and at most one empty line between two. Form feeds, which part pages, stay where they are.
 * Every step takes time in proportion to the text, whatever stands in it; others have their turn between the steps.
 */
export async function cleanText(text: string): Promise<string> {
  const pace = createPace();
  let cleaned = text.toWellFormed().normalize('NFC');
  await pace.rest();
  cleaned = cleaned.replace(/\r\n?/g, '\n');
  const seen: string[] = [];
  for (let from = 0; from < cleaned.length; ) {
    await pace.rest();
    const to = betweenCharacters(cleaned, from + portion);
    seen.push(cleaned.slice(from, to).replace(/(?![\n\t\f])[\p{Cc}\p{Co}\p{Cn}]/gu, ' '));
    from = to;
  }
  await pace.rest();
  // Looked at from the first of some blanks alone, or a line of nothing else would take the square of its length.
  cleaned = seen.join('').replace(/(?<![ \t])[ \t]+(?=[\n\f])/g, '');
  await pace.rest();
  cleaned = cleaned.replace(/\n{3,}/g, '\n\n');
  return cleaned.includes('\f') ? cleaned : cleaned.trim();
}

/** A place at or after one where no character is cut in two. */
const betweenCharacters = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : Math.min(at, text.length);
