import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';

export interface ElementSize {
  readonly width: number;
  readonly height: number;
}

/** What measures the elements that are shown. */
const readers = new Set<() => void>();

/** Whether sizes stay what they were measured last, whatever becomes of the elements. */
let held = false;
export const holdSizes = (on: boolean): void => {
  held = on;
};

/** Levels of elements that are measured within one another: a tile, its body, what that scrolls. */
const LEVELS = 3;

/** Measures all of them and draws them in their new sizes before it returns: paper does not wait for observers. */
export function measureAgain(): void {
  for (let level = 0; level < LEVELS; level += 1) flushSync(() => readers.forEach(read => void read()));
}

/** The inner size of an element in whole pixels, known before it is painted and kept up; 0 by 0 until then. */
export function useSize(): [(element: HTMLElement | null) => (() => void) | undefined, ElementSize] {
  const [size, setSize] = useState<ElementSize>({ width: 0, height: 0 });
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const read = () => {
      const [width, height] = [element.clientWidth, element.clientHeight];
      setSize(before => (before.width === width && before.height === height ? before : { width, height }));
    };
    read();
    const observer = new ResizeObserver(() => {
      if (!held) read();
    });
    observer.observe(element);
    readers.add(read);
    return () => {
      observer.disconnect();
      readers.delete(read);
    };
  }, []);
  return [measure, size];
}
