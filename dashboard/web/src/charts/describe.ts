import type { Chart } from './chart.ts';
import { groupName } from './group-name.ts';

/** What a chart shows, in one sentence for those who don't see it. */
export function describeChart(chart: Chart, title: string): string {
  if (chart.kind === 'scatter') return `${title}. ${chart.points.length} points.`;
  if (chart.kind === 'heatMap') return `${title}. ${chart.rows.length} rows by ${chart.columns.length} columns.`;
  const first = groupName(chart.stops[0], chart.x);
  const last = groupName(chart.stops.at(-1), chart.x);
  const series = chart.series.length > 1 ? `${chart.series.length} series, ` : '';
  return `${title}. ${series}${chart.stops.length} points from ${first} to ${last}.`;
}
