import { firstFree } from '../../../../../core/dashboards/layout.ts';
import type { DashboardSpec, Tile, TileKind } from '../../../../../core/dashboards/spec.ts';

/** Columns and rows that a kind of tile needs to be read. */
const SIZES: Readonly<Record<TileKind, { readonly w: number; readonly h: number }>> = {
  number: { w: 3, h: 2 },
  line: { w: 6, h: 4 },
  area: { w: 6, h: 4 },
  bar: { w: 6, h: 4 },
  pie: { w: 4, h: 4 },
  scatter: { w: 6, h: 5 },
  heatMap: { w: 6, h: 5 },
  funnel: { w: 4, h: 4 },
  gauge: { w: 3, h: 3 },
  map: { w: 6, h: 5 },
  pivot: { w: 8, h: 5 },
  table: { w: 8, h: 5 },
  list: { w: 4, h: 5 },
  text: { w: 4, h: 2 },
  filter: { w: 3, h: 2 },
  question: { w: 6, h: 3 },
  upload: { w: 6, h: 4 },
};
const sizeOf = (kind: TileKind) => SIZES[kind];

const LONGEST = 64;

/** An id made of words that none of the others has. */
export function freeId(words: string, taken: Iterable<string>): string {
  const ids = new Set(taken);
  const base =
    words
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, LONGEST - 4) || 'tile';
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? base : `${base}-${count}`;
    if (!ids.has(id)) return id;
  }
}

/** The tile with an id of its own, where there is room. */
export const placedTile = (spec: DashboardSpec, tile: Omit<Tile, 'id' | 'at'>): Tile => ({
  ...tile,
  id: freeId(
    tile.title,
    spec.tiles.map(({ id }) => id),
  ),
  at: firstFree(spec.tiles, sizeOf(tile.kind)),
});

/** The same tile once more, beside it or where there is room next. */
export function duplicateOf(spec: DashboardSpec, tile: Tile): Tile {
  const id = freeId(
    tile.id,
    spec.tiles.map(other => other.id),
  );
  return { ...tile, id, at: firstFree(spec.tiles, tile.at) };
}
