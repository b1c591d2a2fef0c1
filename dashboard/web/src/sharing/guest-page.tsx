import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useApp, useAppState } from '../context.ts';
import { createBoardActions } from '../dashboards/board-actions.ts';
import { BoardContext, type BoardParts, useBoard, useBoardState } from '../dashboards/board-context.ts';
import { accentVariables } from '../dashboards/board-look.ts';
import { boardAfter, firstBoard } from '../dashboards/board-state.ts';
import type { OpenedDashboard } from '../dashboards/dashboards-api.ts';
import '../dashboards/dashboards.css';
import { FilterBar } from '../dashboards/filter-bar.tsx';
import { Grid } from '../dashboards/grid.tsx';
import { useBoardTheme } from '../dashboards/use-board-theme.ts';
import { useTitle } from '../dashboards/use-title.ts';
import { followPrinting } from '../editor/exports/print-page.ts';
import { SignIn } from '../pages/sign-in.tsx';
import { createStore } from '../state/store.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { type GuestDashboard, guestApi, guestBase } from './guest-api.ts';
import { GuestHead } from './guest-head.tsx';
import './guest.css';
import { LOGO } from '../ui/logo.ts';
import { useInterval } from './use-interval.ts';

followPrinting();

/** A dashboard of a link or in a frame: to be looked at, without the rest of the platform. */
export default function GuestPage() {
  const hash = useSyncExternalStore(followHash, () => location.hash);
  const base = guestBase(location.pathname, hash);
  const session = useAppState(state => state.session);
  if (base === undefined) return <Over text="This address lacks its end. Ask whoever sent it for the whole of it." />;
  // Signed in, the same link is tried again.
  return <Guest key={`${base} ${session.kind === 'signedIn'}`} base={base} />;
}

/** Another link that is put into the address bar of this page. */
const followHash = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

function Guest({ base }: { base: string }) {
  const { api } = useApp();
  const [opened, setOpened] = useState<GuestDashboard>();
  const parts = useMemo((): BoardParts => {
    const store = createStore(boardAfter, firstBoard({}));
    const mine = { store, api: guestApi(api, base, setOpened), id: 'guest', persona: '' };
    const actions = createBoardActions({ ...mine, now: Date.now, keepView: () => undefined });
    return { id: 'guest', persona: '', store, actions };
  }, [api, base]);
  useEffect(() => {
    void parts.actions.open();
    return () => parts.actions.close();
  }, [parts]);
  return (
    <BoardContext value={parts}>
      <Page opened={opened} />
    </BoardContext>
  );
}

function Page({ opened }: { opened: GuestDashboard | undefined }) {
  const dashboard = useBoardState(state => state.dashboard);
  const { actions } = useBoard();
  if (dashboard.kind === 'loading') return <main className="board" aria-busy />;
  if (dashboard.kind === 'ready' && opened !== undefined) return <Board dashboard={dashboard.value} opened={opened} />;
  if (dashboard.kind !== 'failed') return null;
  const { problem } = dashboard;
  if (problem.code === 'auth.required') return <SignIn notice="This link is for people who are signed in." />;
  if (problem.status === 404 || problem.status === 410) return <Over text={problem.detail} />;
  return (
    <main className="page">
      <ProblemNote problem={problem} onRetry={() => void actions.open()} />
    </main>
  );
}

function Board({ dashboard: { spec }, opened }: { dashboard: OpenedDashboard; opened: GuestDashboard }) {
  const { actions } = useBoard();
  useTitle(spec.title);
  useBoardTheme(spec.theme.mode);
  useInterval(refreshSeconds(spec), () => void actions.load());
  const { outer, inner } = accentVariables(spec.theme);
  return (
    <main style={outer} data-guest>
      <div className="board" data-density={spec.theme.density} style={inner}>
        <GuestHead spec={spec} opened={opened} />
        <FilterBar spec={spec} />
        <Grid spec={spec} />
      </div>
    </main>
  );
}

/** Seconds between two loads: those of the tile that comes most often; never where none says any. */
function refreshSeconds({ tiles, refresh }: OpenedDashboard['spec']): number | undefined {
  const all = tiles.flatMap(tile => tile.refresh ?? refresh ?? []);
  return all.length === 0 ? undefined : Math.max(30, Math.min(...all));
}

function Over({ text }: { text: string }) {
  useTitle('Link');
  return (
    <main className="mx-auto max-w-[30rem] px-4 pt-[18vh]">
      <img src={LOGO} alt="" width={28} height={28} />
      <h1 className="mt-4 text-20 font-semibold">There is nothing to see here</h1>
      <p className="mt-1 text-soft">{text}</p>
    </main>
  );
}
