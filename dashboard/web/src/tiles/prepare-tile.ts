import { type Chart, isRefusal, type Refusal, refusal } from '../charts/chart.ts';
import { drawable } from '../charts/prepare.ts';
import { chartOf } from './chart-of.ts';
import { withLook } from './look.ts';
import { resultsOf } from './results-of.ts';
import type { Tile, TileEvent } from './tile-body.ts';

/** The chart of a tile, why there is none, or undefined where a table says it better. `asOf`: epoch milliseconds. */
export function prepareTile(tile: Tile, event: TileEvent, asOf: number): Chart | Refusal | undefined {
  const { notes, ...request } = chartOf(tile, event);
  if (request.kind === 'scatter' && (request.x === undefined || request.y.length === 0))
    return refusal('Points need two numbers, one for each axis; here is one.', 'bar');
  const results = resultsOf(tile, event);
  const chart = drawable(results, request, asOf);
  if (chart === undefined || isRefusal(chart)) return chart;
  const cut = results.truncated ? ['There are more rows than were read.'] : [];
  return withLook({ ...chart, notes: [...notes, ...chart.notes, ...cut] }, tile);
}
