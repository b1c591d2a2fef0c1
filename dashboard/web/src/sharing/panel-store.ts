import { useSyncExternalStore } from 'react';

/** What of a dashboard's surroundings is open: one at a time. */
export type Panel =
  | { readonly kind: 'share' | 'alerts' | 'reports' | 'remove' }
  /** The form of a new alert on that tile's number. */
  | { readonly kind: 'alerts'; readonly tile: string };

let open: Panel | undefined;
const listeners = new Set<() => void>();

/** Opens it in place of the one that is open; undefined closes. */
export function openPanel(panel: Panel | undefined): void {
  open = panel;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const usePanel = (): Panel | undefined => useSyncExternalStore(subscribe, () => open);
