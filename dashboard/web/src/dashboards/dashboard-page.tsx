import { useEffect, useMemo } from 'react';
import { useApp, useAppState } from '../context.ts';
import { createStore } from '../state/store.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { createBoardActions } from './board-actions.ts';
import { BoardContext, type BoardParts, useBoard, useBoardState } from './board-context.ts';
import { boardAfter, firstBoard } from './board-state.ts';
import type { OpenedDashboard } from './dashboards-api.ts';
import './dashboards.css';
import { Grid } from './grid.tsx';
import { useTitle } from './use-title.ts';
import { readView } from './view-address.ts';
import { keepView } from './view-in-address.ts';

/** One dashboard, looked at as the persona that is chosen. */
export default function DashboardPage({ id }: { id: string }) {
  const { api } = useApp();
  const persona = useAppState(state => state.persona) ?? '';
  const parts = useMemo((): BoardParts => {
    const store = createStore(boardAfter, firstBoard(readView(new URLSearchParams(location.search))));
    return { id, persona, store, actions: createBoardActions({ store, api, id, persona, now: Date.now, keepView }) };
  }, [api, id, persona]);
  useEffect(() => {
    void parts.actions.open();
    return () => parts.actions.close();
  }, [parts]);
  return (
    <BoardContext value={parts}>
      <Page />
    </BoardContext>
  );
}

function Page() {
  const dashboard = useBoardState(state => state.dashboard);
  const { actions } = useBoard();
  if (dashboard.kind === 'failed')
    return (
      <div className="page">
        <ProblemNote problem={dashboard.problem} onRetry={() => void actions.open()} />
      </div>
    );
  if (dashboard.kind === 'loading') return <div className="board" aria-busy />;
  return <Board dashboard={dashboard.value} />;
}

function Board({ dashboard: { spec } }: { dashboard: OpenedDashboard }) {
  useTitle(spec.title);
  return (
    <div className="board" data-density={spec.theme.density}>
      <h1 className="mb-4 text-20 font-semibold">{spec.title}</h1>
      <Grid spec={spec} />
    </div>
  );
}
