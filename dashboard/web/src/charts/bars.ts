import { isStacked, type StopChart } from './chart.ts';
import { colourOf, seriesPick, stopPick } from './draw-common.ts';
import type { Box, Stop } from './figure.ts';

/** A bar, or a part of a stacked one: from `low` to `high` on the value axis. */
export interface Bar {
  /** Index of the stop. */
  readonly stop: number;
  readonly series: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The bars of a chart. Parts of a stack lie on each other, those below zero below it. */
export function barsOf(chart: StopChart): Bar[] {
  const stacked = isStacked(chart);
  return chart.stops.flatMap((_, stop) => {
    const ends = { above: 0, below: 0 };
    return chart.series.flatMap(({ values }, series): Bar[] => {
      const value = values[stop];
      if (value === undefined) return [];
      if (!stacked) return [{ stop, series, value, low: Math.min(0, value), high: Math.max(0, value) }];
      const side = value < 0 ? 'below' : 'above';
      const from = ends[side];
      ends[side] = from + value;
      return [{ stop, series, value, low: Math.min(from, ends[side]), high: Math.max(from, ends[side]) }];
    });
  });
}

export const isGrouped = (chart: StopChart): boolean => chart.series.length > 1 && !isStacked(chart);

export const barColour = (chart: StopChart, { series, stop }: Bar): string =>
  chart.series.length === 1 ? (chart.stopColours?.[stop] ?? colourOf(chart, series)) : colourOf(chart, series);

/** Padding of bands that makes no bar thicker than a thumb. */
export const padding = (room: number, count: number, usual: number): number =>
  Math.min(0.9, Math.max(usual, 1 - 56 / Math.max(1, room / count)));

/** What clicks choose at a stop: its group, and the part of it that was hit. */
export function barPicks(chart: StopChart, bars: readonly Bar[], at: number, boxOf: (bar: Bar) => Box): Partial<Stop> {
  const pick = stopPick(chart, at);
  const parts = bars
    .filter(({ stop }) => stop === at)
    .flatMap(bar => {
      const part = seriesPick(chart, bar.series);
      return part === undefined ? [] : [{ area: boxOf(bar), pick: part }];
    });
  return { ...(pick && { pick }), ...(parts.length > 0 && { parts }) };
}

/** The last stop that begins at or before a date, for a guide across periods. */
export function stopOfDate({ stops, time }: StopChart, date: number | string): number | undefined {
  if (!time || typeof date !== 'string') return undefined;
  const at = stops.findLastIndex(stop => stop.slice(0, date.length) <= date);
  return at < 0 ? undefined : at;
}
