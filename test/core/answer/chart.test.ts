import { describe, expect, test } from '@jest/globals';
import { suggestChart as suggest } from '../../../core/answer/chart.ts';
import { additiveColumns } from '../../../core/answer/parts.ts';
import type { AnswerColumn } from '../../../core/answer/types.ts';
import { parsePlan } from '../../../core/plan/parse.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import type { Cell } from '../../../core/ports/query-engine.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';

const time: AnswerColumn = { name: 'month', label: 'Month', type: 'date', role: 'time', grain: 'month' };
const region: AnswerColumn = { name: 'region', label: 'Region', type: 'string', role: 'dimension' };
const channel: AnswerColumn = { name: 'channel', label: 'Channel', type: 'string', role: 'dimension' };
const revenue: AnswerColumn = { name: 'revenue', label: 'Revenue', type: 'decimal', role: 'measure', unit: 'USD' };
const orders: AnswerColumn = { name: 'orders', label: 'Orders', type: 'integer', role: 'measure' };
const margin: AnswerColumn = { name: 'margin', label: 'Margin', type: 'float', role: 'measure', unit: '%' };

const additive = new Set(['revenue', 'orders']);
const suggestChart = (columns: AnswerColumn[], rows: Cell[][]) => suggest(columns, rows, { additive });

describe('the fit chart', () => {
  test('one number is shown as a number', () => {
    expect(suggestChart([revenue], [[5]])).toEqual({ kind: 'number', y: ['revenue'] });
  });

  test('nothing to draw is a table', () => {
    expect(suggestChart([region, revenue], [])).toMatchObject({ kind: 'table' });
    expect(suggestChart([region], [['A'], ['B']])).toMatchObject({ kind: 'table' });
  });

  test('a series is a line, one for each group', () => {
    const rows = [
      ['2026-01-01', 'A', 1],
      ['2026-02-01', 'A', 2],
    ];
    expect(suggestChart([time, region, revenue], rows)).toEqual({
      kind: 'line',
      x: 'month',
      y: ['revenue'],
      series: 'region',
    });
    expect(suggestChart([time, revenue], rows)).toEqual({ kind: 'line', x: 'month', y: ['revenue'] });
  });

  test('groups are bars; measures of another unit do not share their axis', () => {
    const rows = [
      ['A', 1, 2],
      ['B', 2, 3],
    ];
    expect(suggestChart([region, revenue, orders], rows)).toEqual({ kind: 'bar', x: 'region', y: ['revenue'] });
  });

  test('parts of a whole are stacked, ratios and parts below zero are not, many by many is a heat map', () => {
    const few = [
      ['A', 'x', 1],
      ['A', 'y', 2],
      ['B', 'x', 3],
      ['C', 'x', 3],
    ];
    expect(suggestChart([region, channel, revenue], few)).toMatchObject({
      kind: 'stackedBar',
      x: 'region',
      series: 'channel',
    });
    expect(suggestChart([region, channel, margin], few)).toMatchObject({ kind: 'groupedBar' });
    const below = few.map(([r, c, n]) => [r, c, -Number(n)] as Cell[]);
    expect(suggestChart([region, channel, revenue], below)).toMatchObject({ kind: 'groupedBar' });
    const many = Array.from({ length: 100 }, (_, i) => [`r${i % 10}`, `c${Math.floor(i / 10)}`, i]);
    expect(suggestChart([region, channel, revenue], many)).toMatchObject({ kind: 'heatMap' });
  });

  test('the measure that was asked for is drawn, others beside it when they share its unit', () => {
    const rows = [
      ['A', 1, 2],
      ['B', 2, 3],
    ];
    const drawn = suggest([region, revenue, orders], rows, { main: 'orders', additive });
    expect(drawn).toEqual({ kind: 'bar', x: 'region', y: ['orders'] });
  });

  test('a change is not drawn beside what it is between; many averages crossed are a heat map', () => {
    const before: AnswerColumn = { ...revenue, name: 'before' };
    const change: AnswerColumn = { ...revenue, name: 'change' };
    const rows = [
      ['2026-01-01', 1, 2, -1],
      ['2026-02-01', 2, 3, -1],
    ];
    const drawn = suggest([time, revenue, before, change], rows, { additive, derived: new Set(['change']) });
    expect(drawn).toEqual({ kind: 'line', x: 'month', y: ['revenue', 'before'] });
    const many = Array.from({ length: 60 }, (_, i) => [`r${i % 12}`, `c${Math.floor(i / 12)}`, i]);
    expect(suggestChart([region, channel, margin], many)).toMatchObject({
      kind: 'heatMap',
      x: 'channel',
      series: 'region',
    });
    expect(suggestChart([region, channel, revenue], many)).toMatchObject({ kind: 'stackedBar' });
  });

  test('a name and its code are bars by name, however many there are', () => {
    const code: AnswerColumn = { name: 'code', label: 'Code', type: 'string', role: 'dimension' };
    const rows = Array.from({ length: 20 }, (_, i) => [`P-${1000 + i}`, `Product ${'abcdefghijklmnopqrst'[i]}`, i]);
    expect(suggestChart([code, region, revenue], rows)).toEqual({ kind: 'bar', x: 'region', y: ['revenue'] });
    const byMonth = rows.flatMap(([c, name, n]) =>
      ['2026-01-01', '2026-02-01'].map(month => [month, c, name, n] as Cell[]),
    );
    expect(suggestChart([time, code, region, revenue], byMonth)).toMatchObject({ kind: 'line', series: 'region' });
    const crossed = rows.flatMap(([c, name, n]) => ['x', 'y'].map(one => [one, c, name, n] as Cell[]));
    expect(suggestChart([channel, code, region, revenue], crossed)).toMatchObject({
      kind: 'stackedBar',
      x: 'region',
      series: 'channel',
    });
    const sold = rows.map(([c, name, n], i) => [c, name, `group ${i % 3}`, n] as Cell[]);
    expect(suggestChart([code, region, channel, revenue], sold)).toEqual({ kind: 'bar', x: 'region', y: ['revenue'] });
  });
});

