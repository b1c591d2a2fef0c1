import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, truncate, unitFrom } from '../../../core/plan/instant.ts';
import { GRAINS, type TimeRange } from '../../../core/plan/schema.ts';
import { earlier, resolveTimeRange, shiftToPrevious, stretchOf } from '../../../core/plan/time.ts';

const at = (iso: string): Date => new Date(iso);
/** A Wednesday. */
const NOW = at('2026-08-19T15:30:45Z');
const resolved = (range: TimeRange, now = NOW): [string | undefined, string | undefined] => {
  const { start, end } = resolveTimeRange(range, now);
  return [start, end];
};

describe('a time range against a given now; the end is exclusive', () => {
  test.each<[TimeRange, string | undefined, string | undefined]>([
    [{ kind: 'between', start: '2026-01-01', end: '2026-02-01' }, '2026-01-01', '2026-02-01'],
    [{ kind: 'between', start: '2026-01-01T06:30Z', end: '2026-01-02' }, '2026-01-01T06:30:00Z', '2026-01-02'],
    [{ kind: 'since', start: '2026-03-01' }, '2026-03-01', undefined],
    [{ kind: 'before', end: '2026-03-01' }, undefined, '2026-03-01'],
    [{ kind: 'current', unit: 'year' }, '2026-01-01', '2027-01-01'],
    [{ kind: 'current', unit: 'quarter' }, '2026-07-01', '2026-10-01'],
    [{ kind: 'current', unit: 'month' }, '2026-08-01', '2026-09-01'],
    [{ kind: 'current', unit: 'week' }, '2026-08-17', '2026-08-24'],
    [{ kind: 'current', unit: 'day' }, '2026-08-19', '2026-08-20'],
    [{ kind: 'current', unit: 'hour' }, '2026-08-19T15:00:00Z', '2026-08-19T16:00:00Z'],
    [{ kind: 'previous', unit: 'quarter', count: 1 }, '2026-04-01', '2026-07-01'],
    [{ kind: 'previous', unit: 'month', count: 3 }, '2026-05-01', '2026-08-01'],
    [{ kind: 'previous', unit: 'week', count: 1 }, '2026-08-10', '2026-08-17'],
    [{ kind: 'previous', unit: 'day', count: 1 }, '2026-08-18', '2026-08-19'],
    [{ kind: 'past', unit: 'day', count: 90 }, '2026-05-21', '2026-08-19'],
    [{ kind: 'past', unit: 'month', count: 3 }, '2026-05-19', '2026-08-19'],
    [{ kind: 'past', unit: 'hour', count: 2 }, '2026-08-19T13:00:00Z', '2026-08-19T15:00:00Z'],
    [{ kind: 'toDate', unit: 'year' }, '2026-01-01', '2026-08-20'],
    [{ kind: 'toDate', unit: 'week' }, '2026-08-17', '2026-08-20'],
    [{ kind: 'toDate', unit: 'hour' }, '2026-08-19T15:00:00Z', '2026-08-19T16:00:00Z'],
    [{ kind: 'next', unit: 'month', count: 2 }, '2026-09-01', '2026-11-01'],
  ])('%j is from %s to before %s', (range, start, end) => {
    expect(resolved(range)).toEqual([start, end]);
  });

  test.each<[string, TimeRange, string, string]>([
    ['2024-02-29T00:00:00Z', { kind: 'current', unit: 'month' }, '2024-02-01', '2024-03-01'],
    ['2024-02-29T23:59:59Z', { kind: 'past', unit: 'year', count: 1 }, '2023-03-01', '2024-02-29'],
    ['2026-03-31T12:00:00Z', { kind: 'past', unit: 'month', count: 1 }, '2026-03-01', '2026-03-31'],
    ['2026-01-01T00:00:00Z', { kind: 'previous', unit: 'day', count: 1 }, '2025-12-31', '2026-01-01'],
    ['2026-01-01T00:00:00Z', { kind: 'current', unit: 'week' }, '2025-12-29', '2026-01-05'],
    ['2026-08-16T12:00:00Z', { kind: 'current', unit: 'week' }, '2026-08-10', '2026-08-17'],
  ])('at %s %j is from %s to before %s', (now, range, start, end) => {
    expect(resolved(range, at(now))).toEqual([start, end]);
  });
});

const anyNow = fc.date({ min: at('1990-01-01T00:00:00Z'), max: at('2080-12-31T23:59:59Z'), noInvalidDate: true });
const anyUnit = fc.constantFrom(...GRAINS);
const anyCount = fc.integer({ min: 1, max: 40 });

