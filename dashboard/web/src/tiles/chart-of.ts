import type { ChartSuggestion } from '../api/types.ts';
import type { Tile, TileEvent } from './tile-body.ts';

const BAR_KINDS = { grouped: 'groupedBar', stacked: 'stackedBar', percent: 'stackedBar' } as const;

/** Which columns a chart shows and how: what the tile's encoding says, else what fits the rows. */
export function chartOf(tile: Tile, event: TileEvent): ChartSuggestion {
  const { encoding = {} } = tile;
  const found = event.chart;
  const roles = (role: string) => event.results.columns.filter(column => column.role === role).map(({ name }) => name);
  const groups = [...roles('time'), ...roles('dimension')];
  const x = encoding.x ?? found.x ?? groups[0];
  const y = encoding.y ?? (found.y.length > 0 ? found.y : roles('measure').slice(0, 1));
  const series = encoding.series ?? found.series ?? groups.find(name => name !== x);
  return { kind: kindOf(tile, found.kind, series !== undefined), x, y, series };
}

function kindOf({ kind, encoding }: Tile, found: string, split: boolean): ChartSuggestion['kind'] {
  if (kind === 'scatter' || kind === 'heatMap') return kind;
  if (kind !== 'bar') return 'line';
  if (encoding?.arrangement !== undefined) return BAR_KINDS[encoding.arrangement];
  if (found === 'groupedBar' || found === 'stackedBar') return found;
  return split ? 'groupedBar' : 'bar';
}
