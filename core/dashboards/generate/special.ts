import type { Work } from './context.ts';
import { readLook } from './look.ts';
import { placeFor } from './place.ts';
import type { PlaceWords } from './place-words.ts';
import { idOf } from './words.ts';

/** Tiles that show no data: texts, and boxes to ask or to upload. */

const TEXT =
  /^(?:add |insert |with )?(?:an? |the )?(?:text(?: tile| box)?|note|heading|headline|paragraph|markdown)(?: (?:saying|that says|with(?: the text)?|reading|titled))?:?\s+"?([^"]+)"?\s*((?:at|on|in) .*)?$/i;
const BOX =
  /^(?:add |with |include )?(?:an? |the )?(?:(question|ask(?:ing)?|search|chat|(?:box|field|place) (?:to ask|for asking|for)(?: (?:a )?questions?)?)(?: box| field| bar| tile)?|(?:document |file )?(upload)(?: box| tile| area)?)\b(.*)$/i;

export const isSpecial = (words: string): boolean => {
  const box = BOX.exec(words);
  return TEXT.test(words) || (box !== null && readLook(box[3] ?? '').rest === '');
};

/** "a text saying …", "a heading …", "a question box", "an upload". */
export function addSpecial(work: Work, words: string, place?: PlaceWords): boolean {
  const said = TEXT.exec(words);
  const special = BOX.exec(words);
  if (!said && !special) return false;
  if (special && readLook(special[3] ?? '').rest !== '') return false;
  const look = readLook(said ? (said[2] ?? '') : (special?.[3] ?? ''));
  const kind = said ? 'text' : special?.[2] ? 'upload' : 'question';
  const title = said ? said[1]!.trim().slice(0, 60) : kind === 'upload' ? 'Upload' : 'Ask a question';
  const size = kind === 'upload' ? { w: 6, h: 3 } : { w: 12, h: kind === 'text' ? 2 : 3 };
  const at = placeFor(look.place ?? place, size, work.spec) ?? placeFor(undefined, size, work.spec)!;
  const id = idOf(title, work.taken);
  work.do({ kind: 'addTile', tile: { id, kind, title, at, ...(said && { text: said[1]!.trim() }) } });
  return true;
}
