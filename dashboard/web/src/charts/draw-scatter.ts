import * as Plot from '@observablehq/plot';
import { formatCell, headerUnit } from '../format.ts';
import { CHARACTER, GRID, type Size, STYLE, shortValue } from './draw-common.ts';
import type { Figure } from './figure.ts';
import type { ScatterChart } from './prepare.ts';
import { seriesColour } from './ramp.ts';
import { niceTicks } from './ticks.ts';

const named = (column: ScatterChart['x']): string => {
  const unit = headerUnit(column);
  return unit === undefined ? column.label : `${column.label}, ${unit}`;
};

/** Two measures against each other, a point a thing. */
export function drawScatter(chart: ScatterChart, { width, height }: Size): Figure {
  const ticksOf = (values: readonly number[]) => niceTicks(Math.min(...values), Math.max(...values), 5);
  const xs = ticksOf(chart.points.map(({ x }) => x));
  const ys = ticksOf(chart.points.map(({ y }) => y));
  const longest = Math.max(...ys.map(tick => shortValue(tick, chart.y).length));
  const plot = Plot.plot({
    width,
    height,
    marginTop: 26,
    marginBottom: 40,
    marginLeft: longest * CHARACTER + 10,
    marginRight: 28,
    style: STYLE,
    x: { domain: [xs[0] ?? 0, xs.at(-1) ?? 1], label: `${named(chart.x)} →`, labelArrow: false },
    y: { domain: [ys[0] ?? 0, ys.at(-1) ?? 1], label: `↑ ${named(chart.y)}`, labelArrow: false },
    marks: [
      Plot.gridY(ys, GRID),
      Plot.axisY(ys, { tickSize: 0, tickFormat: (tick: number) => shortValue(tick, chart.y) }),
      Plot.axisX(xs, { tickSize: 0, tickFormat: (tick: number) => shortValue(tick, chart.x) }),
      Plot.dot(chart.points, { x: 'x', y: 'y', r: 3.5, fill: seriesColour(0), fillOpacity: 0.6 }),
    ],
  });
  const x = plot.scale('x');
  const y = plot.scale('y');
  const stops = chart.points.map(point => {
    const left = Number(x?.apply(point.x));
    const top = Number(y?.apply(point.y));
    const rows = [
      { name: chart.x.label, text: formatCell(point.x, chart.x, { withUnit: true }), colour: '' },
      { name: chart.y.label, text: formatCell(point.y, chart.y, { withUnit: true }), colour: '' },
    ];
    return { left, top, title: point.name, rows, dots: [{ left, top, colour: seriesColour(0) }] };
  });
  return { svg: plot, stops, axis: 'xy', perRow: 0, rule: false, labels: [] };
}
