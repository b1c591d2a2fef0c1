import type { Series } from './chart.ts';

export const MOST_SERIES = 8;

const size = ({ values }: Series): number => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);

/**
 * At most eight series, the largest first. Where numbers add up the rest of them is drawn as "Other"; other numbers
 * (averages, ratios) may not be added, so the rest of those is left out and said.
 */
export function limitSeries(
  series: readonly Series[],
  adds: boolean,
): { readonly series: readonly Series[]; readonly notes: readonly string[] } {
  const ordered = [...series].sort((a, b) => size(b) - size(a));
  if (ordered.length <= MOST_SERIES) return { series: ordered, notes: [] };
  if (!adds)
    return {
      series: ordered.slice(0, MOST_SERIES),
      notes: [`The largest ${MOST_SERIES} of ${ordered.length} are drawn.`],
    };
  const kept = ordered.slice(0, MOST_SERIES - 1);
  const rest = ordered.slice(MOST_SERIES - 1);
  const values = (rest[0]?.values ?? []).map((_, index) => {
    const known = rest.map(one => one.values[index]).filter(value => value !== undefined);
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
  });
  return {
    series: [...kept, { name: 'Other', values, other: true }],
    notes: [`Other is ${rest.length} more, added up.`],
  };
}
