import { Loaded, loadable } from '../ui/loaded.tsx';
import type { Chart } from './chart.ts';
import { describeChart } from './describe.ts';
import { Legend } from './legend.tsx';
import { chartHeight } from './size.ts';
import { useWidth } from './use-width.ts';

const Canvas = loadable(() => import('./canvas.tsx'));

/** A chart with its subject (unless it was `said` right above), legend and notes; the drawing itself is loaded when the first one is shown. */
export function ChartPanel({ chart, title, said = false }: { chart: Chart; title: string; said?: boolean }) {
  const [box, width] = useWidth();
  const height = chartHeight(chart);
  return (
    <figure>
      <figcaption className="mb-1 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className={said ? 'sr-only' : 'font-semibold'}>{title}</span>
        {width > 0 ? <Legend chart={chart} width={width} /> : null}
      </figcaption>
      <div ref={box} style={{ height }}>
        {width === 0 ? null : (
          <Loaded
            of={Canvas}
            props={{ chart, width, height, label: describeChart(chart, title) }}
            meanwhile={<div className="skeleton" style={{ height }} />}
          />
        )}
      </div>
      {chart.notes.length === 0 ? null : <p className="mt-1.5 text-12 text-muted">{chart.notes.join(' ')}</p>}
    </figure>
  );
}
