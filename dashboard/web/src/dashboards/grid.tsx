import type { CSSProperties } from 'react';
import { useNarrow } from '../table/use-narrow.ts';
import type { DashboardSpec } from './dashboards-api.ts';
import { mediumWidths, phoneOrder, readingOrder } from './flow.ts';
import { TileFrame } from './tile-frame.tsx';

/** The tiles in their places on a grid of 12 columns; on a phone one below the other, numbers first. */
export function Grid({ spec }: { spec: DashboardSpec }) {
  const narrow = useNarrow();
  const tiles = narrow ? phoneOrder(spec.tiles) : readingOrder(spec.tiles);
  const medium = mediumWidths(spec.tiles);
  return (
    <div className="board-grid">
      {tiles.map(tile => (
        <TileFrame key={tile.id} tile={tile} style={placeOf(tile.at, medium.get(tile.id) ?? 6)} />
      ))}
    </div>
  );
}

const placeOf = ({ x, y, w, h }: DashboardSpec['tiles'][number]['at'], medium: number): CSSProperties =>
  ({ '--tile-x': x, '--tile-y': y, '--tile-w': w, '--tile-h': h, '--tile-medium': medium }) as CSSProperties;
