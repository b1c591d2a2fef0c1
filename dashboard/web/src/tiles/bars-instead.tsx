import { useMemo } from 'react';
import { DrawnChart } from './drawn-chart.tsx';
import { prepareTile } from './prepare-tile.ts';
import { Refused } from './refused.tsx';
import TableBody from './table-body.tsx';
import type { TileBodyProps } from './tile-body.ts';

/** The same rows as plain bars: what of the encoding was for another picture is left to the columns' roles. */
export default function BarsInstead(props: TileBodyProps) {
  const { tile, event, asOf } = props;
  const bars = useMemo(() => asBars(tile), [tile]);
  const chart = useMemo(() => prepareTile(bars, event, asOf), [bars, event, asOf]);
  if (chart === undefined) return <TableBody {...props} />;
  return chart.kind === 'refused' ? (
    <Refused reason={chart.reason} />
  ) : (
    <DrawnChart {...props} tile={bars} chart={chart} />
  );
}

function asBars(tile: TileBodyProps['tile']): TileBodyProps['tile'] {
  const { encoding: { x, y, series } = {}, ...bare } = tile;
  const kept = tile.kind === 'scatter' ? {} : { ...(x && { x }), ...(y && { y }), ...(series && { series }) };
  return { ...bare, kind: 'bar', encoding: { ...kept, arrangement: 'grouped' } };
}
