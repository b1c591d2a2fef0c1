import { type CSSProperties, memo } from 'react';
import { useBoard, useBoardState } from './board-context.ts';
import { tileState } from './board-state.ts';
import type { Tile } from './dashboards-api.ts';
import { isPlain } from './flow.ts';
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
  const drill = useBoardState(board => board.drills[tile.id]);
  const full = useBoardState(board => board.full);
  const busy = drill?.waiting ?? state.waiting;
  const { actions } = useBoard();
  const { event, problem } = drill ?? state;
  const retry = () => void (drill === undefined ? actions.load([tile.id]) : actions.drill(tile.id, drill.steps));
  return (
    <section
      id={`tile-${tile.id}`}
      data-tile={tile.id}
      data-kind={tile.kind}
      data-plain={isPlain(tile) && drill === undefined ? '' : undefined}
      aria-label={tile.title}
      aria-busy={busy}
      tabIndex={-1}
      inert={full !== undefined && full !== tile.id}
      className={`tile ${full === tile.id ? 'tile-full' : ''} ${tile.kind === 'text' ? 'tile-bare' : ''}`}
      style={style}
    >
      <TileTitle tile={tile} state={state} drill={drill} full={full === tile.id} />
      <TileContent tile={tile} state={state} drill={drill} />
      {tile.kind === 'text' ? null : <TileFoot event={event} problem={problem} onRetry={retry} />}
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
