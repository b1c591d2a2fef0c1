import type { Results } from '../api/types.ts';
import { type Chart, type ChartRequest, isRefusal, type Refusal } from './chart.ts';
import { prepareHeatMap } from './prepare-heat-map.ts';
import { prepareScatter } from './prepare-scatter.ts';
import { namesTwice, prepareStops } from './prepare-stops.ts';

export type { Chart, HeatMapChart, PlotPoint, ScatterChart, Series, StopChart } from './chart.ts';

/** The drawable form of a result, or undefined where a table or a number says it better. `asOf`: epoch milliseconds. */
export function prepareChart(results: Results, request: ChartRequest | undefined, asOf: number): Chart | undefined {
  if (request === undefined || results.rows.length < 2) return undefined;
  const chart = drawable(results, request, asOf);
  return chart === undefined || isRefusal(chart) ? undefined : chart;
}

/** The same for one row too, and with the reason where it can't be drawn. */
export function drawable(results: Results, request: ChartRequest, asOf: number): Chart | Refusal | undefined {
  const { kind } = request;
  if (kind === 'table' || kind === 'number') return undefined;
  if (kind === 'scatter') return prepareScatter(results, request);
  if (kind !== 'heatMap') return prepareStops(results, { ...request, kind }, asOf);
  return namesTwice(results, request.x)
    ? prepareStops(results, { ...request, kind: 'bar' }, asOf)
    : prepareHeatMap(results, request);
}
