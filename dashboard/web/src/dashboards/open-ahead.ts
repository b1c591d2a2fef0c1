import type { Api } from '../api/client.ts';
import type { AppEvent, AppState } from '../state/app-state.ts';
import type { Store } from '../state/store.ts';
import { at, type OpenedDashboard, type Tile, wholeLoad } from './dashboards-api.ts';

/**
 * Sends what opening a dashboard asks for before its page is there: the dashboard at once, its tiles when it is known
 * who looks at it. Both are on their way while scripts are read and the frame of the page is drawn. What fails is told
 * by the page, which takes the same answers.
 */
export function openAhead(api: Api, id: string, store: Store<AppState, AppEvent>): void {
  const opened = api.ahead('GET', at(id)).then(kindsOf);
  opened.catch(ignored);
  whenKnown(store, persona => {
    // How an address says what is looked at is known to the page alone; most say nothing.
    if (location.search === '') void api.ahead('POST', at(id, '/load'), wholeLoad(persona, {})).catch(ignored);
    void Promise.all([opened, painted()])
      .then(([kinds]) => preloadDrawing(kinds))
      .catch(ignored);
  });
}

async function kindsOf(response: Response): Promise<readonly Tile['kind'][]> {
  if (!response.ok) return [];
  const { spec } = (await response.clone().json()) as OpenedDashboard;
  return spec.tiles.map(tile => tile.kind);
}

/** What is painted first waits for nothing that draws numbers. */
const painted = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

/** Begun once the numbers are asked for, what draws them is there when they come. */
async function preloadDrawing(kinds: readonly Tile['kind'][]): Promise<void> {
  const { preloadBodies } = await import('../tiles/registry.ts');
  preloadBodies(kinds);
}

/** Tells as whom is asked the moment that it is known: before anything else is sent. */
function whenKnown(store: Store<AppState, AppEvent>, tell: (persona: string) => void): void {
  const stop = store.subscribe(() => {
    const { session, persona } = store.get();
    if (session.kind === 'checking') return;
    stop();
    if (persona !== undefined) tell(persona);
  });
}

const ignored = (): void => undefined;
