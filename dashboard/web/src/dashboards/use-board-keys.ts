import { useEffect } from 'react';
import { useApp } from '../context.ts';
import { useBoard } from './board-context.ts';
import { type BoardKey, boardKey } from './board-keys.ts';
import { type BoardState, specOf } from './board-state.ts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The keys of a dashboard. What is open (menus, dialogs, charts) takes its keys before this does. */
export function useBoardKeys(): void {
  const { store: app } = useApp();
  const { store, actions } = useBoard();
  useEffect(() => {
    const act = (key: BoardKey) => {
      const state = store.get();
      if (key.kind === 'refresh') void actions.load();
      else if (key.kind === 'full') actions.setFull(key.tile);
      else if (key.kind === 'focus') focusTile(key.tile);
      else if (key.kind === 'edit') actions.setEditing(true);
      else if (key.kind === 'uncross') actions.setView(withoutLast(state.view));
      else {
        const steps = state.drills[key.tile]?.steps ?? [];
        void actions.drill(key.tile, steps.length > 1 ? steps.slice(0, -1) : undefined);
      }
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isField(event.target)) return;
      const { overlay } = app.get();
      const state = store.get();
      const dialog = overlay !== undefined || document.querySelector('dialog[open]') !== null;
      if (dialog || specOf(state) === undefined) return;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      const frame = target?.closest<HTMLElement>('[data-tile]');
      const key = boardKey(event.key, state, { within: frame?.dataset['tile'], on: frame === target });
      if (key === undefined || (key.kind === 'edit' && !mayEdit(state))) return;
      event.preventDefault();
      act(key);
    };
    // The document hears a key before the window does, where the keys of every page are.
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [app, store, actions]);
}

const mayEdit = ({ dashboard }: BoardState): boolean => dashboard.kind === 'ready' && dashboard.value.role !== 'viewer';

function withoutLast(view: BoardState['view']): BoardState['view'] {
  const { cross = [], ...rest } = view;
  return cross.length < 2 ? rest : { ...rest, cross: cross.slice(0, -1) };
}

function focusTile(tile: string): void {
  const frame = document.getElementById(`tile-${tile}`);
  frame?.focus({ preventScroll: true });
  frame?.scrollIntoView({ block: 'nearest' });
}
