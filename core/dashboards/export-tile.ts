import { toCsv } from '../answer/csv.ts';
import { SophiaError } from '../errors.ts';
import type { Loader, LoadRequest } from './load.ts';
import type { TileEvent } from './load-document.ts';

/** The data of a tile as a viewer sees it: that persona's rows, in that view. */
export type ExportRequest = Omit<LoadRequest, 'tiles' | 'filters' | 'via'> & { readonly tileId: string };

/** @throws dashboard.tile_unknown, dashboard.export_refused with the reason that the tile shows */
export async function exportedTile(loader: Loader, { tileId, ...request }: ExportRequest): Promise<TileEvent> {
  const { tiles } = request.spec;
  const tile = tiles.find(({ id }) => id === tileId);
  if (!tile) {
    const known = tiles.filter(({ plan, source }) => plan || source).map(({ id }) => id);
    throw new SophiaError('dashboard.tile_unknown', ['tile'], { tile: tileId, known });
  }
  const title = tile.title ?? tileId;
  if (!tile.plan && !tile.source) {
    const reason = `it is a tile of kind ${tile.kind}, which asks nothing of the data by itself.`;
    throw new SophiaError('dashboard.export_refused', ['tile'], { title, reason });
  }
  let found: TileEvent | undefined;
  // To the end: what it cost and who saw it is written down there.
  for await (const event of loader.load({ ...request, tiles: new Set([tileId]), filters: false, via: 'export' })) {
    if (event.kind === 'tile') found = event;
  }
  if (found?.status === 'answered') return found;
  throw new SophiaError('dashboard.export_refused', ['tile'], { title, reason: found?.message ?? '' });
}

/** The rows of a tile as CSV, with its columns' labels. */
export const tileCsv = ({ results }: Pick<TileEvent, 'results'>): string => toCsv(results.columns, results.rows);
