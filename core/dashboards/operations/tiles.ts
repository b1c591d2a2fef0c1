import { SophiaError } from '../../errors.ts';
import { pushDown } from '../layout.ts';
import type { DashboardSpec, Place, Tile } from '../spec.ts';

/** What operations on tiles share. */

/** @throws dashboard.tile_unknown */
export function tileOf(spec: DashboardSpec, id: string): Tile {
  const tile = spec.tiles.find(one => one.id === id);
  if (tile) return tile;
  throw new SophiaError('dashboard.tile_unknown', ['tile_id'], { tile: id, known: spec.tiles.map(one => one.id) });
}

export const withTile = (spec: DashboardSpec, tile: Tile): DashboardSpec => ({
  ...spec,
  tiles: spec.tiles.map(one => (one.id === tile.id ? tile : one)),
});

const same = (a: Place, b: Place): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

/** The tiles at these places; those that are not named stay where they are. */
export const placed = (tiles: readonly Tile[], places: ReadonlyMap<string, Place>): Tile[] =>
  tiles.map(tile => {
    const at = places.get(tile.id);
    return at === undefined || same(at, tile.at) ? tile : { ...tile, at };
  });

/** Puts tiles exactly there and what is under them below. @throws dashboard.tile_unknown */
export function settle(tiles: readonly Tile[], places: ReadonlyMap<string, Place>): Tile[] {
  for (const id of places.keys()) tileOf({ tiles } as DashboardSpec, id);
  const moved = placed(tiles, places);
  return placed(moved, pushDown(moved, new Set(places.keys())));
}

/** Where the tiles were that are elsewhere now: what an inverse puts back. */
export function formerPlaces(before: readonly Tile[], after: readonly Tile[]): Record<string, Place> {
  const now = new Map(after.map(({ id, at }) => [id, at]));
  return Object.fromEntries(
    before.flatMap(({ id, at }) => {
      const place = now.get(id);
      return place !== undefined && !same(place, at) ? [[id, at]] : [];
    }),
  );
}

/** The members without those that are undefined: a document has no empty places. */
export const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
