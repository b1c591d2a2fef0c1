import type { AnswerColumn } from '../api/types.ts';
import { formatCell } from '../format.ts';
import type { Stop } from './figure.ts';
import { groupName } from './group-name.ts';
import type { StopChart } from './prepare.ts';
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
export const CHARACTER = 7;

/** For axes: as short as it can be. */
export const shortValue = (value: number, column: AnswerColumn): string => formatCell(value, column, { compact: true });

/** For labels of marks: short, and with the same decimals all over. */
export const evenValue = (value: number, column: AnswerColumn): string =>
  formatCell(value, column, { compact: true, even: true });

export const knownValues = ({ series }: StopChart): number[] =>
  series.flatMap(({ values }) => values.filter(value => value !== undefined));

/** Values added up at each stop, what is above and what is below zero apart. */
export const stackedTotals = ({ series, stops }: StopChart): number[] =>
  stops.flatMap((_, at) => {
    const values = series.map(({ values }) => values[at] ?? 0);
    const sum = (sign: number) => values.reduce((total, value) => (value * sign > 0 ? total + value : total), 0);
    return [sum(1), sum(-1)];
  });

export const isStacked = ({ kind }: StopChart): boolean => kind === 'stackedBar';

/** Ticks of the value axis: bars start at zero; lines do unless they would be flat against it. */
export function valueTicks(chart: StopChart, most = 5): number[] {
  const values = isStacked(chart) ? stackedTotals(chart) : knownValues(chart);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const far = chart.kind === 'line' && low > 0 && (high - low) / high < 0.3;
  return niceTicks(far ? low : Math.min(0, low), Math.max(far ? high : 0, high), most);
}

/** What is said at a stop: every series that has a value there, in the order of their size. */
export function stopRows(chart: StopChart, at: number): Stop['rows'] {
  const one = chart.series.length === 1;
  return chart.series
    .map(({ name, values, other }, index) => ({
      name: one ? '' : name,
      value: values[at],
      colour: seriesColour(index, other),
    }))
    .filter(row => one || row.value !== undefined)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .map(({ name, value, colour }) => ({ name, text: formatCell(value, chart.y, { withUnit: true }), colour }));
}

export const stopTitle = (chart: StopChart, at: number): string => {
  const title = groupName(chart.stops[at], chart.x);
  return at >= chart.openFrom ? `${title}, not over yet` : title;
};
