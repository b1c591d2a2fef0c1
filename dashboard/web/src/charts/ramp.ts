/**
 * The one function of both ramps, as a CSS colour that follows the theme. `share` from 0 to 1 runs from low to high;
 * from -1 to 0 it runs to the negative end, so a diverging ramp is the same call with signed shares.
 */
export function ramp(share: number): string {
  const size = Math.min(1, Math.abs(share));
  const end = share < 0 ? 'var(--ramp-negative)' : 'var(--ramp-high)';
  return `color-mix(in oklab, ${end} ${Math.round(size * 100)}%, var(--ramp-low))`;
}

/** Colour of series number `index` (from 0); what is beyond the palette, and "Other", is grey. */
export const seriesColour = (index: number, other = false): string =>
  other || index > 7 ? 'var(--neutral-8)' : `var(--series-${index + 1})`;

/** Share of each value on a ramp: signed when there are values below zero. */
export function rampShares(values: readonly (number | undefined)[]): (number | undefined)[] {
  const known = values.filter(value => value !== undefined);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const size = Math.max(Math.abs(low), Math.abs(high));
  return values.map(value => {
    if (value === undefined) return undefined;
    if (low < 0) return size === 0 ? 0 : value / size;
    return high === low ? 1 : (value - low) / (high - low);
  });
}
