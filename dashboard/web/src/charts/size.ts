import { type Chart, isBars } from './chart.ts';

/** Pixels, as --chart-height has it. */
export const CHART_HEIGHT = 264;

/** Bars of things lie, so that their names can be read; bars of time stand; the author may want it otherwise. */
export const liesFlat = (chart: Chart): boolean => 'stops' in chart && isBars(chart) && (chart.lies ?? !chart.time);

/** Height of a row of flat bars. */
export const rowSize = (chart: Chart): number => (chart.kind === 'groupedBar' ? chart.series.length * 14 + 12 : 28);

const leastRow = (chart: Chart): number => (chart.kind === 'groupedBar' ? chart.series.length * 9 + 8 : 20);
const MOST_ROW = 44;

/** Height of the drawing, known before it is drawn so that nothing moves when it comes. */
export function chartHeight(chart: Chart): number {
  if (chart.kind === 'heatMap') return chart.rows.length * 28 + 28;
  if (liesFlat(chart) && 'stops' in chart) return chart.stops.length * rowSize(chart) + 8;
  return CHART_HEIGHT;
}

/** Height of the drawing in a place of `room` pixels: as much as there is, more where rows would be too thin to read. */
export function fittedHeight(chart: Chart, room: number): number {
  if (chart.kind === 'heatMap')
    return Math.max(chart.rows.length * 20 + 28, Math.min(room, chart.rows.length * 56 + 28));
  if (!(liesFlat(chart) && 'stops' in chart)) return Math.max(room, 80);
  const rows = (size: number) => chart.stops.length * size + 8;
  return Math.max(rows(leastRow(chart)), Math.min(room, rows(Math.max(MOST_ROW, rowSize(chart)))));
}

/** Lines name themselves at their end where there is room; all others of several series need a legend. */
export const namesItself = (chart: Chart, width: number): boolean => chart.kind === 'line' && width >= 520;
