import type { DashboardSpec, Tile, View } from './dashboards-api.ts';

/** Which tiles a change is about; decided here, so that the others keep what they show. */

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether a tile is answered by the server. */
export const isLoaded = ({ plan, source }: Tile): boolean => plan !== undefined || source !== undefined;

export const loadedTiles = (spec: DashboardSpec): string[] => spec.tiles.filter(isLoaded).map(({ id }) => id);

type CrossEntry = NonNullable<View['cross']>[number];

/**
 * The tiles that show something else when a dashboard is looked at by `after` and no more by `before`: those of the
 * filters that changed, the others of a tile that was clicked, those that follow the window. A tile that a field was
 * found not to narrow is left alone.
 */
export function concernedTiles(
  spec: DashboardSpec,
  before: View,
  after: View,
  unreached: Readonly<Record<string, readonly string[]>>,
): string[] {
  const controls = spec.filters.filter(({ id }) => !same(before.filters?.[id], after.filters?.[id]));
  const changed = (one: CrossEntry, others: View['cross'] = []) => !others.some(other => same(one, other));
  const crossed = [
    ...(after.cross ?? []).filter(one => changed(one, before.cross)),
    ...(before.cross ?? []).filter(one => changed(one, after.cross)),
  ];
  const window = !same(before.time, after.time);
  return spec.tiles
    .filter(tile => {
      if (!isLoaded(tile)) return false;
      const reached = (field: string) => unreached[tile.id]?.includes(field) !== true;
      if (window && followsWindow(tile)) return true;
      if (crossed.some(({ tile_id, field }) => tile_id !== tile.id && reached(field))) return true;
      return controls.some(({ tiles, field }) => (tiles?.includes(tile.id) ?? true) && reached(field));
    })
    .map(({ id }) => id);
}

/** Whether a tile is shown in the dashboard's window: it has none of its own and none that is kept. */
const followsWindow = ({ plan, time }: Tile): boolean =>
  plan !== undefined && time?.range === undefined && time?.pinned !== true;

/** Tiles of `after` whose answer can't be that of `before`: what is asked changed, or how it is narrowed. */
export function contentChanged(before: DashboardSpec, after: DashboardSpec): string[] {
  const asked = ({ plan, source, comparison, sparkline, time, refresh: _ }: Tile) => ({
    plan,
    source,
    comparison,
    sparkline,
    time,
  });
  const around = ({ model, time, filters }: DashboardSpec) => ({ model, time, filters });
  if (!same(around(before), around(after))) return loadedTiles(after);
  const earlier = new Map(before.tiles.map(tile => [tile.id, tile]));
  return after.tiles
    .filter(isLoaded)
    .filter(tile => {
      const old = earlier.get(tile.id);
      return old === undefined || !same(asked(old), asked(tile));
    })
    .map(({ id }) => id);
}
