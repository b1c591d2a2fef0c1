import { isStacked, type StopChart } from './chart.ts';

export interface Layer {
  readonly low: number;
  readonly high: number;
}

/**
 * Where each area lies at each stop. Of a stack, a part without a value takes no room where others have one; a stop
 * where none has a value is a gap in all.
 */
export function layersOf(chart: StopChart): readonly (readonly (Layer | undefined)[])[] {
  if (!isStacked(chart))
    return chart.series.map(({ values }) =>
      values.map(value => (value === undefined ? undefined : { low: 0, high: value })),
    );
  const ends = chart.stops.map(() => 0);
  const isGap = chart.stops.map((_, at) => chart.series.every(({ values }) => values[at] === undefined));
  return chart.series.map(({ values }) =>
    chart.stops.map((_, at) => {
      if (isGap[at]) return undefined;
      const low = ends[at] ?? 0;
      ends[at] = low + (values[at] ?? 0);
      return { low, high: ends[at] ?? low };
    }),
  );
}
