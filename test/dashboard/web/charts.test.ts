import { describe, expect, test } from '@jest/globals';
import type { AnswerColumn, Results } from '../../../dashboard/web/src/api/types.ts';
import { nearestStop, shortened, stopAfterKey, stopText } from '../../../dashboard/web/src/charts/figure.ts';
import { groupName } from '../../../dashboard/web/src/charts/group-name.ts';
import { isPartial, periodEnd } from '../../../dashboard/web/src/charts/period.ts';
import { prepareChart, type StopChart } from '../../../dashboard/web/src/charts/prepare.ts';
import { ramp, rampShares, seriesColour } from '../../../dashboard/web/src/charts/ramp.ts';
import { CHART_HEIGHT, chartHeight } from '../../../dashboard/web/src/charts/size.ts';
import { niceTicks, spread, spreadLabels } from '../../../dashboard/web/src/charts/ticks.ts';

const month: AnswerColumn = { name: 'month', label: 'Month', type: 'date', role: 'time', grain: 'month' };
const region: AnswerColumn = { name: 'region', label: 'Region', type: 'string', role: 'dimension' };
const revenue: AnswerColumn = { name: 'revenue', label: 'Revenue', type: 'decimal', role: 'measure', unit: 'USD' };
const share: AnswerColumn = { name: 'share', label: 'Share', type: 'float', role: 'measure', unit: '%' };
const results = (columns: AnswerColumn[], rows: Results['rows']): Results => ({ columns, rows, truncated: false });
const noon = Date.UTC(2026, 10, 20, 12);
const stops = (given: Results, chart: Parameters<typeof prepareChart>[1]) =>
  prepareChart(given, chart, noon) as StopChart;

describe('periods', () => {
  test('end where the next begins', () => {
    expect(periodEnd(Date.UTC(2026, 1, 1), 'month')).toBe(Date.UTC(2026, 2, 1));
    expect(periodEnd(Date.UTC(2026, 9, 1), 'quarter')).toBe(Date.UTC(2027, 0, 1));
    expect(periodEnd(Date.UTC(2026, 10, 16), 'week')).toBe(Date.UTC(2026, 10, 23));
    expect(periodEnd(0, undefined)).toBeUndefined();
  });

  test('are partial until they are over', () => {
    expect(isPartial('2026-11-01', 'month', noon)).toBe(true);
    expect(isPartial('2026-10-01', 'month', noon)).toBe(false);
    expect(isPartial('2026-10-01', 'month', Date.UTC(2026, 10, 1))).toBe(false);
    expect(isPartial('2026-11-20', undefined, noon)).toBe(false);
  });
});

