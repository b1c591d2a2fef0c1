import type { DashboardSpec, Tile } from '../spec.ts';

/** Seconds between two looks at the tiles of a dashboard that is to be live and does not say how often. */
const liveSeconds = 60;

/** Seconds after which a tile is asked again; undefined when it stays as it was loaded. */
export function refreshOf(tile: Tile, { refresh, features }: DashboardSpec): number | undefined {
  if (!tile.plan && !tile.source) return undefined;
  const isLive = features.includes('real-time-updates') || features.includes('real-time-metrics');
  return tile.refresh ?? refresh ?? (isLive ? liveSeconds : undefined);
}

/** The tiles that are asked again, each with its seconds. */
export const followedTiles = (spec: DashboardSpec): readonly { readonly tile: Tile; readonly seconds: number }[] =>
  spec.tiles.flatMap(tile => {
    const seconds = refreshOf(tile, spec);
    return seconds === undefined ? [] : [{ tile, seconds }];
  });
