import { notStacked } from '../../../../core/answer/adds-up.ts';
import type { AnswerColumn } from '../api/types.ts';
import type { ChartKind, ChartRequest } from '../charts/chart.ts';
import type { Tile, TileEvent } from './tile-body.ts';

export interface Encoded extends ChartRequest {
  /** What could not be drawn as the author asked, and why. */
  readonly notes: readonly string[];
}

/** Which columns a chart shows and how: what the tile's encoding says, else what fits the rows. */
export function chartOf(tile: Tile, event: TileEvent): Encoded {
  if (tile.kind === 'scatter') return scatterOf(tile, event);
  const { encoding = {} } = tile;
  const found = event.chart;
  const { groups, measures } = columnsByRole(event);
  const suggested = found.kind === 'scatter' ? undefined : found.x;
  const x = encoding.x ?? suggested ?? groups[0];
  const y = encoding.y ?? (found.y.length > 0 && found.kind !== 'scatter' ? found.y : measures.slice(0, 1));
  const open = suggested === undefined ? groups.find(name => name !== x) : found.series;
  const series = encoding.series ?? (open === x ? suggested : open);
  const columns = y.flatMap(name => event.results.columns.find(column => column.name === name) ?? []);
  const { kind, notes } = kindOf(tile, found.kind, series === undefined ? y.length > 1 : true, columns);
  const lies = encoding.orientation === undefined ? undefined : encoding.orientation === 'horizontal';
  return { kind, x, y, series, lies, notes };
}

const columnsByRole = ({ results }: TileEvent) => {
  const of = (role: AnswerColumn['role']) =>
    results.columns.filter(column => column.role === role).map(({ name }) => name);
  return { groups: [...of('time'), ...of('dimension')], measures: of('measure') };
};

const BARS = { grouped: 'groupedBar', stacked: 'stackedBar', percent: 'percentBar' } as const;
const AREAS = { grouped: 'area', stacked: 'stackedArea', percent: 'percentArea' } as const;

function kindOf(
  { kind, encoding }: Tile,
  found: string,
  split: boolean,
  measures: readonly AnswerColumn[],
): { readonly kind: ChartKind; readonly notes: readonly string[] } {
  if (kind === 'heatMap') return { kind, notes: [] };
  if (kind !== 'bar' && kind !== 'area') return { kind: 'line', notes: [] };
  const bars = kind === 'bar';
  const loose = measures.find(({ additivity }) => additivity === undefined);
  const asked = encoding?.arrangement;
  if (!split) return { kind: bars ? 'bar' : 'area', notes: [] };
  if (asked === 'stacked' || asked === 'percent') {
    const names = bars ? BARS : AREAS;
    if (loose === undefined) return { kind: names[asked], notes: [] };
    return { kind: names.grouped, notes: [notStacked(loose.label)] };
  }
  const fits = bars ? found === 'stackedBar' : loose === undefined;
  const arrangement = asked ?? (fits ? 'stacked' : 'grouped');
  return { kind: bars ? BARS[arrangement] : AREAS[arrangement], notes: [] };
}

function scatterOf({ encoding = {} }: Tile, event: TileEvent): Encoded {
  const { groups, measures } = columnsByRole(event);
  const found = event.chart.kind === 'scatter' ? event.chart : undefined;
  const x = encoding.x ?? found?.x ?? measures.find(name => !encoding.y?.includes(name) && name !== encoding.size);
  const others = measures.filter(name => name !== x && name !== encoding.size);
  const y = encoding.y ?? found?.y ?? others.slice(0, 1);
  const label = encoding.label ?? found?.series ?? groups.find(name => name !== encoding.series) ?? groups[0];
  return { kind: 'scatter', x, y: [...y], series: encoding.series, size: encoding.size, label, notes: [] };
}
