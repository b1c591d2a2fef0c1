import { useMemo } from 'react';
import { Declined } from './declined.tsx';
import { DrawnChart } from './drawn-chart.tsx';
import { prepareTile } from './prepare-tile.ts';
import TableBody from './table-body.tsx';
import type { TileBodyProps } from './tile-body.ts';

/** Lines, areas, bars, points and heat maps; the plotting library comes with it. */
export default function ChartBody(props: TileBodyProps) {
  const { tile, event, asOf } = props;
  const chart = useMemo(() => prepareTile(tile, event, asOf), [tile, event, asOf]);
  if (chart === undefined) return <TableBody {...props} />;
  return chart.kind === 'refused' ? (
    <Declined refusal={chart} props={props} />
  ) : (
    <DrawnChart chart={chart} {...props} />
  );
}
