import { useEffect } from 'react';
import { useBoard } from './board-context.ts';
import type { View } from './dashboards-api.ts';
import { readView, writeView } from './view-address.ts';

const OURS = /^(filter\.|cross\.|cross-period\.|time$)/;

/** Puts a view into the address bar in place of the one there; what else the address says stays. */
export function keepView(view: View): void {
  const others = [...new URLSearchParams(location.search)].filter(([key]) => !OURS.test(key));
  const search = new URLSearchParams([...others, ...writeView(view)]);
  const query = search.size > 0 ? `?${search}` : '';
  if (query !== location.search)
    history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
}

/** Follows the address when the user goes back or forth between views of this dashboard. */
export function useViewOfAddress(): void {
  const { store, actions } = useBoard();
  useEffect(() => {
    const onChange = () => {
      const view = readView(new URLSearchParams(location.search));
      if (JSON.stringify(view) !== JSON.stringify(store.get().view)) actions.setView(view);
    };
    addEventListener('popstate', onChange);
    return () => removeEventListener('popstate', onChange);
  }, [store, actions]);
}
