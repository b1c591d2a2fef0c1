import { createContext, use, useSyncExternalStore } from 'react';
import type { BoardActions, BoardStore } from './board-actions.ts';
import type { BoardState } from './board-state.ts';

export interface BoardParts {
  readonly id: string;
  /** Name of the persona looked at as. */
  readonly persona: string;
  readonly store: BoardStore;
  readonly actions: BoardActions;
}

export const BoardContext = createContext<BoardParts | undefined>(undefined);

export function useBoard(): BoardParts {
  const parts = use(BoardContext);
  if (parts === undefined) throw new Error('No BoardContext around this component');
  return parts;
}

/** A part of the dashboard's state; `select` must give the same value for the same state. */
export function useBoardState<T>(select: (state: BoardState) => T): T {
  const { store } = useBoard();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
