import type { Picked } from '../tiles/tile-body.ts';
import type { Tile, TileEvent } from './dashboards-api.ts';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The field that a tile's numbers are divided by after these clicks, as the server chooses it; undefined: its rows. */
export function nextField({ drill = [] }: Pick<Tile, 'drill'>, clicked: readonly Picked[]): string | undefined {
  const taken = (field: string) => clicked.some(one => same(one.field, field));
  const deepest = drill.reduce((found, field, index) => (taken(field) ? index : found), -1);
  return drill.find((field, index) => index > deepest && !taken(field));
}

/** Whether there is anything behind a tile's numbers: at least the rows that they count. */
export const canDrill = ({ plan }: Pick<Tile, 'plan'>): boolean => plan !== undefined && plan.measures.length > 0;

/** Kinds of which what is behind is shown in the same picture. */
const PICTURES = new Set<Tile['kind']>(['bar', 'pie', 'heatMap', 'funnel', 'map']);

/** The tile of what is behind the clicked values, for its body: the plan says by which field the groups are. */
export function behindTile(tile: Tile, clicked: readonly Picked[], event: TileEvent): Tile {
  const { plan, encoding: _, comparison: __, sparkline: ___, target: ____, ...rest } = tile;
  const next = nextField(tile, clicked);
  if (plan === undefined || next === undefined) {
    const { plan: _____, ...rows } = { ...rest, plan };
    return { ...rows, kind: 'table' };
  }
  const groups = { ...plan, dimensions: [{ field: next }] };
  const bars = PICTURES.has(tile.kind) && event.chart.kind === 'bar';
  return { ...rest, kind: bars ? 'bar' : 'table', plan: groups };
}
