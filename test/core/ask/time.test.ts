import { describe, expect, test } from '@jest/globals';
import { timeAt } from '../../../core/ask/time.ts';
import { tokenise } from '../../../core/ask/words.ts';
import { resolveTimeRange } from '../../../core/plan/time.ts';

/** The days a phrase means, the end left out, and how many of its words it took. */
function days(phrase: string, now: string): (string | undefined)[] | undefined {
  const at = new Date(now);
  const found = timeAt(tokenise(phrase), 0, at);
  if (!found) return undefined;
  const { start, end } = resolveTimeRange(found.phrase.range, at);
  return [start?.slice(0, 10), end?.slice(0, 10)];
}

describe('at the turn of the year', () => {
  const now = '2025-01-01T00:00:00Z';
  test.each([
    ['today', '2025-01-01', '2025-01-02'],
    ['yesterday', '2024-12-31', '2025-01-01'],
    ['this week', '2024-12-30', '2025-01-06'],
    ['last week', '2024-12-23', '2024-12-30'],
    ['this year', '2025-01-01', '2026-01-01'],
    ['last year', '2024-01-01', '2025-01-01'],
    ['last quarter', '2024-10-01', '2025-01-01'],
    ['year to date', '2025-01-01', '2025-01-02'],
    ['january', '2025-01-01', '2025-02-01'],
    ['february', '2024-02-01', '2024-03-01'],
    ['q1', '2025-01-01', '2025-04-01'],
    ['q2', '2024-04-01', '2024-07-01'],
    ['h2', '2024-07-01', '2025-01-01'],
    ['past 2 days', '2024-12-30', '2025-01-01'],
    ['next month', '2025-02-01', '2025-03-01'],
  ])('%s: %s to %s', (phrase, start, end) => {
    expect(days(phrase, now)).toEqual([start, end]);
  });

  test('the last moment of the year before is still of it', () => {
    expect(days('this year', '2024-12-31T23:59:59.999Z')).toEqual(['2024-01-01', '2025-01-01']);
  });
});

describe('a week', () => {
  test.each([
    ['2025-08-10T23:59:59Z', '2025-08-04', '2025-08-11'],
    ['2025-08-11T00:00:00Z', '2025-08-11', '2025-08-18'],
    ['2025-08-17T12:00:00Z', '2025-08-11', '2025-08-18'],
  ])('starts on Monday: on %s it is that from %s', (now, start, end) => {
    expect(days('this week', now)).toEqual([start, end]);
  });
});

describe('a leap year', () => {
  const now = '2024-02-29T12:00:00Z';
  test.each([
    ['february 2024', '2024-02-01', '2024-03-01'],
    ['february 2023', '2023-02-01', '2023-03-01'],
    ['today', '2024-02-29', '2024-03-01'],
    ['month to date', '2024-02-01', '2024-03-01'],
    ['29 february', '2024-02-29', '2024-03-01'],
    ['2024-02-29', '2024-02-29', '2024-03-01'],
  ])('%s: %s to %s', (phrase, start, end) => {
    expect(days(phrase, now)).toEqual([start, end]);
  });
});

describe('what is no date is none', () => {
  test.each([
    '2023-02-29',
    '2024-13',
    '2024-00',
    '2024-04-31',
    'q5 2024',
    'h3',
    'marching',
    'mayor',
    'lasting',
    'weekend',
    '1850',
  ])('%s', phrase => {
    expect(days(phrase, '2025-08-13T00:00:00Z')).toBeUndefined();
  });
});
