import { useSyncExternalStore } from 'react';

const QUERY = '(pointer: coarse), (max-width: 767px)';

const subscribe = (listener: () => void) => {
  const query = matchMedia(QUERY);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Height of a table row in pixels, as the tokens have it (--row). */
export const useRowHeight = (): number => useSyncExternalStore(subscribe, () => (matchMedia(QUERY).matches ? 36 : 32));