describe('what is drawn', () => {
  test('a series over time runs in the order of time and says when its last period is not over', () => {
    const chart = stops(
      results(
        [month, revenue],
        [
          ['2026-11-01', 3],
          ['2026-09-01', 1],
          ['2026-10-01', null],
        ],
      ),
      { kind: 'line', x: 'month', y: ['revenue'] },
    );
    expect(chart.stops).toEqual(['2026-09-01', '2026-10-01', '2026-11-01']);
    expect(chart.series[0]?.values).toEqual([1, undefined, 3]);
    expect(chart.openFrom).toBe(2);
    expect(chart.notes).toHaveLength(1);
  });

  test('periods after the one that is not over are not over either', () => {
    const rows = ['2026-10-01', '2026-11-01', '2026-12-01'].map(day => [day, 1]);
    expect(stops(results([month, revenue], rows), { kind: 'bar', x: 'month', y: ['revenue'] }).openFrom).toBe(1);
    expect(
      stops(results([month, revenue], rows.slice(0, 1).concat([['2026-09-01', 2]])), {
        kind: 'bar',
        x: 'month',
        y: ['revenue'],
      }).openFrom,
    ).toBe(2);
  });

  test('bars are sorted by size unless x is time', () => {
    const chart = stops(
      results(
        [region, revenue],
        [
          ['A', 1],
          ['B', 9],
          ['C', 4],
        ],
      ),
      { kind: 'bar', x: 'region', y: ['revenue'] },
    );
    expect(chart.stops).toEqual(['B', 'C', 'A']);
  });

  test('weekdays stand as they follow each other', () => {
    const rows = [
      ['Monday', 1],
      ['Tuesday', 9],
      ['Wednesday', 4],
    ];
    const chart = stops(results([{ ...region, part: 'dayofweek' }, revenue], rows), {
      kind: 'bar',
      x: 'region',
      y: ['revenue'],
    });
    expect(chart.stops).toEqual(['Monday', 'Tuesday', 'Wednesday']);
  });

  test('measures of another unit stay off the axis and are said to be in the table', () => {
    const chart = stops(
      results(
        [region, revenue, share],
        [
          ['A', 1, 0.5],
          ['B', 2, 0.5],
        ],
      ),
      { kind: 'bar', x: 'region', y: ['revenue', 'share'] },
    );
    expect(chart.series.map(({ name }) => name)).toEqual(['Revenue']);
    expect(chart.drawn).toEqual([region, revenue]);
    expect(chart.notes.join()).toContain('Share');
  });

  const wide = (kind: 'line' | 'stackedBar') =>
    stops(
      results(
        [month, region, revenue],
        Array.from({ length: 12 }, (_, at) => [
          ['2026-01-01', `R${at}`, 100 - at],
          ['2026-02-01', `R${at}`, 1],
        ]).flat(),
      ),
      { kind, x: 'month', y: ['revenue'], series: 'region' },
    );

  test('at most eight series: the parts of a stack are added up as Other', () => {
    const chart = wide('stackedBar');
    expect(chart.series).toHaveLength(8);
    expect(chart.series.at(-1)).toEqual({ name: 'Other', other: true, values: [93 + 92 + 91 + 90 + 89, 5] });
  });

  test('at most eight series: lines, which may be averages, are never added up', () => {
    const chart = wide('line');
    expect(chart.series.map(({ name }) => name)).toEqual(['R0', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7']);
    expect(chart.notes).toHaveLength(1);
  });

  test('a heat map has a place for each pair, empty where there is no row', () => {
    const chart = prepareChart(
      results(
        [month, region, share],
        [
          ['2026-02-01', 'A', 0.2],
          ['2026-01-01', 'B', 0.1],
          ['2026-01-01', 'A', 0.3],
        ],
      ),
      { kind: 'heatMap', x: 'month', y: ['share'], series: 'region' },
      noon,
    );
    expect(chart).toMatchObject({
      columns: ['2026-01-01', '2026-02-01'],
      rows: ['A', 'B'],
      values: [
        [0.3, 0.2],
        [0.1, undefined],
      ],
    });
  });

  test('points without both values are left out of a scatter plot and counted', () => {
    const chart = prepareChart(
      results(
        [region, revenue, share],
        [
          ['A', 2, 0.1],
          ['B', 1, 0.2],
          ['C', null, 0.3],
        ],
      ),
      { kind: 'scatter', x: 'revenue', y: ['share'] },
      noon,
    );
    expect(chart).toMatchObject({
      points: [
        { name: 'B', x: 1, y: 0.2 },
        { name: 'A', x: 2, y: 0.1 },
      ],
    });
    expect(chart?.notes).toHaveLength(1);
  });

  test('a code beside a name is no series', () => {
    const code: AnswerColumn = { ...region, name: 'code', label: 'Code' };
    const rows = [
      ['Alpha', 'A', 1],
      ['Beta', 'B', 2],
    ];
    for (const kind of ['stackedBar', 'heatMap'] as const) {
      const chart = stops(results([region, code, revenue], rows), {
        kind,
        x: 'region',
        y: ['revenue'],
        series: 'code',
      });
      expect(chart.series).toEqual([{ name: 'Revenue', values: [2, 1], other: false }]);
      expect(chart.drawn).toEqual([region, revenue]);
    }
  });

  test('nothing is drawn of one row, of a table, or of columns that are not there', () => {
    expect(
      prepareChart(results([region, revenue], [['A', 1]]), { kind: 'bar', x: 'region', y: ['revenue'] }, noon),
    ).toBeUndefined();
    expect(
      prepareChart(
        results(
          [region, revenue],
          [
            ['A', 1],
            ['B', 2],
          ],
        ),
        { kind: 'table', y: [] },
        noon,
      ),
    ).toBeUndefined();
    expect(
      prepareChart(
        results(
          [region, revenue],
          [
            ['A', 1],
            ['B', 2],
          ],
        ),
        { kind: 'bar', x: 'nope', y: ['revenue'] },
        noon,
      ),
    ).toBeUndefined();
  });

  test('the height is known before it is drawn', () => {
    const bars = stops(
      results(
        [region, revenue],
        [
          ['A', 1],
          ['B', 9],
        ],
      ),
      { kind: 'bar', x: 'region', y: ['revenue'] },
    );
    expect(chartHeight(bars)).toBe(2 * 28 + 8);
    expect(chartHeight(wide('line'))).toBe(CHART_HEIGHT);
  });
});

describe('ticks', () => {
  test.each([
    [0, 100],
    [0, 1_714_888],
    [-48_200, 4_300_000],
    [0.013, 0.147],
    [980, 1020],
    [5, 5],
    [0, 0],
  ])('from %p to %p: two to five, even, and around all values', (low, high) => {
    const ticks = niceTicks(low, high);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks[0]).toBeLessThanOrEqual(low);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
    const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
    ticks.slice(1).forEach((tick, at) => {
      expect(tick - (ticks[at] ?? 0)).toBeCloseTo(step, 6);
    });
  });

  test('labels of an axis are thinned evenly', () => {
    expect(spread([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
    expect(spread([1, 2], 5)).toEqual([1, 2]);
  });

  test('labels at the ends of lines are moved apart and stay inside', () => {
    expect(spreadLabels([50, 52, 10], 10, 0, 100)).toEqual([50, 60, 10]);
    expect(spreadLabels([99, 100], 10, 0, 100)).toEqual([90, 100]);
  });
});

describe('reaching points', () => {
  const figure = {
    axis: 'x' as const,
    stops: [0, 10, 20].map(left => ({ left, top: 0, title: '', rows: [], dots: [] })),
  };

  test('the pointer finds the nearest', () => {
    expect(nearestStop(figure, 14, 500)).toBe(1);
    expect(nearestStop({ ...figure, stops: [] }, 0, 0)).toBe(-1);
  });

  test('keys reach every point and stop at the ends', () => {
    expect(stopAfterKey('ArrowRight', -1, 3, 0)).toBe(0);
    expect(stopAfterKey('ArrowRight', 2, 3, 0)).toBe(2);
    expect(stopAfterKey('ArrowLeft', 1, 3, 0)).toBe(0);
    expect(stopAfterKey('End', 0, 3, 0)).toBe(2);
    expect(stopAfterKey('ArrowDown', 0, 6, 3)).toBe(3);
    expect(stopAfterKey('ArrowDown', 4, 6, 3)).toBe(4);
    expect(stopAfterKey('a', 0, 3, 0)).toBeUndefined();
  });

  test('a point says all its series', () => {
    const rows = [
      { name: 'Europe', text: '$2', colour: '' },
      { name: 'Asia', text: '$1', colour: '' },
    ];
    expect(stopText({ left: 0, top: 0, title: 'May 2026', rows, dots: [] })).toBe('May 2026: Europe $2, Asia $1');
  });
});

test('one function makes both ramps', () => {
  expect(ramp(0.5)).toContain('--ramp-high) 50%');
  expect(ramp(-1)).toContain('--ramp-negative) 100%');
  expect(rampShares([10, undefined, 20])).toEqual([0, undefined, 1]);
  expect(rampShares([-10, 20])).toEqual([-0.5, 1]);
});

test('Other is grey, and so is what lies beyond the palette', () => {
  expect(seriesColour(0)).toBe('var(--series-1)');
  expect(seriesColour(3, true)).toBe(seriesColour(9));
});

test('long names are cut with an ellipsis', () => {
  expect(shortened('Central Asia', 8)).toBe('Central…');
});

test('a group without a value is named by what it lacks', () => {
  const column = { name: 'channel', label: 'Sales channel', type: 'string', role: 'dimension' } as const;
  expect([null, '', 'Web'].map(cell => groupName(cell, column))).toEqual([
    'No sales channel',
    'No sales channel',
    'Web',
  ]);
});
