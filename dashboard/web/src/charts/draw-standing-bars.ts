import * as Plot from '@observablehq/plot';
import { type Bar, barColour, barPicks, barsOf, isGrouped, padding, stopOfDate } from './bars.ts';
import { isPercent, type StopChart } from './chart.ts';
import {
  CHARACTER,
  evenValue,
  GRID,
  type Size,
  STYLE,
  shortValue,
  stopRows,
  stopTitle,
  valueTicks,
} from './draw-common.ts';
import type { Figure } from './figure.ts';
import { groupName } from './group-name.ts';
import { placeGuides } from './guides.ts';
import { fittedLabel, labelWidth, namedBelow } from './label-text.ts';
import { axisWidth } from './text-width.ts';
import { spread } from './ticks.ts';

const TOP = 10;
const BOTTOM = 26;
const indices = (list: readonly unknown[]): number[] => list.map((_, index) => index);

/** Standing bars, one place a stop; a last period that is not over is pale with a dashed edge. */
export function drawStandingBars(chart: StopChart, { width, height }: Size): Figure {
  const grouped = isGrouped(chart);
  const ticks = valueTicks(chart, height < 160 ? 3 : 5);
  const place = grouped ? 'fx' : 'x';
  const isOpen = ({ stop }: Bar) => stop >= chart.openFrom;
  const bars = barsOf(chart);
  const channels = { ...(grouped ? { fx: 'stop', x: 'series' } : { x: 'stop' }), y1: 'low', y2: 'high' } as const;
  const fill = (bar: Bar) => barColour(chart, bar);
  const marginLeft = axisWidth(ticks.map(tick => shortValue(tick, chart.y)));
  const usual = chart.stops.length > 40 ? 0.15 : 0.28;
  const thin = padding(width - marginLeft - 16, chart.stops.length, usual);
  const band = { domain: indices(chart.stops), label: null, padding: grouped ? usual : thin } as const;
  // Lines are drawn under each group of bars: they reach over the gaps, so that they are one.
  const gap = ((width - marginLeft - 16) / (chart.stops.length + usual)) * usual;
  const across = grouped ? { insetLeft: -gap - 1, insetRight: -gap - 1 } : {};
  const room =
    ((width - marginLeft - 16) / Math.max(1, chart.stops.length)) * (grouped ? 0.8 / chart.series.length : 1);
  const ends = chart.labels === true && !isPercent(chart) ? labelled(chart, bars, room) : [];
  const plot = Plot.plot({
    width,
    height,
    marginTop: TOP,
    marginBottom: BOTTOM,
    marginLeft,
    marginRight: 16,
    style: STYLE,
    x: grouped ? { domain: indices(chart.series), axis: null, padding: 0.08 } : { ...band, axis: null },
    ...(grouped ? { fx: { ...band, axis: null } } : {}),
    y: { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], label: null },
    marks: [
      Plot.gridY(ticks, { ...GRID, ...across }),
      Plot.axisY(ticks, { tickSize: 0, tickFormat: (tick: number) => shortValue(tick, chart.y) }),
      Plot.barY(
        bars.filter(bar => !isOpen(bar)),
        { ...channels, fill },
      ),
      Plot.barY(bars.filter(isOpen), { ...channels, fill, fillOpacity: 0.3, stroke: fill, strokeDasharray: '3 3' }),
      Plot.ruleY([0], { stroke: 'var(--neutral-7)', ...across }),
      Plot.text(ends, {
        ...(grouped ? { fx: 'stop', x: 'series' } : { x: 'stop' }),
        y: 'high',
        text: ({ value }: Bar) => evenValue(value, chart.y),
        dy: -7,
        fill: 'var(--neutral-10)',
      }),
    ],
  });
  const scale = plot.scale(place);
  const inner = grouped ? plot.scale('x') : undefined;
  const y = plot.scale('y');
  const bandwidth = scale?.bandwidth ?? 0;
  const start = (stop: number) => Number(scale?.apply(stop));
  const step = scale?.step ?? bandwidth;
  const top = (value: number) => Number(y?.apply(value));
  const boxOf = ({ stop, series, low, high }: Bar) => ({
    left: inner ? start(stop) + Number(inner.apply(series)) - marginLeft : start(stop),
    top: top(high),
    width: inner?.bandwidth ?? bandwidth,
    height: top(low) - top(high),
  });
  const stops = chart.stops.map((_, at) => ({
    left: start(at) + bandwidth / 2,
    top: height / 2,
    title: stopTitle(chart, at),
    rows: stopRows(chart, at),
    dots: [],
    area: { left: start(at) + bandwidth / 2 - step / 2, top: TOP, width: step, height: height - TOP - BOTTOM },
    ...barPicks(chart, bars, at, boxOf),
  }));
  // Periods are named now and then, things all of them.
  const fits = Math.max(3 * CHARACTER, step);
  const texts = chart.stops.map(stop => {
    const name = groupName(stop, chart.x);
    return chart.time ? name : fittedLabel(name, fits);
  });
  const most = width < 520 ? 3 : 5;
  const named = chart.time
    ? namedBelow(texts, step, most)
    : spread(indices(chart.stops), step < 28 ? width / 60 : chart.stops.length);
  const labels = named.map(at => ({
    left: within(start(at) + bandwidth / 2, labelWidth(texts[at] ?? '') / 2, width),
    top: height - 10,
    text: texts[at] ?? '',
    colour: '',
    align: 'middle' as const,
  }));
  const guides = placeGuides(chart.guides, {
    x: date => {
      const at = stopOfDate(chart, date);
      return at === undefined ? undefined : start(at) + bandwidth / 2;
    },
    y: value => (typeof value === 'number' ? top(value) : undefined),
    area: { left: marginLeft, top: TOP, width: width - marginLeft - 16, height: height - TOP - BOTTOM },
  });
  return { svg: plot, stops, axis: 'x', perRow: 0, rule: false, labels, guides };
}

/** The middle of something, moved so that it does not stand out of the drawing. */
const within = (middle: number, half: number, width: number): number => Math.max(half, Math.min(width - half, middle));

/** Bars whose value is written: each bar where it has room, of a stack none since its parts have none. */
function labelled(chart: StopChart, bars: readonly Bar[], room: number): readonly Bar[] {
  if (chart.series.length > 1 && !isGrouped(chart)) return [];
  const longest = Math.max(0, ...bars.map(({ value }) => evenValue(value, chart.y).length));
  return longest * CHARACTER <= room ? bars : [];
}
