import type { View } from './dashboards-api.ts';
import { writeView } from './view-address.ts';

const OURS = /^(filter\.|cross\.|cross-period\.|time$)/;

/** Puts a view into the address bar in place of the one there; what else the address says stays. */
export function keepView(view: View): void {
  const others = [...new URLSearchParams(location.search)].filter(([key]) => !OURS.test(key));
  const search = new URLSearchParams([...others, ...writeView(view)]);
  const query = search.size > 0 ? `?${search}` : '';
  if (query !== location.search)
    history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
}
