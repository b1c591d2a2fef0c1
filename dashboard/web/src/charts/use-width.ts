import { useCallback, useState } from 'react';

/** The width of an element in whole pixels, kept up with its size; 0 until it is known. */
export function useWidth(): [(element: HTMLElement | null) => (() => void) | undefined, number] {
  const [width, setWidth] = useState(0);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    setWidth(Math.floor(element.getBoundingClientRect().width));
    const observer = new ResizeObserver(entries => {
      const size = entries.at(-1)?.contentRect.width;
      if (size !== undefined) setWidth(Math.floor(size));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [measure, width];
}
