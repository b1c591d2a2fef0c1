import { useLayoutEffect, useState } from 'react';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Below the anchor, or above where there is no room, and never beyond the window: what has no room to the right of the
 * anchor's left edge ends where the anchor ends.
 */
export function placeAt(
  anchor: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>,
  { width, height }: Size,
  window: Size,
) {
  const right = window.width - 8;
  const left = anchor.left + width <= right ? anchor.left : Math.min(anchor.right, right) - width;
  const below = anchor.bottom + 4;
  return {
    left: Math.max(8, left),
    top: below + height <= window.height - 8 ? below : Math.max(8, anchor.top - height - 4),
  };
}

/** The place of a panel beside its anchor, which is not under the window's scroll bar either. */
export function usePlace(anchor: HTMLElement | null, list: { current: HTMLElement | null }) {
  const [place, setPlace] = useState<{ left: number; top: number }>({ left: -9999, top: 0 });
  useLayoutEffect(() => {
    if (anchor === null || list.current === null) return;
    const window = { width: document.documentElement.clientWidth, height: innerHeight };
    setPlace(placeAt(anchor.getBoundingClientRect(), list.current.getBoundingClientRect(), window));
  }, [anchor, list]);
  return place;
}
