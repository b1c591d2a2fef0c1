import type { AggregateFunction } from './draft.ts';

const labels: Readonly<Record<string, string>> = {
  AVG: 'Average',
  SUM: 'Total',
  MIN: 'Lowest',
  MAX: 'Highest',
  MEDIAN: 'Median',
  STDDEV: 'Standard deviation of',
};

/** What an aggregate is called before the name of its field. */
export const labelOfAggregate = (fn: AggregateFunction): string =>
  labels[fn] ?? `${ordinal(Number(fn.slice(1)))} percentile of`;

const ordinal = (n: number): string => {
  const ending = Math.floor(n / 10) === 1 ? undefined : ['st', 'nd', 'rd'][(n % 10) - 1];
  return `${n}${ending ?? 'th'}`;
};

/** The expression that aggregates another; percentiles lie between values, as the median does. */
export const aggregateOf = (fn: AggregateFunction, expression: string): string =>
  fn in labels
    ? `${fn}(${expression})`
    : `PERCENTILE_CONT(${Number(fn.slice(1)) / 100}) WITHIN GROUP (ORDER BY ${expression})`;

/** Whether what is aggregated so adds up to nothing, as an average does. */
export const isMean = (fn: AggregateFunction): boolean => fn === 'AVG' || !/^(SUM|MIN|MAX)$/.test(fn);
