import { lazy } from 'react';
import type { TileKind } from '../../../../core/dashboards/spec.ts';
import type { TileBody } from './tile-body.ts';

/**
 * The bodies of tiles that show rows, by kind, each loaded when the first of its kind is shown. Numbers, texts,
 * filters and questions are not here: they need no library and come with the dashboard itself.
 */
const ChartBody = lazy(() => import('./chart-body.tsx'));
const TableBody = lazy(() => import('./table-body.tsx'));

export const TILE_BODIES: Readonly<Partial<Record<TileKind, TileBody>>> = {
  line: ChartBody,
  area: ChartBody,
  bar: ChartBody,
  scatter: ChartBody,
  heatMap: ChartBody,
  table: TableBody,
};

/** The body of a kind; a table for kinds that have no picture of their own. */
export const tileBody = (kind: TileKind): TileBody => TILE_BODIES[kind] ?? TableBody;
