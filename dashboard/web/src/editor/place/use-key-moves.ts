import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import { parseOperations } from '../../../../../core/dashboards/operations/apply.ts';
import type { Place, Tile } from '../../../../../core/dashboards/spec.ts';
import { useEditor } from '../parts/editor-context.ts';
import { shownSpec, tryApply } from '../session/shown-spec.ts';
import { movedPlace, placeOperation, resizedPlace, spokenPlace } from './place.ts';

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Milliseconds without a key after which what was moved is one edit. */
const REST = 700;

/** Arrows move the tile, with Shift they resize it; said to screen readers; one edit when the keys rest. */
export function useKeyMoves(wide: boolean) {
  const { display, session, edit, ui } = useEditor();
  const moving = useRef<{ tile: Tile; place: Place; timer: number } | undefined>(undefined);

  function commit(): void {
    const one = moving.current;
    if (one === undefined) return;
    clearTimeout(one.timer);
    moving.current = undefined;
    const operation = placeOperation(one.tile.id, one.tile.at, one.place);
    if (operation) edit(`Move ${one.tile.title}`, [operation]);
    display.sketch(undefined);
  }

  function onKeyDown(event: KeyboardEvent, tile: Tile): void {
    const by = STEPS[event.key];
    if (by === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    if (!wide) {
      ui.dispatch({ kind: 'spoken', text: 'Tiles have places in a wide window only.' });
      return;
    }
    if (moving.current !== undefined && moving.current.tile.id !== tile.id) commit();
    const from = moving.current?.tile ?? tile;
    const at = moving.current?.place ?? tile.at;
    const place = event.shiftKey ? resizedPlace(at, 'se', ...by) : movedPlace(at, ...by);
    clearTimeout(moving.current?.timer);
    moving.current = { tile: from, place, timer: window.setTimeout(commit, REST) };
    const operation = placeOperation(from.id, from.at, place);
    const shown = shownSpec(session.get());
    display.sketch(operation && tryApply(shown, parseOperations([operation]))?.spec);
    ui.dispatch({ kind: 'spoken', text: `${tile.title}: ${spokenPlace(place)}` });
  }

  const leave = useEffectEvent(commit);
  useEffect(() => () => leave(), []);
  return { onKeyDown, commit };
}
