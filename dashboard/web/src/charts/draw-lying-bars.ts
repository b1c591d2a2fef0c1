import * as Plot from '@observablehq/plot';
import { type Bar, barColour, barPicks, barsOf, isGrouped, stopOfDate } from './bars.ts';
import { isPercent, isStacked, type StopChart } from './chart.ts';
import { evenValue, HALO, type Size, STYLE, stackedTotals, stopRows, stopTitle, valueExtent } from './draw-common.ts';
import type { Figure } from './figure.ts';
import { groupName } from './group-name.ts';
import { placeGuides } from './guides.ts';
import { fittedLabel, labelWidth, longestLabel } from './label-text.ts';
import { rowSize } from './size.ts';

const indices = (list: readonly unknown[]): number[] => list.map((_, index) => index);

/** Pixels of the names of bars: as much as the bars can spare. */
const nameRoom = (width: number): number => Math.max(84, Math.min(190, width * 0.46));

/** Lying bars, the name left and the value at the end. */
export function drawLyingBars(chart: StopChart, { width, height }: Size): Figure {
  const grouped = isGrouped(chart);
  const guided = (chart.guides?.length ?? 0) > 0;
  const names = chart.stops.map(stop => fittedLabel(groupName(stop, chart.x), nameRoom(width)));
  const bars = barsOf(chart);
  const ends = endValues(chart, bars);
  const longestValue = Math.max(0, ...ends.map(({ value }) => labelWidth(evenValue(value, chart.y))));
  const { low, high } = isPercent(chart) ? { low: 0, high: 1 } : valueExtent(chart);
  const place = grouped ? 'fy' : 'y';
  const across = grouped ? ({ fy: 'stop', y: 'series' } as const) : ({ y: 'stop' } as const);
  const fill = (bar: Bar) => barColour(chart, bar);
  const isOpen = ({ stop }: Bar) => stop >= chart.openFrom;
  const ending = {
    ...across,
    x: 'value',
    text: (bar: End) => evenValue(bar.value, chart.y),
    fill: 'var(--neutral-10)',
    ...HALO,
  } as const;
  const band = { domain: indices(chart.stops), label: null, axis: null, padding: grouped ? 0.18 : 0.3 } as const;
  const marginTop = guided ? 20 : 4;
  const marginLeft = longestLabel(names) + 14 + (low < 0 ? longestValue : 0);
  const marginRight = longestValue + 14;
  const plot = Plot.plot({
    width,
    height,
    marginTop,
    marginBottom: 4,
    marginLeft,
    marginRight,
    style: STYLE,
    x: { domain: [low, high === low ? 1 : high], axis: null },
    y: grouped ? { domain: indices(chart.series), axis: null, padding: 0.1 } : band,
    ...(grouped ? { fy: band } : {}),
    marks: [
      Plot.barX(
        bars.filter(bar => !isOpen(bar)),
        { ...across, x1: 'low', x2: 'high', fill },
      ),
      Plot.barX(bars.filter(isOpen), {
        ...across,
        x1: 'low',
        x2: 'high',
        fill,
        fillOpacity: 0.3,
        stroke: fill,
        strokeDasharray: '3 3',
      }),
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
  const inner = grouped ? plot.scale('y') : undefined;
  const x = plot.scale('x');
  const bandwidth = scale?.bandwidth ?? rowSize(chart);
  const step = scale?.step ?? bandwidth;
  const start = (at: number) => Number(scale?.apply(at));
  const middle = (at: number) => start(at) + bandwidth / 2;
  const left = (value: number) => Number(x?.apply(value));
  const boxOf = ({ stop, series, low, high }: Bar) => ({
    left: left(low),
    top: inner ? start(stop) + Number(inner.apply(series)) - marginTop : start(stop),
    width: left(high) - left(low),
    height: inner?.bandwidth ?? bandwidth,
  });
  const stops = chart.stops.map((_, at) => ({
    left: width * 0.5,
    top: middle(at),
    title: stopTitle(chart, at),
    rows: stopRows(chart, at),
    dots: [],
    area: { left: 0, top: middle(at) - step / 2, width, height: step },
    ...barPicks(chart, bars, at, boxOf),
  }));
  const labels = names.map((text, at) => ({ left: 0, top: middle(at), text, colour: '', align: 'start' as const }));
  const guides = placeGuides(chart.guides, {
    x: date => {
      const at = stopOfDate(chart, date);
      return at === undefined ? undefined : middle(at);
    },
    y: value => (typeof value === 'number' ? left(value) : undefined),
    area: { left: marginLeft, top: marginTop, width: width - marginLeft - marginRight, height: height - marginTop - 4 },
    lies: true,
  });
  return { svg: plot, stops, axis: 'y', perRow: 1, rule: false, labels, guides };
}

interface End {
  readonly stop: number;
  readonly series: number;
  readonly value: number;
}

/** Values written at the ends: of each bar, of a stack its total where that is one. */
function endValues(chart: StopChart, bars: readonly Bar[]): readonly End[] {
  if (chart.labels === false || isPercent(chart)) return [];
  if (!isStacked(chart)) return bars;
  if (chart.y.additivity === undefined) return [];
  const totals = stackedTotals(chart);
  const isOneSided = totals.every((total, index) => index % 2 === 0 || total === 0);
  return isOneSided ? chart.stops.map((_, stop) => ({ stop, series: 0, value: totals[stop * 2] ?? 0 })) : [];
}
