import { lazy } from 'react';
import type { TileKind } from '../../../../core/dashboards/spec.ts';
import type { TileBody } from './tile-body.ts';
import './tiles.css';

/**
 * The bodies of tiles that show rows, by kind, each loaded when the first of its kind is shown. Numbers, texts,
 * filters and questions are not here: they need no library and come with the dashboard itself.
 */
const ChartBody = lazy(() => import('./chart-body.tsx'));
const PartsBody = lazy(() => import('./parts-body.tsx'));
const MapBody = lazy(() => import('./map-body.tsx'));
const PivotBody = lazy(() => import('./pivot-body.tsx'));
const TableBody = lazy(() => import('./table-body.tsx'));
const ListBody = lazy(() => import('./list-body.tsx'));

export const TILE_BODIES: Readonly<Partial<Record<TileKind, TileBody>>> = {
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
export const tileBody = (kind: TileKind): TileBody => TILE_BODIES[kind] ?? TableBody;
