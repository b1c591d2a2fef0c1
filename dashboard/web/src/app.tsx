import { lazy, Suspense } from 'react';
import { useApp, useAppState } from './context.ts';
import { PersonaChoice } from './pages/persona-choice.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { Shell } from './shell/shell.tsx';
import { type Route, showsThread } from './state/route.ts';
import { Guarded } from './ui/guarded.tsx';
import { Loaded, loadable } from './ui/loaded.tsx';
import { PageFault } from './ui/page-fault.tsx';
import { ProblemNote } from './ui/problem-note.tsx';
import { PageSkeleton } from './ui/skeleton.tsx';

/** Where most people begin: begun while it is asked who is here, and shown the moment it is there. */
const ThreadPage = loadable(() => import('./pages/thread-page.tsx'));
const DashboardPage = loadable(() => import('./dashboards/dashboard-page.tsx'));

const HistoryPage = lazy(() => import('./pages/history-page.tsx'));
const ModelPage = lazy(() => import('./pages/model-page.tsx'));
const CostPage = lazy(() => import('./pages/cost-page.tsx'));
const DashboardsPage = lazy(() => import('./dashboards/dashboards-page.tsx'));
const KnowledgePage = lazy(() => import('./knowledge/knowledge-page.tsx'));
const DocumentPage = lazy(() => import('./knowledge/document-page.tsx'));
const HelpPage = lazy(() => import('./help/help-page.tsx'));
const PerformancePage = lazy(() => import('./performance/performance-page.tsx'));

/** Begins to load the page of an address while it is still asked who is here. */
export function preloadPage(route: Route | undefined): void {
  if (route?.page === 'dashboard') DashboardPage.preload();
  else if (route && showsThread(route)) ThreadPage.preload();
}

/** What is shown, by session and route. */
export function App() {
  const session = useAppState(state => state.session);
  const persona = useAppState(state => state.persona);
  const route = useAppState(state => state.route);
  const { actions } = useApp();
  if (session.kind === 'checking') return null;
  if (session.kind === 'signedOut') return <SignIn notice={session.notice} />;
  if (session.kind === 'unreachable')
    return (
      <main className="mx-auto max-w-[26rem] px-4 pt-[18vh]">
        <ProblemNote problem={session.problem} onRetry={() => void actions.start()} />
      </main>
    );
  if (persona === undefined) return <PersonaChoice user={session.user} />;
  return (
    <Shell user={session.user} persona={persona}>
      <Guarded by={[route]} instead={PageFault}>
        <Suspense fallback={<PageSkeleton />}>
          <Page />
        </Suspense>
      </Guarded>
    </Shell>
  );
}

function Page() {
  const route = useAppState(state => state.route);
  const { actions } = useApp();
  switch (route?.page) {
    case 'history':
      return <HistoryPage />;
    case 'model':
      return <ModelPage />;
    case 'cost':
      return <CostPage />;
    case 'knowledge':
      return <KnowledgePage />;
    case 'document':
      return <DocumentPage key={route.id} id={route.id} />;
    case 'help':
      return <HelpPage key={route.guide} guide={route.guide} />;
    case 'dashboards':
      return <DashboardsPage />;
    case 'dashboard':
      return <Loaded key={route.id} of={DashboardPage} props={{ id: route.id }} meanwhile={<PageSkeleton />} />;
    case 'performance':
      return <PerformancePage key={route.id} dashboardId={route.id} />;
    case undefined:
      return (
        <div className="page">
          <h1 className="text-20 font-semibold">There is no page at this address</h1>
          <button type="button" className="button mt-4" onClick={() => actions.navigate({ page: 'ask' })}>
            Go to ask
          </button>
        </div>
      );
    default:
      return <Loaded of={ThreadPage} props={{}} meanwhile={null} />;
  }
}
