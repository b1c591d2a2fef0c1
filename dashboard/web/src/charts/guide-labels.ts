import type { Box } from './figure.ts';
import { labelWidth } from './label-text.ts';

/** Pixels of a line of text, and of what is around its letters. */
const HEIGHT = 16;
const PADDING = 10;

export interface Labelled extends Box {
  readonly label: string;
  readonly vertical: boolean;
}

/**
 * Where the names of guides stand: at the end of a line that lies, over one that stands. None is cut off at the top of
 * the drawing or at the ends of `area`, and none lies over another: those that come later go further down.
 */
export function labelBoxes(guides: readonly Labelled[], area: Box): readonly Box[] {
  const taken: Box[] = [];
  const place = (guide: Labelled): Box => {
    let box = wanted(guide, area);
    if (guide.label === '') return box;
    const bottom = Math.max(box.top, area.top + area.height - HEIGHT);
    while (taken.some(other => meets(box, other)) && box.top + HEIGHT <= bottom) {
      box = { ...box, top: box.top + HEIGHT };
    }
    taken.push(box);
    return box;
  };
  // Lines that lie have one end: they choose first.
  const lying = new Map(guides.flatMap((guide, at) => (guide.vertical ? [] : [[at, place(guide)] as const])));
  return guides.map((guide, at) => lying.get(at) ?? place(guide));
}

function wanted({ label, vertical, left, top, width }: Labelled, area: Box): Box {
  const wide = Math.min(area.width, labelWidth(label) + PADDING);
  const box = { width: wide, height: HEIGHT };
  if (!vertical) {
    const above = top - HEIGHT - 1;
    return { ...box, left: Math.max(area.left, left + width - wide), top: above < 0 ? top + 2 : above };
  }
  const middle = left + width / 2 - wide / 2;
  const last = Math.max(area.left, area.left + area.width - wide);
  return { ...box, left: Math.min(last, Math.max(area.left, middle)), top: Math.max(0, top - HEIGHT / 2 - 2) };
}

const meets = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
