import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useApp, useAppState } from '../context.ts';
import { SharingPanels } from '../sharing/sharing-panels.tsx';
import { createStore } from '../state/store.ts';
import { createBoardActions } from './board-actions.ts';
import { BoardContext, type BoardParts, useBoard, useBoardState } from './board-context.ts';
import { BoardHead } from './board-head.tsx';
import { accentVariables } from './board-look.ts';
import { BoardProblem } from './board-problem.tsx';
import { boardAfter, firstBoard } from './board-state.ts';
import type { OpenedDashboard } from './dashboards-api.ts';
import { personaOfBoard } from './persona-of-board.ts';
import '../editor/exports/register.ts';
import { useEditEntry } from '../editor/use-edit-entry.ts';
import './dashboards.css';
import { EmptyBoard } from './empty-board.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Grid } from './grid.tsx';
import { useAlone } from './use-alone.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useBoardTheme } from './use-board-theme.ts';
import { useFollow } from './use-follow.ts';
import { useTitle } from './use-title.ts';
import { readView } from './view-address.ts';
import { keepView, useViewOfAddress } from './view-in-address.ts';

const Editor = lazy(() => import('../editor/editor.tsx'));
const TileDetails = lazy(() => import('./tile-details.tsx'));

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
  const parts = useBoard();
  const { actions } = parts;
  const session = useAppState(state => state.session);
  const mine = session.kind === 'signedIn' ? session.user.personas : undefined;
  const shown =
    dashboard.kind === 'ready' && mine ? personaOfBoard(dashboard.value.spec, mine, parts.persona) : parts.persona;
  const seen = useMemo(() => ({ ...parts, persona: shown }), [parts, shown]);
  if (dashboard.kind === 'failed')
    return <BoardProblem problem={dashboard.problem} onRetry={() => void actions.open()} />;
  if (dashboard.kind === 'loading') return <div className="board" aria-busy />;
  return (
    <BoardContext value={seen}>
      <Board dashboard={dashboard.value} />
    </BoardContext>
  );
}

function Board({ dashboard }: { dashboard: OpenedDashboard }) {
  const { spec } = dashboard;
  const { actions } = useBoard();
  const [toolbar, setToolbar] = useState<HTMLElement | null>(null);
  const full = useBoardState(state => state.full);
  const editing = useBoardState(state => state.editing);
  useTitle(spec.title);
  useBoardTheme(spec.theme.mode);
  useBoardKeys();
  useEditEntry(dashboard);
  useAlone(full !== undefined);
  useFollow();
  useViewOfAddress();
  const { outer, inner } = accentVariables(spec.theme);
  return (
    <div style={outer}>
      <div className="board" data-density={spec.theme.density} style={inner}>
        <div inert={full !== undefined}>
          <BoardHead dashboard={dashboard} toolbar={setToolbar} />
          {spec.tiles.length === 0 ? null : <FilterBar spec={spec} />}
        </div>
        {spec.tiles.length === 0 ? <EmptyBoard dashboard={dashboard} /> : <Grid spec={spec} />}
        <Details dashboard={dashboard} />
        <SharingPanels dashboard={dashboard} />
        <Suspense fallback={null}>
          {editing ? <Editor toolbar={toolbar} close={() => actions.setEditing(false)} /> : null}
        </Suspense>
      </div>
    </div>
  );
}

/** What is known about one tile's numbers. */
function Details({ dashboard: { spec } }: { dashboard: OpenedDashboard }) {
  const { actions } = useBoard();
  const id = useBoardState(state => state.details);
  const event = useBoardState(state => (id === undefined ? undefined : (state.drills[id] ?? state.tiles[id])?.event));
  const tile = spec.tiles.find(one => one.id === id);
  if (tile === undefined || event === undefined) return null;
  return (
    <Suspense fallback={null}>
      <TileDetails tile={tile} event={event} onClose={() => actions.setDetails(undefined)} />
    </Suspense>
  );
}
