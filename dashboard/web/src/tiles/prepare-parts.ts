import type { Refusal } from '../charts/chart.ts';
import { type FunnelChart, prepareFunnel } from '../charts/funnel.ts';
import { type GaugeChart, prepareGauge } from '../charts/gauge.ts';
import { type PieChart, preparePie } from '../charts/pie.ts';
import { numberOf } from '../format.ts';
import { cssColour, valueColour } from './colours.ts';
import { resultsOf } from './results-of.ts';
import { TONE_COLOUR, toneOf } from './rules.ts';
import type { Tile, TileEvent } from './tile-body.ts';

export type PartChart = PieChart | FunnelChart | GaugeChart;

/** Pies, funnels and gauges: what is drawn, or why nothing is. */
export function prepareParts(tile: Tile, event: TileEvent): PartChart | Refusal {
  const results = resultsOf(tile, event);
  const { encoding = {}, style, plan } = tile;
  const measures = results.columns.filter(({ role }) => role === 'measure').map(({ name }) => name);
  const groups = results.columns.filter(({ role }) => role !== 'measure').map(({ name }) => name);
  const found = event.chart;
  const x = encoding.x ?? encoding.label ?? (groups.includes(found.x ?? '') ? found.x : groups[0]);
  const suggested = found.y.filter(name => measures.includes(name));
  const y = encoding.y ?? (x === undefined ? measures : suggested.length > 0 ? suggested : measures.slice(0, 1));
  const colour = style?.color === undefined ? undefined : cssColour(style.color);
  const colourOf = (name: string, raw: string) => valueColour(tile, name, raw);
  if (tile.kind === 'gauge')
    return prepareGauge(results, { y: y[0], target: tile.target, colour: colour ?? ruleColour(tile, event, y[0]) });
  if (tile.kind === 'funnel')
    return prepareFunnel(results, { x, y, ordered: (plan?.orderBy.length ?? 0) > 0, colour, colourOf });
  return preparePie(results, { x, y, shape: encoding.shape ?? 'pie', colourOf });
}

function ruleColour(tile: Tile, { results }: TileEvent, name: string | undefined): string | undefined {
  const cell = results.rows[0]?.[results.columns.findIndex(column => column.name === name)];
  const tone = name === undefined || numberOf(cell) === undefined ? undefined : toneOf(tile, name, cell);
  return tone === undefined ? undefined : TONE_COLOUR[tone];
}
