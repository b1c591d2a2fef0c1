import type { TileKind } from '../../../../core/dashboards/spec.ts';
import { type Loadable, loadable } from '../ui/loaded.tsx';
import type { TileBodyProps } from './tile-body.ts';
import './tiles.css';

/**
 * The bodies of tiles that show rows, by kind, each loaded when the first of its kind is shown. Numbers, texts,
 * filters and questions are not here: they need no library and come with the dashboard itself.
 */
const ChartBody = loadable(() => import('./chart-body.tsx'));
const PartsBody = loadable(() => import('./parts-body.tsx'));
const MapBody = loadable(() => import('./map-body.tsx'));
const PivotBody = loadable(() => import('./pivot-body.tsx'));
const TableBody = loadable(() => import('./table-body.tsx'));
const ListBody = loadable(() => import('./list-body.tsx'));

const TILE_BODIES: Readonly<Partial<Record<TileKind, Loadable<TileBodyProps>>>> = {
  line: ChartBody,
  area: ChartBody,
  bar: ChartBody,
  scatter: ChartBody,
  heatMap: ChartBody,
  pie: PartsBody,
  funnel: PartsBody,
  gauge: PartsBody,
  map: MapBody,
  pivot: PivotBody,
  table: TableBody,
  list: ListBody,
};

/** The body of a kind; a table for kinds that have no picture of their own. */
export const tileBody = (kind: TileKind): Loadable<TileBodyProps> => TILE_BODIES[kind] ?? TableBody;

/** Begins to load what tiles of these kinds are drawn by: it is there when their numbers come. */
export function preloadBodies(kinds: readonly TileKind[]): void {
  for (const kind of kinds) TILE_BODIES[kind]?.preload();
}
