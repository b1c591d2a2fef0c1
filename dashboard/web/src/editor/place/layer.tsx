import { createPortal } from 'react-dom';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { readingOrder } from '../../dashboards/flow.ts';
import { useDrawnSpec } from '../parts/editor-context.ts';
import type { Mark } from '../props.ts';
import { TileHandle } from './tile-handle.tsx';
import { useGeometry } from './use-geometry.ts';
import { useKeyMoves } from './use-key-moves.ts';
import { usePull } from './use-pull.ts';

/** What lies over the tiles while they are edited: each can be taken, pulled and marked; below nothing reacts. */
export function Layer({ grid, marks }: { grid: HTMLElement; marks: Readonly<Record<string, Mark>> }) {
  const spec = useDrawnSpec();
  const { boxes, step } = useGeometry(grid, spec);
  const { pull, start } = usePull(step);
  const keys = useKeyMoves(step !== undefined);
  return createPortal(
    <ul className={`edit-layer ${pull === undefined ? '' : 'edit-pulling'}`} aria-label="Tiles to edit">
      {readingOrder(spec.tiles).map((tile: Tile) => {
        const box = boxes.get(tile.id);
        return box === undefined ? null : (
          <TileHandle
            key={tile.id}
            tile={tile}
            box={box}
            mark={marks[tile.id]}
            pull={pull?.tile === tile.id ? pull : undefined}
            wide={step !== undefined}
            onPull={start}
            onKeyDown={keys.onKeyDown}
            onBlur={keys.commit}
          />
        );
      })}
    </ul>,
    grid,
  );
}
