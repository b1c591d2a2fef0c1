import * as Plot from '@observablehq/plot';
import { formatCell, instantOf } from '../format.ts';
import type { StopChart } from './chart.ts';
import {
  CHARACTER,
  colourOf,
  evenValue,
  GRID,
  type Size,
  STYLE,
  shortValue,
  stopPick,
  stopRows,
  stopTitle,
  valueTicks,
} from './draw-common.ts';
import { type EndLabel, type Figure, shortened } from './figure.ts';
import { groupName } from './group-name.ts';
import { placeGuides } from './guides.ts';
import { namedBelow } from './label-text.ts';
import { namesItself } from './size.ts';
import { axisWidth } from './text-width.ts';
import { spreadLabels } from './ticks.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const TOP = 10;
const BOTTOM = 26;

/** Lines along x; periods that are not over are dashed. */
export function drawLines(chart: StopChart, size: Size): Figure {
  const { width, height } = size;
  const ticks = valueTicks(chart, height < 160 ? 3 : 5);
  const named = chart.series.length > 1 && namesItself(chart, width);
  const names = chart.series.map(({ name }) => shortened(name, 22));
  const marginRight = named ? Math.max(...names.map(name => name.length)) * CHARACTER + 26 : 28;
  const position = positions(chart);
  const plot = plotAlong(chart, size, ticks, {
    marginRight,
    marks: [
      ...chart.series.flatMap(({ values }, index) => {
        const points = values.map((y, at): Point => ({ x: position(at), y: y ?? Number.NaN }));
        return lineMarks(points, chart.openFrom, colourOf(chart, index));
      }),
      ...valueLabels(chart, position),
    ],
  });
  const places = alongFigure(chart, size, plot, marginRight, spaceLeft(chart, ticks));
  const labels = named ? endLabels(chart, names, places.top, places.left(chart.stops.length - 1) + 8, height) : [];
  return { ...places.figure, labels };
}

/** Where a stop lies on the scale of x. */
export const positions =
  (chart: StopChart) =>
  (index: number): number =>
    chart.time ? (instantOf(chart.stops[index] ?? '') ?? index) : index;

const stopLabel = (chart: StopChart, index: number): string =>
  chart.time ? formatCell(chart.stops[index], chart.x) : shortened(groupName(chart.stops[index], chart.x), 16);

/** Pixels on the left: the longest tick of the values, or the half of the first label below that stands out. */
export const spaceLeft = (chart: StopChart, ticks: readonly number[]): number =>
  Math.max(axisWidth(ticks.map(tick => shortValue(tick, chart.y))), Math.ceil(axisWidth([stopLabel(chart, 0)]) / 2));

/** A plot of marks along x with its grid and axes. */
export function plotAlong(
  chart: StopChart,
  { width, height }: Size,
  ticks: readonly number[],
  { marginRight, marks }: { marginRight: number; marks: Plot.Markish[] },
) {
  const position = positions(chart);
  const last = chart.stops.length - 1;
  const marginLeft = spaceLeft(chart, ticks);
  const labels = chart.stops.map((_, index) => stopLabel(chart, index));
  const step = (width - marginLeft - marginRight) / Math.max(1, last);
  const xs = namedBelow(labels, step, width < 520 ? 3 : 5);
  return Plot.plot({
    width,
    height,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft,
    marginRight,
    style: STYLE,
    x: {
      type: chart.time ? 'utc' : 'linear',
      domain: last === 0 ? [position(0) - 1, position(0) + 1] : [position(0), position(last)],
      label: null,
    },
    y: { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], label: null },
    marks: [
      Plot.gridY(ticks, GRID),
      Plot.axisY(ticks, { tickSize: 0, tickFormat: (tick: number) => shortValue(tick, chart.y) }),
      Plot.axisX(xs.map(position), {
        tickSize: 0,
        tickFormat: (tick: number | Date) => labels[xs.find(index => position(index) === Number(tick)) ?? 0] ?? '',
      }),
      ...marks,
    ],
  });
}

type Drawn = ReturnType<typeof plotAlong>;

/** What is known at each stop of a plot along x, with its guides. `topOf`: the value that a series' dot lies at. */
export function alongFigure(
  chart: StopChart,
  { width, height }: Size,
  plot: Drawn,
  marginRight: number,
  marginLeft: number,
  topOf: (series: number, at: number) => number | undefined = (series, at) => chart.series[series]?.values[at],
) {
  const position = positions(chart);
  const x = plot.scale('x');
  const y = plot.scale('y');
  const left = (index: number) => Number(x?.apply(position(index)));
  const top = (value: number) => Number(y?.apply(value));
  const stops = chart.stops.map((_, at) => {
    const pick = stopPick(chart, at);
    return {
      left: left(at),
      top: height / 2,
      title: stopTitle(chart, at),
      rows: stopRows(chart, at),
      dots: chart.series.flatMap((_one, index) => {
        const value = topOf(index, at);
        return value === undefined ? [] : [{ left: left(at), top: top(value), colour: colourOf(chart, index) }];
      }),
      ...(pick && { pick }),
    };
  });
  const instant = (value: number | string) => (typeof value === 'string' ? instantOf(value) : undefined);
  const guides = placeGuides(chart.guides, {
    x: value => {
      const at = chart.time ? instant(value) : undefined;
      return at === undefined ? undefined : Number(x?.apply(at));
    },
    y: value => (typeof value === 'number' ? top(value) : undefined),
    area: { left: marginLeft, top: TOP, width: width - marginLeft - marginRight, height: height - TOP - BOTTOM },
  });
  const figure: Figure = { svg: plot, stops, axis: 'x', perRow: 0, rule: true, labels: [], guides };
  return { figure, left, top };
}

export function lineMarks(points: readonly Point[], openFrom: number, stroke: string): Plot.Markish[] {
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

/** Values written at the points of one line that has few of them. */
export function valueLabels(chart: StopChart, position: (index: number) => number): Plot.Markish[] {
  const values = chart.series[0]?.values ?? [];
  if (chart.labels !== true || chart.series.length > 1 || values.length > 24) return [];
  const points = values.flatMap((y, at) => (y === undefined ? [] : [{ x: position(at), y }]));
  return [
    Plot.text(points, {
      x: 'x',
      y: 'y',
      text: ({ y }: Point) => evenValue(y, chart.y),
      dy: -9,
      fill: 'var(--neutral-10)',
    }),
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
  return chart.series.map((_, index) => ({
    left,
    top: tops[index] ?? 0,
    text: names[index] ?? '',
    colour: colourOf(chart, index),
  }));
}
