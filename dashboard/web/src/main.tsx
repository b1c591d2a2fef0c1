import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi } from './api/client.ts';
import { isSessionTold } from './api/session-told.ts';
import { App, preloadPage } from './app.tsx';
import { AppContext } from './context.ts';
import { openAhead } from './dashboards/open-ahead.ts';
import { createActions } from './state/actions.ts';
import { appAfter, firstState } from './state/app-state.ts';
import { browserNavigation } from './state/navigation.ts';
import { parseRoute } from './state/route.ts';
import { createStore } from './state/store.ts';
import { pageStorage } from './storage.ts';
import './styles/styles.css';
import { followSystemTheme, readTheme } from './theme.ts';
import { Guarded } from './ui/guarded.tsx';
import { PageFault } from './ui/page-fault.tsx';

/** Links and frames show one dashboard to people who need not be known here; in a frame no cookie is sent. */
const guest = location.pathname === '/shared' || location.pathname === '/embed';
const credentials = location.pathname === '/embed' ? 'omit' : undefined;

const storage = pageStorage();
const route = parseRoute(location.pathname);
if (!guest) preloadPage(route);
const store = createStore(appAfter, firstState(route, readTheme(storage)));
const api = createApi({
  fetch: (input, init) => fetch(input, credentials === undefined ? init : { ...init, credentials }),
  onSignedOut: () => {
    if (store.get().session.kind === 'signedIn')
      store.dispatch({ kind: 'signedOut', notice: 'Your session has ended. Sign in to go on.' });
  },
});
const navigation = browserNavigation(store);
/** Not every browser says when it is idle. */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 2_000 });
  else setTimeout(work, 500);
};
const actions = createActions({ store, api, storage, navigation, now: Date.now, whenIdle });

const signedInBefore = isSessionTold(document.cookie);
if (!guest && signedInBefore && route?.page === 'dashboard') openAhead(api, route.id, store);

followSystemTheme(storage);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const GuestPage = lazy(() => import('./sharing/guest-page.tsx'));
createRoot(root).render(
  <AppContext value={{ store, api, actions }}>
    <Guarded by={[]} instead={PageFault}>
      {guest ? (
        <Suspense fallback={null}>
          <GuestPage />
        </Suspense>
      ) : (
        <App />
      )}
    </Guarded>
  </AppContext>,
);
if (!guest && signedInBefore) void actions.start();
else if (!guest) store.dispatch({ kind: 'signedOut' });
