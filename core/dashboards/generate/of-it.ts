import { readLook } from './look.ts';

const ofIt = /^(an?\s.+?\s(?:of|for|with))\s+(?:it|them|this|that|the same)\b/i;

/** "a gauge of the fill rate and a line of it by week": what is meant by it is what was named before. */
export function withIt(before: string, words: string): string {
  const match = ofIt.exec(words);
  if (!match || readLook(words).kind === undefined) return words;
  const subject = readLook(before)
    .rest.replace(/^(?:an?|the)\s+/i, '')
    .replace(/\s(?:by|per|for each|over|in|for|last|this|since)\b.*$/i, '');
  return subject === '' ? words : `${match[1]} ${subject}${words.slice(match[0].length)}`;
}
