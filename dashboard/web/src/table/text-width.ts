/** Pixels of letters at 13 px in the page's type, by how wide they are; a little more than they need. */
const NARROW = /[ijlI.,:;'|! ]/;
const SLIM = /[ftr()[\]/]/;
const BROAD = /[mwMW%@]/;
const SPACE = /\s/;
/** Scripts whose characters fill a square. */
const SQUARE = 0x2e80;

function letterWidth(letter: string): number {
  if (NARROW.test(letter) || SPACE.test(letter)) return 3.6;
  if (SLIM.test(letter)) return 5;
  if (BROAD.test(letter)) return 12;
  if ((letter.codePointAt(0) ?? 0) >= SQUARE) return 13.2;
  if (letter !== letter.toLowerCase()) return 9.3;
  return /[a-z]/.test(letter) ? 7.6 : 8.5;
}

const known = new Map<string, number>();

/** Pixels that a text takes in a cell of 13 px: reckoned, since a long table is laid out before it is drawn. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) {
    const one = known.get(letter) ?? letterWidth(letter);
    known.set(letter, one);
    width += one;
  }
  return width;
}
