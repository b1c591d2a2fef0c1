/** The value that `share` (0 to 1) of the values do not exceed, by the nearest rank; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Part of a whole; null of nothing. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
