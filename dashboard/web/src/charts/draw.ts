import type { Chart } from './chart.ts';
import { drawAreas } from './draw-areas.ts';
import type { Size } from './draw-common.ts';
import { drawHeatMap } from './draw-heat-map.ts';
import { drawLines } from './draw-lines.ts';
import { drawLyingBars } from './draw-lying-bars.ts';
import { drawScatter } from './draw-scatter.ts';
import { drawStandingBars } from './draw-standing-bars.ts';
import type { Figure } from './figure.ts';
import { liesFlat } from './size.ts';

/** Draws a chart of any kind to a size in pixels. */
export function drawChart(chart: Chart, size: Size): Figure {
  switch (chart.kind) {
    case 'line':
      return drawLines(chart, size);
    case 'area':
    case 'stackedArea':
    case 'percentArea':
      return drawAreas(chart, size);
    case 'scatter':
      return drawScatter(chart, size);
    case 'heatMap':
      return drawHeatMap(chart, size);
    default:
      return liesFlat(chart) ? drawLyingBars(chart, size) : drawStandingBars(chart, size);
  }
}
