import type { PivotRequest } from './pivot.ts';
import { isPicked } from './table-totals.ts';
import type { Tile, TileEvent } from './tile-body.ts';

/** What goes where in a pivot table: what the encoding says; else periods or the last group across, the others down. */
export function pivotOf(tile: Tile, { results }: TileEvent): PivotRequest {
  const { encoding = {} } = tile;
  const names = (wanted: (role: string) => boolean) =>
    results.columns.filter(({ role }) => wanted(role)).map(({ name }) => name);
  const groups = names(role => role !== 'measure');
  const placed = [...(encoding.rows ?? []), ...(encoding.columns ?? [])];
  const open = groups.filter(name => !placed.includes(name));
  const time = results.columns.find(({ name, role }) => role === 'time' && open.includes(name))?.name;
  const enough = encoding.rows === undefined ? open.length > 1 : open.length > 0;
  const across = enough ? (time ?? open.at(-1)) : undefined;
  const columns = encoding.columns ?? (across === undefined ? [] : [across]);
  const rows = encoding.rows ?? open.filter(name => !columns.includes(name));
  return {
    rows,
    columns,
    measures: encoding.y ?? names(role => role === 'measure'),
    totals: encoding.totals !== false,
    picked: isPicked(tile, results),
  };
}
