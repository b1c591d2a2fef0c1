import { createContext, use, useSyncExternalStore } from 'react';
import type { Api } from './api/client.ts';
import type { Actions } from './state/actions.ts';
import type { AppEvent, AppState } from './state/app-state.ts';
import type { Store } from './state/store.ts';

export interface AppParts {
  readonly store: Store<AppState, AppEvent>;
  readonly api: Api;
  readonly actions: Actions;
}

export const AppContext = createContext<AppParts | undefined>(undefined);

export function useApp(): AppParts {
  const parts = use(AppContext);
  if (parts === undefined) throw new Error('No AppContext around this component');
  return parts;
}

/** A part of the state; `select` must give the same value for the same state. */
export function useAppState<T>(select: (state: AppState) => T): T {
  const { store } = useApp();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
