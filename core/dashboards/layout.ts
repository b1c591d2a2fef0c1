import { LIMITS, type Place } from './spec.ts';

/** A tile as the grid sees it. */
export interface Placed {
  readonly id: string;
  readonly at: Place;
}

export const overlaps = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** From top to bottom, then from left to right; ids decide between equals. */
export const inReadingOrder = (a: Placed, b: Placed): number =>
  a.at.y - b.at.y || a.at.x - b.at.x || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The nearest free place at or below its own, in the same columns. */
function below(place: Place, taken: readonly Place[]): Place {
  let free = place;
  for (;;) {
    const hit = taken.filter(other => overlaps(other, free));
    if (hit.length === 0) return free;
    free = { ...free, y: Math.max(...hit.map(other => other.y + other.h)) };
  }
}

/**
 * Places without overlaps: those of `fixed` stay as they are, what lies under them goes down, in reading order, and
 * pushes on what it meets; the rest stays. Equal input, equal result, whatever the order of the list.
 */
export function pushDown<T extends Placed>(tiles: readonly T[], fixed: ReadonlySet<string>): Map<string, Place> {
  const settled = tiles.filter(({ id }) => fixed.has(id)).map(({ at }) => at);
  const places = new Map(tiles.map(({ id, at }) => [id, at]));
  for (const { id, at } of tiles.filter(tile => !fixed.has(tile.id)).sort(inReadingOrder)) {
    const place = below(at, settled);
    settled.push(place);
    places.set(id, place);
  }
  return places;
}

/** Each tile as far up as it goes in its columns, in reading order: no empty rows are left. */
export function packUp<T extends Placed>(tiles: readonly T[]): Map<string, Place> {
  const settled: Place[] = [];
  const places = new Map<string, Place>();
  for (const { id, at } of [...tiles].sort(inReadingOrder)) {
    const under = settled.filter(other => at.x < other.x + other.w && other.x < at.x + at.w);
    const place = below({ ...at, y: 0 }, under);
    settled.push(place);
    places.set(id, place);
  }
  return places;
}

const isBeside = (a: Place, b: Place): boolean =>
  a.y === b.y && a.h === b.h && (a.x + a.w === b.x || b.x + b.w === a.x);

/**
 * Places of the tiles that are left when others are taken out: a neighbour in the same rows grows over what is gone, and
 * rows in which nothing is left are closed.
 */
export function withoutGaps<T extends Placed>(left: readonly T[], gone: readonly Place[]): Map<string, Place> {
  const places = new Map(left.map(({ id, at }) => [id, at]));
  for (const hole of gone) {
    const [id, place] = [...places].find(([, at]) => isBeside(at, hole)) ?? [];
    if (id !== undefined && place !== undefined)
      places.set(id, { ...place, x: Math.min(place.x, hole.x), w: place.w + hole.w });
  }
  const rowsOf = ({ y, h }: Place) => Array.from({ length: h }, (_, row) => y + row);
  const taken = new Set([...places.values()].flatMap(rowsOf));
  const empty = [...new Set(gone.flatMap(rowsOf))].filter(row => !taken.has(row));
  for (const [id, at] of places) places.set(id, { ...at, y: at.y - empty.filter(row => row < at.y).length });
  return places;
}

/** The first place where a tile of this size fits: as far up as there is room, then as far left. */
export function firstFree(tiles: readonly Placed[], size: { readonly w: number; readonly h: number }): Place {
  const taken = tiles.map(({ at }) => at);
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + size.w <= LIMITS.columns; x += 1) {
      const place = { x, y, w: size.w, h: size.h };
      if (!taken.some(other => overlaps(other, place))) return place;
    }
  }
}

/** The row under everything. */
export const bottomOf = (tiles: readonly Placed[]): number => Math.max(0, ...tiles.map(({ at }) => at.y + at.h));
