import { describe, expect, test } from '@jest/globals';
import {
  decimalsOf,
  type FormatColumn,
  formatBytes,
  formatCell,
  formatDate,
  formatDollars,
  formatDuration,
  formatElapsed,
  formatInstant,
  headerUnit,
  isRightAligned,
  kindOf,
  MISSING,
} from '../../../dashboard/web/src/format.ts';

const usd: FormatColumn = { type: 'decimal', unit: 'USD', format: 'currency', role: 'measure' };
const percent: FormatColumn = { type: 'float', unit: '%', role: 'measure' };
const pieces: FormatColumn = { type: 'integer', unit: 'pieces', role: 'measure' };
const days: FormatColumn = { type: 'float', unit: 'days', format: 'duration', role: 'measure' };
const plain: FormatColumn = { type: 'float', role: 'measure' };
const locale = 'en-US';
/** Spaces that don't break are written plainly in expectations. */
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const shown = (cell: Parameters<typeof formatCell>[0], column: FormatColumn, options = {}) =>
  spaced(formatCell(cell, column, { locale, ...options }));

describe('numbers', () => {
  test('money has its symbol, two decimals and a real minus sign', () => {
    expect(shown(4310.22, usd)).toBe('$4,310.22');
    expect(shown(-48_200.5, usd)).toBe('\u2212$48,200.50');
    expect(shown(1, { ...usd, unit: 'EUR' })).toBe('€1.00');
  });

  test('percentages are of fractions', () => {
    expect(shown(0.124, percent)).toBe('12.4 %');
    expect(shown(-0.5, percent)).toBe('\u221250.0 %');
  });

  test('compact is for charts: 1.2M, and small values whole', () => {
    expect(shown(1_234_567, usd, { compact: true })).toBe('$1.2M');
    expect(shown(4_310_220, pieces, { compact: true })).toBe('4.3M');
    expect(shown(500, usd, { compact: true })).toBe('$500');
    expect(shown(0.3, percent, { compact: true })).toBe('30 %');
    expect(shown(0.002, { ...usd, decimals: 6 }, { compact: true })).toBe('$0.002');
  });

  test('labels beside each other have the same decimals', () => {
    expect(shown(5_000_000, usd, { compact: true, even: true })).toBe('$5.0M');
    expect(shown(0.02, percent, { compact: true, even: true })).toBe('2.0 %');
    expect(shown(78, days, { compact: true, even: true })).toBe('78.0 d');
  });

  test('beside thousands a label has no cents', () => {
    expect(shown(5_442.6, usd, { compact: true, even: true })).toBe('$5,443');
    expect(shown(575.58, usd, { compact: true, even: true })).toBe('$576');
    expect(shown(57.58, usd, { compact: true, even: true })).toBe('$57.58');
    expect(shown(5_442.6, usd)).toBe('$5,442.60');
  });

  test('integers beyond 2^53 lose nothing', () => {
    expect(shown('9007199254740993', { type: 'integer', role: 'measure' })).toBe('9,007,199,254,740,993');
  });

  test('no value is a quiet dash, and so is what is no number', () => {
    for (const cell of [null, undefined, '', Number.NaN, Number.POSITIVE_INFINITY])
      expect(shown(cell, plain)).toBe(MISSING);
  });

  test('nothing is written as a negative zero', () => {
    expect(shown(-0.001, usd)).toBe('$0.00');
  });

  test('a unit that is a word stands in the header, or with the value when asked', () => {
    expect(shown(1204, pieces)).toBe('1,204');
    expect(shown(1204, pieces, { withUnit: true })).toBe('1,204 pieces');
    expect(headerUnit(pieces)).toBe('pieces');
    expect(headerUnit(usd)).toBeUndefined();
    expect(headerUnit({ ...pieces, label: 'Pieces sold' })).toBeUndefined();
    expect(headerUnit({ ...pieces, unit: 'orders', label: 'Order count' })).toBeUndefined();
  });

  test('identifiers are not grouped', () => {
    expect(shown(100_204, { type: 'integer', role: 'dimension' })).toBe('100204');
    expect(kindOf({ type: 'integer', role: 'dimension', unit: 'USD' })).toBe('currency');
  });

  test('a column has one number of decimals: its own, its format’s, else what its values need', () => {
    expect(decimalsOf({ ...plain, decimals: 3 }, [1])).toBe(3);
    expect(decimalsOf(usd, [1])).toBe(2);
    expect(decimalsOf(plain, [1, 2, null])).toBe(0);
    expect(decimalsOf(plain, [1, 2.5])).toBe(2);
    expect(decimalsOf(plain, [0.0123])).toBe(4);
  });
});

