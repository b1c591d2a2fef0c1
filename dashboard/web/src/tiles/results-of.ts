import type { Results } from '../api/types.ts';
import type { Tile, TileEvent } from './tile-body.ts';

/** The rows of a tile, with its own number of decimals where its author chose one. */
export function resultsOf({ style }: Pick<Tile, 'style'>, { results }: Pick<TileEvent, 'results'>): Results {
  const decimals = style?.decimals;
  if (decimals === undefined) return results;
  const columns = results.columns.map(column => (column.role === 'measure' ? { ...column, decimals } : column));
  return { ...results, columns };
}
