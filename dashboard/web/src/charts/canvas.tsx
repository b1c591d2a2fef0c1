import { useMemo } from 'react';
import type { Chart } from './chart.ts';
import { drawChart } from './draw.ts';
import { type FigureProps, FigureView } from './figure-view.tsx';

interface Props extends Omit<FigureProps, 'figure'> {
  readonly chart: Chart;
}

/** A chart drawn by the plotting library, which comes with this module. */
export default function Canvas({ chart, ...props }: Props) {
  const { width, height } = props;
  const figure = useMemo(() => drawChart(chart, { width, height }), [chart, width, height]);
  return <FigureView figure={figure} {...props} />;
}
