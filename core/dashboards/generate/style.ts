import type { Tile } from '../spec.ts';
import type { Look } from './look.ts';

/** What words about looks are in a tile. */

/** The sparkline where words say no more than that there is one. */
export const yearOfMonths: NonNullable<Tile['sparkline']> = { grain: 'month', periods: 12 };

/** Colours, legend, values and decimals, as far as they were said. */
export function styleOf({ color, legend, labels, decimals }: Look): NonNullable<Tile['style']> {
  return {
    ...(color !== undefined && { color: color as NonNullable<NonNullable<Tile['style']>['color']> }),
    ...(legend !== undefined && { legend }),
    ...(labels !== undefined && { labels }),
    ...(decimals !== undefined && { decimals }),
  };
}
