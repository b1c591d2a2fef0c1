/** A piece of text, and whether it is what was looked for. Never markup: who shows it decides how. */
export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

/**
 * Characters that stand around hits inside stores. They are of the private use area and mean nothing; texts are kept
 * without them, so that no document can mark anything.
 */
export const hitBegin = '\uE000';
export const hitEnd = '\uE001';

/** The pieces of a text with marks, neighbours of one kind joined. */
export function segmentsOf(marked: string): readonly Segment[] {
  const segments: { text: string; hit: boolean }[] = [];
  let hit = false;
  for (const piece of marked.split(/([\uE000\uE001])/)) {
    if (piece === hitBegin || piece === hitEnd) hit = piece === hitBegin;
    else if (piece !== '') {
      const last = segments.at(-1);
      if (last?.hit === hit) last.text += piece;
      else segments.push({ text: piece, hit });
    }
  }
  return segments;
}

/** Segments by page: a form feed ends one. */
export function pagesOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const pages: Segment[][] = [[]];
  for (const { text, hit } of segments) {
    for (const [index, part] of text.split('\f').entries()) {
      if (index > 0) pages.push([]);
      if (part !== '') pages.at(-1)!.push({ text: part, hit });
    }
  }
  return pages;
}
