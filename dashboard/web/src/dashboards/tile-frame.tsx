import { type CSSProperties, memo } from 'react';
import { useBoardState } from './board-context.ts';
import { tileState } from './board-state.ts';
import type { Tile } from './dashboards-api.ts';
import { TileContent } from './tile-content.tsx';
import { TileFoot } from './tile-foot.tsx';
import { TileTitle } from './tile-title.tsx';

interface Props {
  readonly tile: Tile;
  readonly style?: CSSProperties | undefined;
}

/** One tile: title and menu, what it shows in each of its states, and what is known about its numbers. */
export const TileFrame = memo(function TileFrame({ tile, style }: Props) {
  const state = useBoardState(board => tileState(board, tile.id));
  const full = useBoardState(board => board.full === tile.id);
  return (
    <section
      id={`tile-${tile.id}`}
      data-tile={tile.id}
      data-kind={tile.kind}
      aria-label={tile.title}
      aria-busy={state.waiting}
      tabIndex={-1}
      className={`tile ${full ? 'tile-full' : ''}`}
      style={style}
    >
      <TileTitle tile={tile} />
      <TileContent tile={tile} state={state} />
      <TileFoot state={state} />
    </section>
  );
}, sameTile);

/** A tile is only drawn anew when its own part of the specification changed. */
function sameTile(before: Props, after: Props): boolean {
  return (
    (before.tile === after.tile || JSON.stringify(before.tile) === JSON.stringify(after.tile)) &&
    JSON.stringify(before.style) === JSON.stringify(after.style)
  );
}
