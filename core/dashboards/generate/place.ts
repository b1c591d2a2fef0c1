import { bottomOf, firstFree } from '../layout.ts';
import type { DashboardSpec, Place, Tile } from '../spec.ts';
import type { PlaceWords } from './place-words.ts';
import { isFound, refer } from './refer.ts';

type Size = Pick<Place, 'w' | 'h'>;

/**
 * Where words put a tile of a size; without words where there is room first. Undefined when the words name a tile that
 * is not there.
 */
export function placeFor(
  words: PlaceWords | undefined,
  size: Size,
  spec: DashboardSpec,
  self?: string,
): Place | undefined {
  const others = spec.tiles.filter(({ id }) => id !== self);
  const { w, h } = size;
  if (!words) return firstFree(others, size);
  if (words.side) {
    const found = refer(words.of ?? '', { ...spec, tiles: others }, undefined);
    return isFound(found) && found.tiles.length > 0 ? beside(around(found.tiles), words.side, size) : undefined;
  }
  const x = words.horizontal === 'right' ? 12 - w : words.horizontal === 'center' ? Math.floor((12 - w) / 2) : 0;
  if (words.vertical === 'bottom') {
    // The last row may have room there.
    const y = bottomOf(others);
    return { x, y, w, h };
  }
  if (words.vertical === 'top' || words.horizontal === undefined) {
    // What goes to the top stands side by side there while there is room.
    const room = words.horizontal === undefined ? roomInRow(others, size) : undefined;
    return { x: room ?? x, y: 0, w, h };
  }
  // A side alone: the first row that has room there.
  for (let y = 0; ; y += 1) {
    const place = { x, y, w, h };
    const free = others.every(({ at }) => at.x >= x + w || x >= at.x + at.w || at.y >= y + h || y >= at.y + at.h);
    if (free) return place;
  }
}

/** The column from which the top row has room, beside what begins there. */
function roomInRow(others: readonly Tile[], { w }: Size): number | undefined {
  const first = others.filter(({ at }) => at.y === 0);
  for (let x = 0; x + w <= 12; x += 1) {
    if (first.every(({ at }) => at.x >= x + w || x >= at.x + at.w)) return x;
  }
  return undefined;
}

/** The rectangle that several tiles lie in. */
function around(tiles: readonly Tile[]): Place {
  const x = Math.min(...tiles.map(({ at }) => at.x));
  const y = Math.min(...tiles.map(({ at }) => at.y));
  const right = Math.max(...tiles.map(({ at }) => at.x + at.w));
  return { x, y, w: right - x, h: bottomOf(tiles) - y };
}

function beside(at: Place, side: NonNullable<PlaceWords['side']>, { w, h }: Size): Place {
  const fit = Math.min(at.x, 12 - w);
  if (side === 'below') return { x: fit, y: at.y + at.h, w, h };
  if (side === 'above') return { x: fit, y: at.y, w, h };
  if (side === 'rightOf')
    return at.x + at.w + w <= 12 ? { x: at.x + at.w, y: at.y, w, h } : { x: 12 - w, y: at.y + at.h, w, h };
  return at.x - w >= 0 ? { x: at.x - w, y: at.y, w, h } : { x: 0, y: at.y, w, h };
}
