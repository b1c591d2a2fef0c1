import type { Segment } from './knowledge-api.ts';

/** Characters of a block: what is far away is not laid out, block by block. */
const blockCharacters = 6_000;

/** A long page in blocks, parted at the ends of lines where there are some, else between words. */
export function blocksOf(segments: readonly Segment[]): readonly (readonly Segment[])[] {
  const blocks: Segment[][] = [[]];
  let room = blockCharacters;
  for (const { text, hit } of segments) {
    let rest = text;
    while (!hit && rest.length > room) {
      const end = partAt(rest, room);
      blocks.at(-1)!.push({ text: rest.slice(0, end), hit });
      blocks.push([]);
      rest = rest.slice(end);
      room = blockCharacters;
    }
    if (rest !== '') blocks.at(-1)!.push({ text: rest, hit });
    room -= rest.length;
  }
  return blocks.filter(block => block.length > 0);
}

function partAt(text: string, room: number): number {
  const most = Math.max(1, room);
  const line = text.lastIndexOf('\n', most);
  if (line > most / 2) return line + 1;
  const blank = text.lastIndexOf(' ', most);
  return blank > 0 ? blank + 1 : most;
}
