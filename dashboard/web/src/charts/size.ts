import type { Chart } from './prepare.ts';

/** Pixels, as --chart-height has it. */
export const CHART_HEIGHT = 264;

/** Bars of things lie, so that their names can be read; bars of time stand. */
export const liesFlat = (chart: Chart): boolean => chart.kind !== 'line' && 'stops' in chart && !chart.time;

/** Height of a row of flat bars. */
export const rowSize = (chart: Chart): number => (chart.kind === 'groupedBar' ? chart.series.length * 14 + 12 : 28);

/** Height of the drawing, known before it is drawn so that nothing moves when it comes. */
export function chartHeight(chart: Chart): number {
  if (chart.kind === 'heatMap') return chart.rows.length * 28 + 28;
  if (liesFlat(chart) && 'stops' in chart) return chart.stops.length * rowSize(chart) + 8;
  return CHART_HEIGHT;
}

/** Lines name themselves at their end where there is room; all others of several series need a legend. */
export const namesItself = (chart: Chart, width: number): boolean => chart.kind === 'line' && width >= 520;
