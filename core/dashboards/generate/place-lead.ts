import type { Work } from './context.ts';
import type { PlaceWords } from './place-words.ts';

/** "At the top: revenue and orders", "below it revenue by month": where all of a sentence goes, said before what it is. */

/** "below it a table of …": the tile that follows lies beside the one before. */
export const beside =
  /^(below|under|underneath|beneath|above|next to|beside|(?:to the )?(?:right|left) of)\s+(?:it|that|them|this|these|those)\b[,:]?\s+(?=\S)/i;
const alone =
  /^(?:then\s+)?(?:below|underneath|under that|further down|(?:and )?(?:at|in|on|to) the (?:very )?(top|bottom)(?: row)?)(?:\s*[,:]\s*|\s+(?=an?\b))(?=\S)/i;
const side = /^(?:and )?(?:on|at|to) the (left|right)(?:[- ]hand)?(?: side)?(?:\s*[,:]\s*|\s+(?=an?\b))(?=\S)/i;

export function placeLead(work: Work, sentence: string): { readonly content: string; readonly place?: PlaceWords } {
  const next = beside.exec(sentence);
  if (next && work.touched !== undefined) {
    const word = next[1]!.toLowerCase();
    const where = /above/.test(word)
      ? 'above'
      : /left/.test(word)
        ? 'leftOf'
        : /right|next|beside/.test(word)
          ? 'rightOf'
          : 'below';
    return { content: sentence.slice(next[0].length), place: { side: where, of: work.touched } };
  }
  const row = alone.exec(sentence);
  if (row) {
    const vertical = row[1]?.toLowerCase() === 'top' ? 'top' : 'bottom';
    return { content: sentence.slice(row[0].length), place: { vertical } };
  }
  const hand = side.exec(sentence);
  if (!hand) return { content: sentence };
  return { content: sentence.slice(hand[0].length), place: { horizontal: hand[1]!.toLowerCase() as 'left' | 'right' } };
}
