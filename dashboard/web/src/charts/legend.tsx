import type { Chart } from './chart.ts';
import { colourOf } from './draw-common.ts';
import { namesItself } from './size.ts';

/** What a chart needs a legend for: its colours with their names, in the order in which they are drawn; empty for none. */
function legendEntries(chart: Chart, width: number): readonly { readonly name: string; readonly colour: string }[] {
  if (!('series' in chart) || chart.legend === false) return [];
  if (chart.series.length < 2 || (chart.legend !== true && namesItself(chart, width))) return [];
  if (chart.kind === 'scatter') return chart.series;
  return chart.series.map(({ name }, index) => ({ name, colour: colourOf(chart, index) }));
}

export function Legend({ chart, width }: { chart: Chart; width: number }) {
  const entries = legendEntries(chart, width);
  if (entries.length === 0) return null;
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-3 gap-y-0.5 text-12 text-soft">
      {entries.map(({ name, colour }) => (
        <li key={name} className="flex min-w-0 items-center gap-1.5">
          <span className="size-2 shrink-0 rounded-[2px]" style={{ background: colour }} aria-hidden />
          <span className="truncate">{name}</span>
        </li>
      ))}
    </ul>
  );
}
