import { useCallback, useState } from 'react';

/** Whether there is more of an element's content to its left, to its right and below than is seen. */
export interface Edges {
  readonly left: boolean;
  readonly right: boolean;
  readonly below: boolean;
}

/** Pixels that rounding may leave. */
const SLACK = 2;

/** The edges of an element beyond which its content goes on, kept up while it is scrolled and resized. */
export function useEdges(): [(element: HTMLElement | null) => (() => void) | undefined, Edges] {
  const [edges, setEdges] = useState<Edges>({ left: false, right: false, below: false });
  const follow = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const read = () => {
      const { scrollLeft, scrollWidth, clientWidth, scrollTop, scrollHeight, clientHeight } = element;
      const now = {
        left: scrollLeft > SLACK,
        right: scrollLeft + clientWidth < scrollWidth - SLACK,
        below: scrollTop + clientHeight < scrollHeight - SLACK,
      };
      setEdges(before =>
        before.left === now.left && before.right === now.right && before.below === now.below ? before : now,
      );
    };
    // It reads as soon as the page is laid out, which is not done for it in the middle of drawing.
    const observer = new ResizeObserver(read);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);
  return [follow, edges];
}
