/** A piece of text, and whether it is what was looked for. Never markup: who shows it decides how. */
export interface Segment {
  readonly text: string;
  readonly hit: boolean;
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
