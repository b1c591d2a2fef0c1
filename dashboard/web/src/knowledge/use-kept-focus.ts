import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

interface KeptFocus {
  readonly ref: RefObject<HTMLUListElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * For a list: a row that went away leaves the focus to the row that came in its place, so that keys go on working.
 * Give what it gives to the list.
 */
export function useKeptFocus(): KeptFocus {
  const ref = useRef<HTMLUListElement>(null);
  const index = useRef(-1);
  useEffect(() => {
    const rows = ref.current?.children;
    if (index.current < 0 || !rows?.length || document.activeElement !== document.body) return;
    rows[Math.min(index.current, rows.length - 1)]?.querySelector('a')?.focus();
  });
  return {
    ref,
    onFocus(event) {
      index.current = [...(ref.current?.children ?? [])].findIndex(row => row.contains(event.target));
    },
    // The focus of what is taken out of the page goes to nobody; that of who leaves goes somewhere.
    onBlur({ relatedTarget }) {
      if (relatedTarget !== null && !ref.current?.contains(relatedTarget)) index.current = -1;
    },
  };
}
