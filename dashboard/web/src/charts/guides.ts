import type { GuideSpec } from './chart.ts';
import type { Box, Guide } from './figure.ts';
import { labelBoxes } from './guide-labels.ts';

/** Pixels of a chart's own numbers along each axis; undefined where a value has no place. */
export interface Axes {
  readonly x: (value: number | string) => number | undefined;
  readonly y: (value: number | string) => number | undefined;
  /** The part of the drawing that marks lie in. */
  readonly area: Box;
  /** Whether the value axis (y) lies along the page. */
  readonly lies?: boolean;
}

/** Lines, bands and notes at their places; those outside of what is drawn are left out. */
export function placeGuides(guides: readonly GuideSpec[] | undefined, axes: Axes): Guide[] {
  const placed = (guides ?? []).flatMap((guide): Omit<Guide, 'text'>[] => {
    const along = guide.axis === 'x' ? axes.x : axes.y;
    const vertical = (guide.axis === 'x') !== (axes.lies === true);
    const { area } = axes;
    const [start, length] = vertical ? [area.left, area.width] : [area.top, area.height];
    const from = along(guide.from);
    const to = guide.to === undefined ? from : along(guide.to);
    if (from === undefined || to === undefined) return [];
    const low = Math.max(start, Math.min(from, to));
    const high = Math.min(start + length, Math.max(from, to));
    if (high < low) return [];
    const { kind, tone, label } = guide;
    const extent = high - low;
    const box = vertical
      ? { left: low, top: area.top, width: extent, height: area.height }
      : { left: area.left, top: low, width: area.width, height: extent };
    return [{ kind, tone, label, vertical, ...box }];
  });
  const texts = labelBoxes(placed, axes.area);
  return placed.map((guide, at) => ({ ...guide, text: texts[at]! }));
}

/** Numbers of guides along the value axis: an axis shows them all. */
export const guideValues = (guides: readonly GuideSpec[] | undefined): number[] =>
  (guides ?? [])
    .filter(({ axis }) => axis === 'y')
    .flatMap(({ from, to }) => [from, to].filter(value => typeof value === 'number'));