describe('what may be stacked', () => {
  const model = loadModel(
    `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: sales
        source: sales
        fields:
          - {name: region, expression: region, datatype: String}
          - {name: day, expression: day, datatype: Date}
          - {name: amount, expression: amount, datatype: Decimal}
    metrics:
      - {name: revenue, expression: SUM(sales.amount)}
      - {name: average, expression: AVG(sales.amount)}
      - {name: per_sale, expression: SUM(sales.amount) / COUNT(sales.amount)}
      - {name: regions, expression: COUNT(DISTINCT sales.region)}
      - {name: largest, expression: MAX(sales.amount)}
`,
    { file: 'shop.yaml' },
  );
  const stackable = (plan: PlanInput) => [...additiveColumns(parsePlan(plan), model)];

  test('sums and counts, not averages, ratios, extremes or counts of distinct things', () => {
    const measures = ['revenue', 'average', 'per_sale', 'regions', 'largest'].map(name => ({ name, metric: name }));
    expect(stackable({ measures })).toEqual(['revenue']);
  });

  test('shares and differences of sums, not growth', () => {
    const measures = [{ name: 'revenue', metric: 'revenue' }];
    const comparison = { kind: 'comparison', measure: 'revenue', with: 'previousYear' } as const;
    const steps = [
      { kind: 'shareOfTotal', name: 'share', measure: 'revenue' } as const,
      { ...comparison, name: 'before', output: 'value' } as const,
      { ...comparison, name: 'growth', output: 'growth' } as const,
      { kind: 'ratio', name: 'quotient', numerator: 'revenue', denominator: 'before' } as const,
      { kind: 'difference', name: 'change', left: 'revenue', right: 'before' } as const,
    ];
    const time = { field: 'sales.day', range: { kind: 'current', unit: 'year' } } as const;
    expect(stackable({ measures, steps, time })).toEqual(['revenue', 'share', 'before', 'change']);
  });
});
