import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { parseOperations } from '../../../../../core/dashboards/operations/apply.ts';
import type { Place, Tile } from '../../../../../core/dashboards/spec.ts';
import { useEditor } from '../parts/editor-context.ts';
import { shownSpec, tryApply } from '../session/shown-spec.ts';
import { type GridStep, stepsOf } from './geometry.ts';
import { type Edge, movedPlace, placeOperation, resizedPlace } from './place.ts';

/** A pull at a tile that is under way: where the pointer has taken it, in pixels of the grid. */
export interface Pull {
  readonly tile: string;
  readonly edge: Edge | undefined;
  readonly left: number;
  readonly top: number;
}

/** Pixels before a press is a pull. */
const THRESHOLD = 4;
/** Near the upper or lower end of the window it scrolls. */
const SCROLL_ZONE = 56;
const SCROLL_BY = 18;

/**
 * Tiles pulled by the pointer: the board shows at every step where everything would be, Esc puts it back, letting go
 * makes it one edit.
 */
export function usePull(step: GridStep | undefined) {
  const { display, session, edit, ui } = useEditor();
  const [pull, setPull] = useState<Pull | undefined>();
  const cancel = useRef<() => void>(undefined);

  function start(event: PointerEvent<HTMLElement>, tile: Tile, edge: Edge | undefined): void {
    if (event.button !== 0 || step === undefined) return;
    const from = { x: event.pageX, y: event.pageY };
    const target = event.currentTarget;
    const { pointerId } = event;
    const frame = target.closest<HTMLElement>('.edit-tile');
    const [left, top] = [frame?.offsetLeft ?? 0, frame?.offsetTop ?? 0];
    target.setPointerCapture(pointerId);
    let place: Place = tile.at;
    let pulled = false;

    const move = (at: globalThis.PointerEvent) => {
      const [dx, dy] = [at.pageX - from.x, at.pageY - from.y];
      if (!pulled && Math.hypot(dx, dy) < THRESHOLD) return;
      pulled = true;
      scrollNear(at.clientY);
      const { columns, rows } = stepsOf(step, dx, dy);
      place = edge === undefined ? movedPlace(tile.at, columns, rows) : resizedPlace(tile.at, edge, columns, rows);
      const operation = placeOperation(tile.id, tile.at, place);
      const shown = shownSpec(session.get());
      display.sketch(operation && tryApply(shown, parseOperations([operation]))?.spec);
      setPull({ tile: tile.id, edge, left: left + dx, top: top + dy });
    };
    const end = (keep: boolean) => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerup', up);
      target.removeEventListener('pointercancel', stop);
      cancel.current = undefined;
      setPull(undefined);
      const operation = keep && pulled ? placeOperation(tile.id, tile.at, place) : undefined;
      if (operation) edit(`${edge === undefined ? 'Move' : 'Resize'} ${tile.title}`, [operation]);
      display.sketch(undefined);
    };
    const up = () => end(true);
    const stop = () => end(false);
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', up);
    target.addEventListener('pointercancel', stop);
    cancel.current = () => {
      target.releasePointerCapture(pointerId);
      end(false);
    };
    ui.dispatch({ kind: 'selected', tile: tile.id });
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || cancel.current === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      cancel.current();
    };
    addEventListener('keydown', onKey, true);
    return () => {
      removeEventListener('keydown', onKey, true);
      cancel.current?.();
    };
  }, []);
  return { pull, start };
}

function scrollNear(y: number): void {
  if (y < SCROLL_ZONE) scrollBy(0, -SCROLL_BY);
  else if (y > innerHeight - SCROLL_ZONE) scrollBy(0, SCROLL_BY);
}