describe('durations', () => {
  test('the two largest units, rounded at the smaller', () => {
    expect(shown(3.17, days)).toBe('3 d 4 h');
    expect(shown(3.999, days)).toBe('4 d');
    expect(shown(4, days, { even: true })).toBe('4 d 0 h');
    expect(shown(76, { ...days, unit: 'hours' })).toBe('3 d 4 h');
    expect(shown(-1.5, days)).toBe('\u22121 d 12 h');
  });

  test('seconds carry into minutes', () => {
    expect(spaced(formatDuration(59.6, { locale }))).toBe('1 min');
    expect(spaced(formatDuration(303, { locale }))).toBe('5 min 3 s');
    expect(spaced(formatDuration(2.25, { locale }))).toBe('2.3 s');
  });

  test('what a question took', () => {
    expect(spaced(formatElapsed(0.038, locale))).toBe('38 ms');
    expect(spaced(formatElapsed(1.24, locale))).toBe('1.2 s');
    expect(spaced(formatElapsed(65, locale))).toBe('1 min 5 s');
  });
});

describe('dates', () => {
  const at = (text: string, grain?: string) => spaced(formatDate(text, { type: 'date', grain }, locale));

  test('are as coarse as their grain', () => {
    expect(at('2025-04-01', 'year')).toBe('2025');
    expect(at('2025-04-01', 'quarter')).toBe('Q2 2025');
    expect(at('2025-04-01', 'month')).toBe('Apr 2025');
    expect(at('2025-04-07', 'week')).toBe('Apr 7, 2025');
    expect(at('2025-04-07')).toBe('Apr 7, 2025');
  });

  test('timestamps are read as UTC, whether or not they say so', () => {
    const column = { type: 'timestamp' } as const;
    expect(spaced(formatDate('2025-04-07T14:05:00', column, locale))).toBe('Apr 7, 2025, 14:05');
    expect(spaced(formatDate('2025-04-07 14:05:00', column, locale))).toBe('Apr 7, 2025, 14:05');
    expect(spaced(formatInstant('2026-11-20T06:00:00Z', locale))).toBe('Nov 20, 2026, 06:00');
  });

  test('follow the viewer’s locale; what is no date stays as it is', () => {
    expect(spaced(formatDate('2025-04-07', { type: 'date' }, 'de-DE'))).toBe('7. Apr. 2025');
    expect(at('someday')).toBe('someday');
  });
});

test('numbers stand right, identifiers, text and dates left', () => {
  expect([usd, percent, days, plain].map(isRightAligned)).toEqual([true, true, true, true]);
  expect(
    [{ type: 'string' }, { type: 'date' }, { type: 'boolean' }].map(column => isRightAligned(column as FormatColumn)),
  ).toEqual([false, false, false]);
});

test('what cost something never reads as nothing', () => {
  expect(formatDollars(0, locale)).toBe('$0');
  expect(formatDollars(0.00005, locale)).toBe('$0.00005');
  expect(formatDollars(0.0123, locale)).toBe('$0.012');
  expect(formatDollars(12.5, locale)).toBe('$12.50');
});

test('bytes by powers of ten', () => {
  expect(spaced(formatBytes(0, locale))).toBe('0 B');
  expect(spaced(formatBytes(18_400_000, locale))).toBe('18.4 MB');
});
