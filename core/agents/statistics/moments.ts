/** Mean and sample standard deviation of numbers that may be zero on days without any. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Mean and standard deviation a day, from sums over the days on which there was something; the other days of the
 * `days` count as zero. Sample variance: (Σx² − n·x̄²) / (n − 1).
 * @param days at least 2
 */
export function momentsOf(sum: number, sumOfSquares: number, days: number): Moments {
  const mean = sum / days;
  // Rounding may leave a hair below zero where all days are alike.
  const variance = Math.max(0, (sumOfSquares - days * mean * mean) / (days - 1));
  return { mean, deviation: Math.sqrt(variance) };
}

/** A value and how often it was seen. */
export interface Counted {
  readonly value: number;
  readonly count: number;
}

/** Distribution of counted values. */
export interface Distribution extends Moments {
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Value that this share of the observations is at or below, interpolated between neighbours. */
  percentile(share: number): number;
  /** Share of the observations at or below a value. */
  shareAtMost(value: number): number;
}

/**
 * Distribution of values of which each was seen `count` times; undefined when none was. Percentiles are those of
 * R. J. Hyndman and Y. Fan, “Sample quantiles in statistical packages”, The American Statistician 50(4), 1996,
 * definition 7, which is what SQL's PERCENTILE_CONT gives.
 */
export function distributionOf(values: readonly Counted[]): Distribution | undefined {
  const sorted = values.filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return undefined;
  const count = sorted.reduce((sum, one) => sum + one.count, 0);
  const mean = sorted.reduce((sum, one) => sum + one.value * one.count, 0) / count;
  const squares = sorted.reduce((sum, one) => sum + one.count * (one.value - mean) ** 2, 0);
  const at = (index: number): number => {
    let seen = 0;
    for (const one of sorted) {
      seen += one.count;
      if (index < seen) return one.value;
    }
    return last.value;
  };
  return {
    count,
    mean,
    deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    minimum: first.value,
    maximum: last.value,
    percentile(share) {
      const position = share * (count - 1);
      const below = Math.floor(position);
      const low = at(below);
      return low + (position - below) * (at(Math.min(below + 1, count - 1)) - low);
    },
    shareAtMost: value => sorted.reduce((sum, one) => sum + (one.value <= value ? one.count : 0), 0) / count,
  };
}
