import type { Series } from './chart.ts';

/**
 * The series with each value as a share (0 to 1) of its stop's total, and the numbers behind them told. Where a stop
 * has no total there are no shares.
 */
export function shareOut(series: readonly Series[]): Series[] {
  const totals = (series[0]?.values ?? []).map((_, at) =>
    series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
  );
  return series.map(one => ({
    ...one,
    told: one.values,
    values: one.values.map((value, at) => {
      const total = totals[at] ?? 0;
      return value === undefined || total === 0 ? undefined : value / total;
    }),
  }));
}
