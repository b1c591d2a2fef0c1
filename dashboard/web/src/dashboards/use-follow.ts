import { useEffect } from 'react';
import { useApp } from '../context.ts';
import { useBoard, useBoardState } from './board-context.ts';
import { followBoard } from './follow.ts';

/** Keeps the dashboard up to date from its first whole load on; anew for each way of looking at it. */
export function useFollow(): void {
  const { api } = useApp();
  const board = useBoard();
  const loaded = useBoardState(state => state.loadedAt !== undefined);
  const view = useBoardState(state => JSON.stringify(state.view));
  useEffect(() => {
    if (!loaded) return undefined;
    return followBoard(board, api, view, board.store.get().live);
  }, [loaded, view, board, api]);
}
