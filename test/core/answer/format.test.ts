import { describe, expect, test } from '@jest/globals';
import { formatCell, formatTime } from '../../../core/answer/format.ts';

describe('cells as people read them', () => {
  test('missing values are a dash, never NaN or null', () => {
    expect(formatCell(null, { type: 'decimal', unit: 'USD' })).toBe('–');
  });

  test('money has its symbol and cents, and a real minus sign', () => {
    expect(formatCell('4310.22', { type: 'decimal', unit: 'USD' })).toBe('$4,310.22');
    expect(formatCell(-4310.2, { type: 'float', unit: 'USD' })).toBe('−$4,310.20');
    expect(formatCell(12, { type: 'integer', unit: 'EUR' })).toBe('€12');
  });

  test('large numbers shorten only when asked to', () => {
    expect(formatCell(4_312_345.6, { type: 'decimal', unit: 'USD' }, { compact: true })).toBe('$4.31M');
    expect(formatCell(1_200_000, { type: 'integer' }, { compact: true })).toBe('1.2M');
    expect(formatCell(999_999.9, { type: 'decimal' }, { compact: true })).toBe('1M');
    expect(formatCell(431_234, { type: 'integer' }, { compact: true })).toBe('431,234');
    expect(formatCell(1_200_000, { type: 'integer' })).toBe('1,200,000');
  });

  test('percents are fractions inside', () => {
    expect(formatCell(0.1237, { type: 'float', unit: '%' })).toBe('12.4 %');
    expect(formatCell(-0.05, { type: 'float', format: 'percent', decimals: 2 })).toBe('−5.00 %');
    // What is nothing as it is shown has no sign.
    expect(formatCell(-0.0002, { type: 'float', format: 'percent', decimals: 1 })).toBe('0.0 %');
  });

  test('durations say their two largest parts', () => {
    expect(formatCell(3.1667, { type: 'float', unit: 'days' })).toBe('3 d 4 h');
    expect(formatCell(12, { type: 'integer', unit: 'days' })).toBe('12 days');
    expect(formatCell(1, { type: 'integer', unit: 'days' })).toBe('1 day');
    expect(formatCell(0.5, { type: 'float', unit: 'hours' })).toBe('30 min');
  });

  test('integers beyond 2^53 and digits that are names keep their digits', () => {
    expect(formatCell('00412', { type: 'string' })).toBe('00412');
    expect(formatCell(7, { type: 'integer', unit: 'pieces' })).toBe('7 pieces');
  });

  test('times by their grain', () => {
    expect(formatTime('2026-07-01', 'quarter')).toBe('Q3 2026');
    expect(formatTime('2026-07-01', 'month')).toBe('Jul 2026');
    expect(formatTime('2026-07-01', 'year')).toBe('2026');
    expect(formatTime('2026-07-06', 'week')).toBe('week of 6 Jul 2026');
    expect(formatTime('2026-07-06T14:30:00Z')).toBe('6 Jul 2026 14:30');
  });
});
