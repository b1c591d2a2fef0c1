import { useSyncExternalStore } from 'react';

const QUERY = '(pointer: coarse), (max-width: 767px)';

const subscribe = (listener: () => void) => {
  const query = matchMedia(QUERY);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

/** Whether the page is on a phone or under a finger, as the tokens decide it. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);

/** Height of a table row in pixels, as --row has it. */
export const rowHeightOf = (narrow: boolean): number => (narrow ? 36 : 32);
