import { useLayoutEffect, useState } from 'react';

/** Below the anchor, or above where there is no room, and never beyond the window or under its scroll bar. */
export function usePlace(anchor: HTMLElement | null, list: { current: HTMLElement | null }) {
  const [place, setPlace] = useState<{ left: number; top: number }>({ left: -9999, top: 0 });
  useLayoutEffect(() => {
    if (anchor === null || list.current === null) return;
    const at = anchor.getBoundingClientRect();
    const { width, height } = list.current.getBoundingClientRect();
    const below = at.bottom + 4;
    setPlace({
      left: Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8)),
      top: below + height <= innerHeight - 8 ? below : Math.max(8, at.top - height - 4),
    });
  }, [anchor, list]);
  return place;
}
