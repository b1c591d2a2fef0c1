import * as Plot from '@observablehq/plot';
import { isStacked, type StopChart } from './chart.ts';
import { colourOf, type Size, valueTicks } from './draw-common.ts';
import { alongFigure, lineMarks, plotAlong, positions, spaceLeft, valueLabels } from './draw-lines.ts';
import type { Figure } from './figure.ts';
import { type Layer, layersOf } from './stack.ts';

interface Edge extends Layer {
  readonly x: number;
}

/** Areas along x from zero, on each other where they are stacked; periods that are not over are pale and dashed. */
export function drawAreas(chart: StopChart, size: Size): Figure {
  const ticks = valueTicks(chart, size.height < 160 ? 3 : 5);
  const position = positions(chart);
  const layers = layersOf(chart);
  const marginRight = 28;
  const plot = plotAlong(chart, size, ticks, {
    marginRight,
    marks: [
      ...layers.flatMap((layer, index) => {
        const edges = layer.map(
          (one, at): Edge => ({ x: position(at), low: one?.low ?? Number.NaN, high: one?.high ?? Number.NaN }),
        );
        const colour = colourOf(chart, index);
        const lines = lineMarks(
          edges.map(({ x, high }) => ({ x, y: high })),
          chart.openFrom,
          colour,
        );
        return [...areaMarks(edges, chart, colour), ...lines];
      }),
      ...valueLabels(chart, position),
    ],
  });
  const { figure } = alongFigure(chart, size, plot, marginRight, spaceLeft(chart, ticks), (series, at) =>
    chart.series[series]?.values[at] === undefined ? undefined : layers[series]?.[at]?.high,
  );
  return figure;
}

function areaMarks(edges: readonly Edge[], chart: StopChart, fill: string): Plot.Markish[] {
  // Areas of a stack hide nothing; those that overlap let through what is behind them.
  const fillOpacity = isStacked(chart) ? 0.75 : chart.series.length > 1 ? 0.12 : 0.18;
  const style = { x: 'x', y1: 'low', y2: 'high', fill } as const;
  const { openFrom } = chart;
  return [
    Plot.areaY(edges.slice(0, openFrom), { ...style, fillOpacity }),
    ...(openFrom < edges.length
      ? [Plot.areaY(edges.slice(Math.max(0, openFrom - 1)), { ...style, fillOpacity: fillOpacity * 0.35 })]
      : []),
  ];
}
