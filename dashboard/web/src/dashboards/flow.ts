import type { Tile } from './dashboards-api.ts';

/** Tiles in the order in which people read them: row by row, left to right. */
export const readingOrder = (tiles: readonly Tile[]): Tile[] =>
  [...tiles].sort((a, b) => a.at.y - b.at.y || a.at.x - b.at.x);

/** On a phone, one below the other: numbers first. */
export const phoneOrder = (tiles: readonly Tile[]): Tile[] => {
  const ordered = readingOrder(tiles);
  return [...ordered.filter(isNumber), ...ordered.filter(tile => !isNumber(tile))];
};

const isNumber = ({ kind }: Tile): boolean => kind === 'number';

/** Whether a tile is one number with nothing below it: on a phone it needs less room than it has on the grid. */
export const isPlain = ({ kind, comparison, sparkline, target, plan }: Tile): boolean =>
  kind === 'number' &&
  comparison === undefined &&
  sparkline === undefined &&
  target === undefined &&
  (plan?.measures.length ?? 0) <= 1;

/** Columns of the grid where there is half the room. */
const MEDIUM_COLUMNS = 6;

/**
 * Widths on a grid of six columns by tile id, for tiles that follow one another in reading order: small ones share a
 * row, and the last of a row that is not filled grows, so that no hole is left.
 */
export function mediumWidths(tiles: readonly Tile[]): ReadonlyMap<string, number> {
  const widths = new Map<string, number>();
  let row: { id: string; width: number }[] = [];
  const end = () => {
    const used = row.reduce((sum, { width }) => sum + width, 0);
    row.forEach(({ id, width }, index) => {
      widths.set(id, index === row.length - 1 ? width + MEDIUM_COLUMNS - used : width);
    });
    row = [];
  };
  for (const { id, at } of readingOrder(tiles)) {
    const width = at.w <= 2 ? 2 : at.w <= 4 ? 3 : MEDIUM_COLUMNS;
    if (row.reduce((sum, other) => sum + other.width, width) > MEDIUM_COLUMNS) end();
    row.push({ id, width });
  }
  end();
  return widths;
}
