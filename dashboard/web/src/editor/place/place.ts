import type { OperationInput } from '../../../../../core/dashboards/operations/schema.ts';
import { LIMITS, type Place } from '../../../../../core/dashboards/spec.ts';

/** What is pulled when a tile is resized: an edge, or a corner of two. */
export type Edge = 'n' | 's' | 'e' | 'w' | 'ne' | 'nw' | 'se' | 'sw';
export const EDGES: readonly Edge[] = ['n', 's', 'e', 'w', 'ne', 'nw', 'se', 'sw'];

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));

/** The place so many columns and rows away, within the grid. */
export const movedPlace = ({ x, y, w, h }: Place, columns: number, rows: number): Place => ({
  x: between(0, x + columns, LIMITS.columns - w),
  y: between(0, y + rows, LIMITS.rows),
  w,
  h,
});

/** The place with an edge pulled by so many columns and rows; the opposite edge stays, and no side gets lost. */
export function resizedPlace({ x, y, w, h }: Place, edge: Edge, columns: number, rows: number): Place {
  const right = x + w;
  const bottom = y + h;
  const left = edge.includes('w') ? between(0, x + columns, right - 1) : x;
  const top = edge.includes('n') ? between(Math.max(0, bottom - LIMITS.tileRows), y + rows, bottom - 1) : y;
  return {
    x: left,
    y: top,
    w: edge.includes('e') ? between(1, w + columns, LIMITS.columns - x) : right - left,
    h: edge.includes('s') ? between(1, h + rows, LIMITS.tileRows) : bottom - top,
  };
}

/** The smallest edit that puts a tile there; undefined where it is there. */
export function placeOperation(tile_id: string, from: Place, to: Place): OperationInput | undefined {
  const moved = from.x !== to.x || from.y !== to.y;
  const resized = from.w !== to.w || from.h !== to.h;
  if (moved && resized) return { kind: 'arrange', places: { [tile_id]: to } };
  if (moved) return { kind: 'moveTile', tile_id, to: { x: to.x, y: to.y } };
  if (resized) return { kind: 'resizeTile', tile_id, to: { w: to.w, h: to.h } };
  return undefined;
}

/** Where it is, for those who do not see it. Columns and rows count from 1. */
export const spokenPlace = ({ x, y, w, h }: Place): string => `column ${x + 1}, row ${y + 1}, ${w} wide, ${h} high`;
