import type { CSSProperties } from 'react';
import { cssColour } from '../tiles/colours.ts';
import type { DashboardSpec } from './dashboards-api.ts';

type Theme = DashboardSpec['theme'];

/** The place of a named colour among the series. */
const SERIES = /^var\(--series-([2-8])\)$/;

/**
 * The dashboard's colour as that of its first series. A colour of the palette changes places with the first one, so
 * that no two series look alike. Variables for an outer and an inner element: the inner takes what the outer kept.
 */
export function accentVariables({ accent }: Theme): { readonly outer: CSSProperties; readonly inner: CSSProperties } {
  const colour = accent === undefined ? 'var(--series-1)' : cssColour(accent);
  if (colour === 'var(--series-1)') return { outer: {}, inner: {} };
  const swapped = SERIES.exec(colour)?.[1];
  if (swapped === undefined) return { outer: {}, inner: { '--series-1': colour } as CSSProperties };
  return {
    outer: { '--kept-first': 'var(--series-1)', '--kept-other': colour } as CSSProperties,
    inner: { '--series-1': 'var(--kept-other)', [`--series-${swapped}`]: 'var(--kept-first)' } as CSSProperties,
  };
}
