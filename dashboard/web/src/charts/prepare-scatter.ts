import type { Cell, Results } from '../api/types.ts';
import { numberOf } from '../format.ts';
import type { ChartRequest, PlotPoint, ScatterChart } from './chart.ts';
import { findColumn } from './find-column.ts';
import { groupName } from './group-name.ts';
import { MOST_SERIES } from './limit-series.ts';
import { seriesColour } from './ramp.ts';

const MOST_POINTS = 2_000;

/** Two measures against each other, a point a row; a third one as its area, groups as colours. */
export function prepareScatter(results: Results, request: ChartRequest): ScatterChart | undefined {
  const x = findColumn(results, request.x);
  const y = findColumn(results, request.y[0]);
  if (x === undefined || y === undefined) return undefined;
  const size = findColumn(results, request.size);
  const label =
    findColumn(results, request.label) ??
    (request.label === undefined && request.size === undefined ? findColumn(results, request.series) : undefined) ??
    findColumn(results, results.columns.find(column => column.role !== 'measure')?.name);
  const split = request.series === undefined ? undefined : findColumn(results, request.series);
  const groups = split === undefined ? [] : [...new Set(results.rows.map(row => row[split.at] ?? null))];
  // As many colours as things tell nothing apart.
  const coloured = split !== undefined && split.at !== label?.at && groups.length > 1;
  const series = coloured ? groups.slice(0, MOST_SERIES) : [];
  const place = new Map<Cell, number>(series.map((cell, index) => [cell, index]));
  const points = results.rows.flatMap((row): PlotPoint[] => {
    const [left, right] = [numberOf(row[x.at]), numberOf(row[y.at])];
    const area = size === undefined ? undefined : numberOf(row[size.at]);
    if (left === undefined || right === undefined || (size !== undefined && (area === undefined || area < 0)))
      return [];
    return [
      {
        name: label === undefined ? '' : groupName(row[label.at], label.column),
        x: left,
        y: right,
        ...(size && { size: area }),
        ...(coloured && { series: place.get(row[split.at] ?? null) ?? -1 }),
        ...(label && { cell: row[label.at] ?? null }),
      },
    ];
  });
  if (points.length < 2) return undefined;
  const shown = points.slice(0, MOST_POINTS).sort((a, b) => a.x - b.x);
  const missing = results.rows.length - points.length;
  const notes =
    missing > 0 ? [`${missing} without ${size === undefined ? 'both values' : 'all three values'} are not drawn.`] : [];
  if (points.length > MOST_POINTS) notes.push(`The first ${MOST_POINTS} of ${points.length} are drawn.`);
  if (coloured && groups.length > MOST_SERIES)
    notes.push(`Grey is ${groups.length - MOST_SERIES} more of ${split.column.label}.`);
  return {
    kind: 'scatter',
    x: x.column,
    y: y.column,
    ...(size && { size: size.column }),
    ...(label && { label: label.column }),
    ...(coloured && { split: split.column }),
    series: series.map((cell, index) => ({
      name: coloured ? groupName(cell, split.column) : '',
      colour: seriesColour(index),
      cell,
    })),
    points: shown,
    notes,
  };
}
