import { usualRows } from '../answer/most-rows.ts';
import type { Plan } from '../plan/schema.ts';
import type { DashboardFault } from './errors.ts';
import { fault } from './faults.ts';
import { drawnBy, draws } from './shows.ts';
import type { DashboardSpec, Tile } from './spec.ts';

/** Rows of a tile that draws only those in view, and cells: what a page and a server hold of one tile. */
const mostRows = 100_000;
const mostCells = 2_000_000;
/** Tiles of one dashboard with more than the usual number of rows. */
const mostLongTiles = 3;

const isLong = ({ limit }: Plan): boolean => limit !== undefined && limit > usualRows;

const widthOf = ({ fields, dimensions, measures, steps, time }: Plan): number =>
  fields.length || dimensions.length + measures.length + steps.length + (time?.grain ? 1 : 0);

/**
 * Rows that are read for a tile at most. More than usual are only read where its plan asks for them: whoever opens the
 * dashboard waits for them.
 */
export function rowLimit(kind: Tile['kind'], plan: Plan): number {
  if (!draws(kind, 'manyRows') || !isLong(plan)) return usualRows;
  return Math.max(usualRows, Math.min(mostRows, Math.floor(mostCells / widthOf(plan))));
}

const counted = (count: number): string => count.toLocaleString('en-GB');

/** What a tile's plan, as it is asked, wants beyond what can be given; nothing is cut in silence. */
export function limitFaults(
  spec: DashboardSpec,
  tile: Tile,
  asked: Plan,
  at: DashboardFault['path'],
): DashboardFault[] {
  if (!isLong(asked)) return [];
  const path = [...at, 'plan', 'limit'];
  const most = rowLimit(tile.kind, asked);
  if (asked.limit! > most) {
    const what = draws(tile.kind, 'manyRows') ? `A ${tile.kind} of ${widthOf(asked)} columns` : `A ${tile.kind}`;
    const others = draws(tile.kind, 'manyRows') ? 'show fewer columns' : `make it a ${drawnBy('manyRows')}`;
    return [fault(path, `${what} shows ${counted(most)} rows at most.`, `Lower the limit, or ${others}.`)];
  }
  const long = spec.tiles.filter(one => one.plan && isLong(one.plan)).length;
  if (long <= mostLongTiles) return [];
  const message = `${long} tiles have more than ${counted(usualRows)} rows; ${mostLongTiles} may.`;
  return [fault(path, message, `Lower the limit to ${counted(usualRows)}.`)];
}
