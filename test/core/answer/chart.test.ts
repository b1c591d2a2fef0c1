import { describe, expect, test } from '@jest/globals';
import { suggestChart } from '../../../core/answer/chart.ts';
import type { AnswerColumn } from '../../../core/answer/types.ts';

const time: AnswerColumn = { name: 'month', label: 'Month', type: 'date', role: 'time', grain: 'month' };
const region: AnswerColumn = { name: 'region', label: 'Region', type: 'string', role: 'dimension' };
const channel: AnswerColumn = { name: 'channel', label: 'Channel', type: 'string', role: 'dimension' };
const revenue: AnswerColumn = { name: 'revenue', label: 'Revenue', type: 'decimal', role: 'measure', unit: 'USD' };
const orders: AnswerColumn = { name: 'orders', label: 'Orders', type: 'integer', role: 'measure' };
const margin: AnswerColumn = { name: 'margin', label: 'Margin', type: 'float', role: 'measure', unit: '%' };

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

  test('parts of a whole are stacked, ratios are not, many by many is a heat map', () => {
    const few = [
      ['A', 'x', 1],
      ['B', 'y', 2],
      ['C', 'x', 3],
    ];
    expect(suggestChart([region, channel, revenue], few)).toMatchObject({
      kind: 'stackedBar',
      x: 'region',
      series: 'channel',
    });
    expect(suggestChart([region, channel, margin], few)).toMatchObject({ kind: 'groupedBar' });
    const many = Array.from({ length: 100 }, (_, i) => [`r${i % 10}`, `c${Math.floor(i / 10)}`, i]);
    expect(suggestChart([region, channel, revenue], many)).toMatchObject({ kind: 'heatMap' });
  });
});
