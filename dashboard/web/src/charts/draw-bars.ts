import * as Plot from '@observablehq/plot';
import {
  CHARACTER,
  evenValue,
  GRID,
  isStacked,
  type Size,
  STYLE,
  shortValue,
  stackedTotals,
  stopRows,
  stopTitle,
  valueTicks,
} from './draw-common.ts';
import { type Figure, shortened } from './figure.ts';
import { groupName } from './group-name.ts';
import type { StopChart } from './prepare.ts';
import { seriesColour } from './ramp.ts';
import { rowSize } from './size.ts';
import { spread } from './ticks.ts';

interface Bar {
  /** Index of the stop. */
  readonly stop: number;
  readonly series: number;
  readonly value: number;
}

const barsOf = (chart: StopChart): Bar[] =>
  chart.series.flatMap(({ values }, series) =>
    values.flatMap((value, stop) => (value === undefined ? [] : [{ stop, series, value }])),
  );

const colour = (chart: StopChart, series: number) => seriesColour(series, chart.series[series]?.other);
const indices = (list: readonly unknown[]): number[] => list.map((_, index) => index);

/** Standing bars of time, one place a period; a last period that is not over is pale with a dashed edge. */
export function drawStandingBars(chart: StopChart, { width, height }: Size): Figure {
  const grouped = chart.series.length > 1 && !isStacked(chart);
  const ticks = valueTicks(chart);
  const longest = Math.max(...ticks.map(tick => shortValue(tick, chart.y).length));
  const place = grouped ? 'fx' : 'x';
  const named = spread(indices(chart.stops), width < 520 ? 3 : 5);
  const isOpen = ({ stop }: Bar) => stop >= chart.openFrom;
  const bars = barsOf(chart);
  const channels = { ...(grouped ? { fx: 'stop', x: 'series' } : { x: 'stop' }), y: 'value' } as const;
  const fill = (bar: Bar) => colour(chart, bar.series);
  const band = { domain: indices(chart.stops), label: null, padding: chart.stops.length > 40 ? 0.15 : 0.28 } as const;
  const plot = Plot.plot({
    width,
    height,
    marginTop: 10,
    marginBottom: 26,
    marginLeft: longest * CHARACTER + 10,
    marginRight: 16,
    style: STYLE,
    x: grouped ? { domain: indices(chart.series), axis: null, padding: 0.08 } : { ...band, axis: null },
    ...(grouped ? { fx: { ...band, axis: null } } : {}),
    y: { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], label: null },
    marks: [
      Plot.gridY(ticks, GRID),
      Plot.axisY(ticks, { tickSize: 0, tickFormat: (tick: number) => shortValue(tick, chart.y) }),
      Plot.barY(
        bars.filter(bar => !isOpen(bar)),
        { ...channels, fill },
      ),
      Plot.barY(bars.filter(isOpen), { ...channels, fill, fillOpacity: 0.3, stroke: fill, strokeDasharray: '3 3' }),
      Plot.ruleY([0], { stroke: 'var(--neutral-7)' }),
    ],
  });
  const scale = plot.scale(place);
  const bandwidth = scale?.bandwidth ?? 0;
  const start = (stop: number) => Number(scale?.apply(stop));
  const step = scale?.step ?? bandwidth;
  const stops = chart.stops.map((_, at) => ({
    left: start(at) + bandwidth / 2,
    top: height / 2,
    title: stopTitle(chart, at),
    rows: stopRows(chart, at),
    dots: [],
    area: { left: start(at) + bandwidth / 2 - step / 2, top: 10, width: step, height: height - 36 },
  }));
  const labels = named.map(at => ({
    left: start(at) + bandwidth / 2,
    top: height - 10,
    text: groupName(chart.stops[at], chart.x),
    colour: '',
  }));
  return { svg: plot, stops, axis: 'x', perRow: 0, rule: false, labels };
}

/** Lying bars of things, the name left and the value at the end. */
export function drawLyingBars(chart: StopChart, { width, height }: Size): Figure {
  const grouped = chart.series.length > 1 && !isStacked(chart);
  const ticks = valueTicks(chart);
  const most = width < 520 ? 15 : 26;
  const names = chart.stops.map(stop => shortened(groupName(stop, chart.x), most));
  const bars = barsOf(chart);
  // The parts of a stack say their values when pointed at; a sum is not ours to claim.
  const ends = isStacked(chart) ? [] : bars;
  const longestValue = Math.max(0, ...ends.map(({ value }) => evenValue(value, chart.y).length));
  const negative = (ticks[0] ?? 0) < 0;
  const place = grouped ? 'fy' : 'y';
  const channels = { ...(grouped ? { fy: 'stop', y: 'series' } : { y: 'stop' }), x: 'value' } as const;
  const ending = { ...channels, text: (bar: Bar) => evenValue(bar.value, chart.y), fill: 'var(--neutral-10)' } as const;
  const band = { domain: indices(chart.stops), label: null, axis: null, padding: grouped ? 0.18 : 0.3 } as const;
  const values = isStacked(chart) ? stackedTotals(chart) : bars.map(({ value }) => value);
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  const plot = Plot.plot({
    width,
    height,
    marginTop: 4,
    marginBottom: 4,
    marginLeft:
      Math.max(...names.map(name => name.length)) * CHARACTER + 14 + (negative ? longestValue * CHARACTER : 0),
    marginRight: longestValue * CHARACTER + 14,
    style: STYLE,
    x: { domain: [low, high === low ? 1 : high], axis: null },
    y: grouped ? { domain: indices(chart.series), axis: null, padding: 0.1 } : band,
    ...(grouped ? { fy: band } : {}),
    marks: [
      Plot.barX(bars, { ...channels, fill: (bar: Bar) => colour(chart, bar.series) }),
      Plot.ruleX([0], { stroke: 'var(--neutral-7)' }),
      Plot.text(
        ends.filter(({ value }) => value >= 0),
        { ...ending, textAnchor: 'start', dx: 6 },
      ),
      Plot.text(
        ends.filter(({ value }) => value < 0),
        { ...ending, textAnchor: 'end', dx: -6 },
      ),
    ],
  });
  const scale = plot.scale(place);
  const bandwidth = scale?.bandwidth ?? rowSize(chart);
  const step = scale?.step ?? bandwidth;
  const middle = (at: number) => Number(scale?.apply(at)) + bandwidth / 2;
  const stops = chart.stops.map((_, at) => ({
    left: width * 0.5,
    top: middle(at),
    title: stopTitle(chart, at),
    rows: stopRows(chart, at),
    dots: [],
    area: { left: 0, top: middle(at) - step / 2, width, height: step },
  }));
  const labels = names.map((text, at) => ({ left: 0, top: middle(at), text, colour: '' }));
  return { svg: plot, stops, axis: 'y', perRow: 1, rule: false, labels };
}
