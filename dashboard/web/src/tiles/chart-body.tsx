import { ChartPanel } from '../charts/chart-panel.tsx';
import { prepareChart } from '../charts/prepare.ts';
import { ResultTable } from '../table/result-table.tsx';
import { chartOf } from './chart-of.ts';
import type { TileBodyProps } from './tile-body.ts';

export default function ChartBody({ tile, event, asOf }: TileBodyProps) {
  const chart = prepareChart(event.results, chartOf(tile, event), asOf);
  return (
    <div className="h-full overflow-auto">
      {chart === undefined ? (
        <ResultTable results={event.results} label={tile.title} />
      ) : (
        <ChartPanel chart={chart} title={tile.title} said />
      )}
    </div>
  );
}
