import * as Plot from '@observablehq/plot';
import { formatCell, headerUnit } from '../format.ts';
import type { PlotPoint, ScatterChart } from './chart.ts';
import { GRID, type Size, STYLE, shortValue } from './draw-common.ts';
import type { Figure, Stop } from './figure.ts';
import { guideValues, placeGuides } from './guides.ts';
import { seriesColour } from './ramp.ts';
import { axisWidth } from './text-width.ts';
import { niceTicks } from './ticks.ts';

const TOP = 26;
const BOTTOM = 40;
const RIGHT = 28;
/** Radius in pixels: of points without a size, and of the largest with one. */
const POINT = 3.5;
const LARGEST = 22;
const LEAST = 2.5;

const named = (column: ScatterChart['x']): string => {
  const unit = headerUnit(column);
  return unit === undefined ? column.label : `${column.label}, ${unit}`;
};

/** Radius of a point whose area stands for its size. */
function radiusOf(size: number | undefined, largest: number, most: number): number {
  if (size === undefined) return POINT;
  return largest <= 0 ? LEAST : Math.max(LEAST, Math.sqrt(size / largest) * most);
}

/** Two measures against each other, a point a thing; the area of points may be a third. */
export function drawScatter(chart: ScatterChart, { width, height }: Size): Figure {
  const across = (chart.guides ?? [])
    .filter(({ axis }) => axis === 'x')
    .map(guide => ({ ...guide, axis: 'y' as const }));
  const ticksOf = (values: readonly number[], most: number) =>
    niceTicks(Math.min(...values), Math.max(...values), most);
  const xs = ticksOf([...chart.points.map(({ x }) => x), ...guideValues(across)], width < 420 ? 4 : 5);
  const ys = ticksOf([...chart.points.map(({ y }) => y), ...guideValues(chart.guides)], height < 200 ? 3 : 5);
  const marginLeft = axisWidth(ys.map(tick => shortValue(tick, chart.y)));
  const largest = Math.max(0, ...chart.points.map(({ size }) => size ?? 0));
  const most = Math.min(LARGEST, Math.min(width, height) / 12);
  const radius = ({ size }: PlotPoint) => radiusOf(size, largest, most);
  const colour = ({ series }: PlotPoint) =>
    series === undefined ? (chart.colour ?? seriesColour(0)) : (chart.series[series]?.colour ?? 'var(--neutral-8)');
  // Small ones lie on large ones.
  const drawn = [...chart.points].sort((a, b) => radius(b) - radius(a));
  const plot = Plot.plot({
    width,
    height,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft,
    marginRight: RIGHT,
    style: STYLE,
    x: { domain: [xs[0] ?? 0, xs.at(-1) ?? 1], label: `${named(chart.x)} →`, labelArrow: false },
    y: { domain: [ys[0] ?? 0, ys.at(-1) ?? 1], label: `↑ ${named(chart.y)}`, labelArrow: false },
    marks: [
      Plot.gridY(ys, GRID),
      Plot.axisY(ys, { tickSize: 0, tickFormat: (tick: number) => shortValue(tick, chart.y) }),
      Plot.axisX(xs, { tickSize: 0, tickFormat: (tick: number) => shortValue(tick, chart.x) }),
      Plot.dot(drawn, {
        x: 'x',
        y: 'y',
        r: { value: radius, scale: null },
        fill: { value: colour, scale: null },
        fillOpacity: chart.size === undefined ? 0.6 : 0.45,
        stroke: { value: chart.size === undefined ? () => 'none' : colour, scale: null },
      }),
    ],
  });
  const x = plot.scale('x');
  const y = plot.scale('y');
  const left = (value: number) => Number(x?.apply(value));
  const top = (value: number) => Number(y?.apply(value));
  const stops = chart.points.map((point): Stop => {
    const place = { left: left(point.x), top: top(point.y) };
    const cell = chart.label === undefined ? undefined : point.cell;
    return {
      ...place,
      title: point.name,
      rows: rowsOf(chart, point),
      dots: [{ ...place, colour: colour(point) }],
      ...(cell !== undefined && chart.label && { pick: { column: chart.label.name, cell } }),
    };
  });
  const number = (to: (value: number) => number) => (value: number | string) =>
    typeof value === 'number' ? to(value) : undefined;
  const guides = placeGuides(chart.guides, {
    x: number(left),
    y: number(top),
    area: { left: marginLeft, top: TOP, width: width - marginLeft - RIGHT, height: height - TOP - BOTTOM },
  });
  return { svg: plot, stops, axis: 'xy', perRow: 0, rule: false, labels: [], guides };
}

const rowsOf = (chart: ScatterChart, point: PlotPoint): Stop['rows'] => [
  { name: chart.x.label, text: formatCell(point.x, chart.x, { withUnit: true }), colour: '' },
  { name: chart.y.label, text: formatCell(point.y, chart.y, { withUnit: true }), colour: '' },
  ...(chart.size
    ? [{ name: chart.size.label, text: formatCell(point.size, chart.size, { withUnit: true }), colour: '' }]
    : []),
  ...(chart.split && point.series !== undefined
    ? [{ name: chart.split.label, text: chart.series[point.series]?.name ?? 'Others', colour: '' }]
    : []),
];
