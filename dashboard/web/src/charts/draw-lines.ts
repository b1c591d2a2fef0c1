import * as Plot from '@observablehq/plot';
import { formatCell, instantOf } from '../format.ts';
import { CHARACTER, GRID, type Size, STYLE, shortValue, stopRows, stopTitle, valueTicks } from './draw-common.ts';
import { type EndLabel, type Figure, shortened } from './figure.ts';
import type { StopChart } from './prepare.ts';
import { seriesColour } from './ramp.ts';
import { namesItself } from './size.ts';
import { spread, spreadLabels } from './ticks.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Lines along x; periods that are not over are dashed. */
export function drawLines(chart: StopChart, { width, height }: Size): Figure {
  const position = (index: number) => (chart.time ? (instantOf(chart.stops[index] ?? '') ?? index) : index);
  const ticks = valueTicks(chart);
  const xs = spread(
    chart.stops.map((_, index) => index),
    width < 520 ? 3 : 5,
  );
  const longest = Math.max(...ticks.map(tick => shortValue(tick, chart.y).length));
  const named = chart.series.length > 1 && namesItself(chart, width);
  const names = chart.series.map(({ name }) => shortened(name, 22));
  const plot = Plot.plot({
    width,
    height,
    marginTop: 10,
    marginBottom: 26,
    marginLeft: longest * CHARACTER + 10,
    marginRight: named ? Math.max(...names.map(name => name.length)) * CHARACTER + 26 : 28,
    style: STYLE,
    x: { type: chart.time ? 'utc' : 'linear', domain: [position(0), position(chart.stops.length - 1)], label: null },
    y: { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], label: null },
    marks: [
      Plot.gridY(ticks, GRID),
      Plot.axisY(ticks, { tickSize: 0, tickFormat: (tick: number) => shortValue(tick, chart.y) }),
      Plot.axisX(xs.map(position), {
        tickSize: 0,
        tickFormat: (tick: number | Date) =>
          formatCell(chart.stops[xs.find(index => position(index) === Number(tick)) ?? 0], chart.x),
      }),
      ...chart.series.flatMap(({ values, other }, index) => {
        const points = values.map((y, at): Point => ({ x: position(at), y: y ?? Number.NaN }));
        return lineMarks(points, chart.openFrom, seriesColour(index, other));
      }),
    ],
  });
  const x = plot.scale('x');
  const y = plot.scale('y');
  const left = (index: number) => Number(x?.apply(position(index)));
  const top = (value: number) => Number(y?.apply(value));
  const stops = chart.stops.map((_, at) => ({
    left: left(at),
    top: height / 2,
    title: stopTitle(chart, at),
    rows: stopRows(chart, at),
    dots: chart.series.flatMap(({ values, other }, index) => {
      const value = values[at];
      return value === undefined ? [] : [{ left: left(at), top: top(value), colour: seriesColour(index, other) }];
    }),
  }));
  const labels = named ? endLabels(chart, names, top, left(chart.stops.length - 1) + 8, height) : [];
  return { svg: plot, stops, axis: 'x', perRow: 0, rule: true, labels };
}

function lineMarks(points: readonly Point[], openFrom: number, stroke: string): Plot.Markish[] {
  const whole = points.slice(0, openFrom);
  const style = { x: 'x', y: 'y', stroke, strokeWidth: 1.75, strokeLinejoin: 'round' } as const;
  // A value between two gaps has no line to stand on.
  const alone = points.filter(
    ({ y }, at) =>
      !Number.isNaN(y) &&
      Number.isNaN(points[at - 1]?.y ?? Number.NaN) &&
      Number.isNaN(points[at + 1]?.y ?? Number.NaN),
  );
  return [
    Plot.line(whole, style),
    Plot.dot(alone, { x: 'x', y: 'y', r: 2.5, fill: stroke }),
    ...(openFrom < points.length
      ? [Plot.line(points.slice(Math.max(0, openFrom - 1)), { ...style, strokeDasharray: '4 4' })]
      : []),
  ];
}

/** Names beside the last value of each line, moved apart where they would overlap. */
function endLabels(
  chart: StopChart,
  names: readonly string[],
  top: (value: number) => number,
  left: number,
  height: number,
): EndLabel[] {
  const tops = spreadLabels(
    chart.series.map(({ values }) => top(values.findLast(value => value !== undefined) ?? 0)),
    17,
    14,
    height - 30,
  );
  return chart.series.map(({ other }, index) => ({
    left,
    top: tops[index] ?? 0,
    text: names[index] ?? '',
    colour: seriesColour(index, other),
  }));
}
