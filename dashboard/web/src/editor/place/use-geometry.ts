import { useLayoutEffect, useState } from 'react';
import type { DashboardSpec } from '../../../../../core/dashboards/spec.ts';
import { type Geometry, measureGrid } from './geometry.ts';

/** Where the tiles are, kept up with what is drawn and with the size of the grid. */
export function useGeometry(grid: HTMLElement, spec: DashboardSpec): Geometry {
  const [geometry, setGeometry] = useState<Geometry>({ boxes: new Map(), step: undefined });
  useLayoutEffect(() => {
    void spec;
    const frames = [...grid.querySelectorAll<HTMLElement>(':scope > [data-tile]')];
    // Under the handles nothing is reached, by keys neither.
    for (const frame of frames) frame.inert = true;
    return () => {
      for (const frame of frames) frame.inert = false;
    };
  }, [grid, spec]);
  useLayoutEffect(() => {
    // What is drawn decides where tiles are.
    void spec;
    setGeometry(measureGrid(grid));
  }, [grid, spec]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => setGeometry(measureGrid(grid)));
    observer.observe(grid);
    return () => observer.disconnect();
  }, [grid]);
  return geometry;
}
