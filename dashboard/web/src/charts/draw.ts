import { drawLyingBars, drawStandingBars } from './draw-bars.ts';
import type { Size } from './draw-common.ts';
import { drawHeatMap } from './draw-heat-map.ts';
import { drawLines } from './draw-lines.ts';
import { drawScatter } from './draw-scatter.ts';
import type { Figure } from './figure.ts';
import type { Chart } from './prepare.ts';

/** Draws a chart of any kind to a size in pixels. */
export function drawChart(chart: Chart, size: Size): Figure {
  switch (chart.kind) {
    case 'line':
      return drawLines(chart, size);
    case 'scatter':
      return drawScatter(chart, size);
    case 'heatMap':
      return drawHeatMap(chart, size);
    default:
      return chart.time ? drawStandingBars(chart, size) : drawLyingBars(chart, size);
  }
}
