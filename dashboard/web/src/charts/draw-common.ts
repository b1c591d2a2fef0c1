import type { AnswerColumn } from '../api/types.ts';
import { formatCell } from '../format.ts';
import { isPercent, isStacked, type Series, type StopChart } from './chart.ts';
import type { Choice, Stop } from './figure.ts';
import { groupName } from './group-name.ts';
import { guideValues } from './guides.ts';
import { seriesColour } from './ramp.ts';
import { niceTicks } from './ticks.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const STYLE = {
  background: 'transparent',
  color: 'var(--neutral-9)',
  fontFamily: 'var(--family-sans)',
  fontSize: '12px',
  fontVariant: 'tabular-nums',
  overflow: 'visible',
} as const;

export const GRID = { stroke: 'var(--neutral-4)', strokeOpacity: 1 } as const;
/** Keeps numbers apart from what they lie on. */
export const HALO = { stroke: 'var(--surface, var(--paper))', strokeWidth: 3 } as const;
export const CHARACTER = 7;

/** For axes: as short as it can be. */
export const shortValue = (value: number, column: AnswerColumn): string => formatCell(value, column, { compact: true });

/** For labels of marks: short, and with the same decimals all over. */
export const evenValue = (value: number, column: AnswerColumn): string =>
  formatCell(value, column, { compact: true, even: true });

export const colourOf = ({ series }: { readonly series: readonly Series[] }, index: number): string =>
  series[index]?.colour ?? seriesColour(index, series[index]?.other);

const knownValues = ({ series }: StopChart): number[] =>
  series.flatMap(({ values }) => values.filter(value => value !== undefined));

/** Values added up at each stop, what is above and what is below zero apart. */
export const stackedTotals = ({ series, stops }: StopChart): number[] =>
  stops.flatMap((_, at) => {
    const values = series.map(({ values }) => values[at] ?? 0);
    const sum = (sign: number) => values.reduce((total, value) => (value * sign > 0 ? total + value : total), 0);
    return [sum(1), sum(-1)];
  });

/** The least and the greatest value that an axis must show, guides and the zero of bars and areas with them. */
export function valueExtent(chart: StopChart): { readonly low: number; readonly high: number } {
  const values = [...(isStacked(chart) ? stackedTotals(chart) : knownValues(chart)), ...guideValues(chart.guides)];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const far = chart.kind === 'line' && low > 0 && (high - low) / high < 0.3;
  return { low: far ? low : Math.min(0, low), high: far ? high : Math.max(0, high) };
}

/** Ticks of the value axis: bars start at zero; lines do unless they would be flat against it. */
export function valueTicks(chart: StopChart, most = 5): number[] {
  if (isPercent(chart)) return [0, 0.25, 0.5, 0.75, 1];
  const { low, high } = valueExtent(chart);
  return niceTicks(low, high, most);
}

/** What is said at a stop: every series that has a value there, in the order of their size. */
export function stopRows(chart: StopChart, at: number): Stop['rows'] {
  const one = chart.series.length === 1;
  return chart.series
    .map((series, index) => ({ series, value: series.values[at], colour: colourOf(chart, index) }))
    .filter(row => one || row.value !== undefined)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .map(({ series, value, colour }) => ({
      name: one ? '' : series.name,
      text: valueText(chart, series, value, at),
      colour,
    }));
}

function valueText(chart: StopChart, { told }: Series, value: number | undefined, at: number): string {
  const text = formatCell(value, chart.y, { withUnit: true });
  if (chart.toldY === undefined || told === undefined) return text;
  return `${formatCell(told[at], chart.toldY, { withUnit: true })} (${text})`;
}

export const stopTitle = (chart: StopChart, at: number): string => {
  const title = groupName(chart.stops[at], chart.x);
  return at >= chart.openFrom ? `${title}, not over yet` : title;
};

/** What a click at a stop chooses. */
export const stopPick = ({ cells, x }: StopChart, at: number): Choice | undefined => {
  const cell = cells?.[at];
  return cell === undefined ? undefined : { column: x.name, cell };
};

/** What a click on one of several series chooses. */
export const seriesPick = ({ split, series }: StopChart, index: number): Choice | undefined => {
  const cell = series[index]?.cell;
  return split === undefined || cell === undefined ? undefined : { column: split.name, cell };
};