describe('laws of time ranges', () => {
  test('previous, current and next tile the line, and now is in current', () => {
    fc.assert(
      fc.property(anyNow, anyUnit, anyCount, (now, unit, count) => {
        const before = stretchOf({ kind: 'previous', unit, count }, now);
        const current = stretchOf({ kind: 'current', unit }, now);
        const after = stretchOf({ kind: 'next', unit, count }, now);
        expect(before.end).toBe(current.start);
        expect(current.end).toBe(after.start);
        expect(current.start!).toBeLessThanOrEqual(now.getTime());
        expect(now.getTime()).toBeLessThan(current.end!);
      }),
    );
  });

  test('n previous units are the previous unit n times', () => {
    fc.assert(
      fc.property(anyNow, anyUnit, anyCount, (now, unit, count) => {
        let start = stretchOf({ kind: 'current', unit }, now).start!;
        for (let i = 0; i < count; i += 1)
          start = stretchOf({ kind: 'previous', unit, count: 1 }, new Date(start)).start!;
        expect(stretchOf({ kind: 'previous', unit, count }, now).start).toBe(start);
      }),
    );
  });

  test('to date begins with the unit and ends with today, past ends where today begins', () => {
    fc.assert(
      fc.property(anyNow, fc.constantFrom('year', 'quarter', 'month', 'week', 'day'), anyCount, (now, unit, count) => {
        const today = stretchOf({ kind: 'current', unit: 'day' }, now);
        const toDate = stretchOf({ kind: 'toDate', unit }, now);
        expect(toDate).toEqual({ start: stretchOf({ kind: 'current', unit }, now).start, end: today.end });
        const past = stretchOf({ kind: 'past', unit, count }, now);
        expect(past.end).toBe(today.start);
        expect(past.start!).toBeLessThan(past.end!);
      }),
    );
  });

  test('stretches that are neighbours stay neighbours when shifted, and none turns around', () => {
    fc.assert(
      fc.property(anyNow, anyUnit, anyUnit, anyCount, (now, unit, by, count) => {
        const shifted = earlier(stretchOf({ kind: 'past', unit, count }, now), { unit: by, count: 1 });
        const today = earlier(stretchOf({ kind: 'toDate', unit: unit === 'hour' ? 'hour' : 'day' }, now), {
          unit: by,
          count: 1,
        });
        expect(shifted.end).toBe(today.start);
        expect(shifted.start!).toBeLessThanOrEqual(shifted.end!);
      }),
    );
  });
});

describe('a whole unit from its beginning', () => {
  test.each([
    ['2026-12-01', 'month', { kind: 'between', start: '2026-12-01', end: '2027-01-01' }],
    // Years of two digits are not those of the last century.
    ['0001-01-01', 'year', { kind: 'between', start: '0001-01-01', end: '0002-01-01' }],
    ['0099-10-01', 'quarter', { kind: 'between', start: '0099-10-01', end: '0100-01-01' }],
    // What would end in a year of five digits has no end.
    ['9999-12-27', 'week', { kind: 'since', start: '9999-12-27' }],
    ['9999-12-31', 'day', { kind: 'since', start: '9999-12-31' }],
  ] as const)('%s, %s', (start, unit, expected) => {
    expect(unitFrom(instantOf(start)!, unit)).toEqual(expected);
    expect(truncate(instantOf(start)!, unit)).toBe(instantOf(start));
  });
});

describe('the stretch before a range', () => {
  const stretchBefore = (range: TimeRange, now = NOW) => {
    const shift = shiftToPrevious(range, now);
    if (!shift) return undefined;
    const { start, end } = earlier(stretchOf(range, now), shift);
    const iso = (instant?: number) =>
      instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 10);
    return [iso(start), iso(end)];
  };

  test.each<[TimeRange, string, string]>([
    [{ kind: 'previous', unit: 'quarter', count: 1 }, '2026-01-01', '2026-04-01'],
    [{ kind: 'previous', unit: 'month', count: 3 }, '2026-02-01', '2026-05-01'],
    [{ kind: 'current', unit: 'month' }, '2026-07-01', '2026-08-01'],
    [{ kind: 'past', unit: 'day', count: 90 }, '2026-02-20', '2026-05-21'],
    [{ kind: 'toDate', unit: 'month' }, '2026-07-01', '2026-07-20'],
    [{ kind: 'toDate', unit: 'year' }, '2025-01-01', '2025-08-20'],
    [{ kind: 'between', start: '2026-04-01', end: '2026-07-01' }, '2026-01-01', '2026-04-01'],
    [{ kind: 'between', start: '2026-03-01', end: '2026-04-01' }, '2026-02-01', '2026-03-01'],
    [{ kind: 'between', start: '2026-05-05', end: '2026-05-15' }, '2026-04-25', '2026-05-05'],
  ])('%j is compared with %s to before %s', (range, start, end) => {
    expect(stretchBefore(range)).toEqual([start, end]);
  });

  test('month to date on the last of March meets the whole of February, not a part of March', () => {
    expect(stretchBefore({ kind: 'toDate', unit: 'month' }, at('2026-03-30T09:00:00Z'))).toEqual([
      '2026-02-01',
      '2026-03-01',
    ]);
  });

  test('a range without a start has nothing before it', () => {
    expect(stretchBefore({ kind: 'before', end: '2026-01-01' })).toBeUndefined();
  });
});
