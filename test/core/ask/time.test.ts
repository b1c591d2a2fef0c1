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

describe('how long ago it was', () => {
  const rangeOf = (phrase: string) => {
    const tokens = tokenise(phrase);
    const found = timeAt(tokens, 0, new Date('2025-08-13T15:00:00Z'));
    return found?.end === tokens.length ? found.phrase.range : undefined;
  };

  test.each([
    ['more than 10 days ago', '2025-08-03'],
    ['over 3 months ago', '2025-05-13'],
    ['more than a year ago', '2024-08-13'],
    ['longer ago than 2 weeks', '2025-07-30'],
    ['older than 10 days', '2025-08-03'],
    ['at least 10 days ago', '2025-08-04'],
    ['10 or more days ago', '2025-08-04'],
    ['10 days ago or more', '2025-08-04'],
  ])('%s: before %s', (phrase, end) => {
    expect(rangeOf(phrase)).toEqual({ kind: 'before', end });
  });

  test.each([
    ['less than 10 days ago', '2025-08-04'],
    ['newer than 10 days', '2025-08-04'],
    ['at most 10 days ago', '2025-08-03'],
    ['not more than 2 months ago', '2025-06-13'],
  ])('%s: from %s to today', (phrase, start) => {
    expect(rangeOf(phrase)).toEqual({ kind: 'between', start, end: '2025-08-14' });
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
    '1850',
  ])('%s', phrase => {
    expect(days(phrase, '2025-08-13T00:00:00Z')).toBeUndefined();
  });
});

describe('a part of a stretch', () => {
  test.each([
    ['last month of 2024', '2024-12-01', '2025-01-01'],
    ['first week of march 2024', '2024-03-01', '2024-03-08'],
    ['last week of february 2024', '2024-02-23', '2024-03-01'],
    ['first half of march 2024', '2024-03-01', '2024-03-16'],
    ['second half of february 2024', '2024-02-16', '2024-03-01'],
    ['last 3 months of 2024', '2024-10-01', '2025-01-01'],
    ['first 10 days of 2025', '2025-01-01', '2025-01-11'],
    ['last day of february 2024', '2024-02-29', '2024-03-01'],
    ['second quarter of last year', '2024-04-01', '2024-07-01'],
    ['first month of the year', '2025-01-01', '2025-02-01'],
    ['last 2 weeks of last month', '2025-07-18', '2025-08-01'],
    ['week of march 6 2024', '2024-03-04', '2024-03-11'],
    ['week 12 of 2024', '2024-03-18', '2024-03-25'],
    ['2024-w01', '2024-01-01', '2024-01-08'],
    ['week 53 of 2020', '2020-12-28', '2021-01-04'],
  ])('%s: %s to %s', (phrase, start, end) => {
    expect(days(phrase, '2025-08-13T00:00:00Z')).toEqual([start, end]);
  });

  test.each(['fifth month of march 2024', 'week 53 of 2024', 'first half of q1 2024', 'first 40 days of march 2024'])(
    '%s is none',
    phrase => {
      const whole = timeAt(tokenise(phrase), 0, new Date('2025-08-13T00:00:00Z'));
      expect(whole?.end).not.toBe(tokenise(phrase).length);
    },
  );
});

describe('ways to write it', () => {
  test.each([
    ['Q1-2024', '2024-01-01', '2024-04-01'],
    ['2024Q1', '2024-01-01', '2024-04-01'],
    ['2024-Q1', '2024-01-01', '2024-04-01'],
    ['Q1/2024', '2024-01-01', '2024-04-01'],
    ["Q1 '24", '2024-01-01', '2024-04-01'],
    ['1Q 2024', '2024-01-01', '2024-04-01'],
    ['H1 2024', '2024-01-01', '2024-07-01'],
    ['2024 H2', '2024-07-01', '2025-01-01'],
    ['March 5, 2024', '2024-03-05', '2024-03-06'],
    ['5 March 2024', '2024-03-05', '2024-03-06'],
    ['the 5th of March, 2024', '2024-03-05', '2024-03-06'],
    ['2024/02/29', '2024-02-29', '2024-03-01'],
    ['29.02.2024', '2024-02-29', '2024-03-01'],
    ['13/04/2024', '2024-04-13', '2024-04-14'],
    ['04/13/2024', '2024-04-13', '2024-04-14'],
    ['03/2024', '2024-03-01', '2024-04-01'],
    ['Mar-2024', '2024-03-01', '2024-04-01'],
    ['1 to 15 March 2024', '2024-03-01', '2024-03-16'],
    ['March 1-15, 2024', '2024-03-01', '2024-03-16'],
    ['between 1 and 15 March', '2025-03-01', '2025-03-16'],
    ['November to February 2025', '2024-11-01', '2025-03-01'],
    ['November 2024 to February', '2024-11-01', '2025-03-01'],
    ['from October to December', '2024-10-01', '2025-01-01'],
    ['March last year', '2024-03-01', '2024-04-01'],
    ['Q1 of last year', '2024-01-01', '2024-04-01'],
    ['5 March last year', '2024-03-05', '2024-03-06'],
    ['3 months ago', '2025-05-01', '2025-06-01'],
    ['two years ago', '2023-01-01', '2024-01-01'],
    ['10 days ago', '2025-08-03', '2025-08-04'],
    ['the year before last', '2023-01-01', '2024-01-01'],
    ['last March', '2025-03-01', '2025-04-01'],
    ['last September', '2024-09-01', '2024-10-01'],
    ['this March', '2025-03-01', '2025-04-01'],
    ['next March', '2026-03-01', '2026-04-01'],
    ['year to date last year', '2024-01-01', '2024-08-14'],
    ['YTD last year', '2024-01-01', '2024-08-14'],
    ['previous 30 days', '2025-07-14', '2025-08-13'],
    ['trailing 12 months', '2024-08-13', '2025-08-13'],
    ['rolling 4 weeks', '2025-07-16', '2025-08-13'],
    ['until the end of March', undefined, '2025-04-01'],
    ['until the start of March', undefined, '2025-03-01'],
    ['by the end of 2024', undefined, '2025-01-01'],
    ['before 1890', undefined, '1890-01-01'],
    ['2023 or later', '2023-01-01', undefined],
    ['2023 and earlier', undefined, '2024-01-01'],
    ['since last month', '2025-07-01', undefined],
    ['last month and this month', '2025-07-01', '2025-09-01'],
  ])('%s: %s to %s', (phrase, start, end) => {
    expect(days(phrase, '2025-08-13T00:00:00Z')).toEqual([start, end]);
  });
});
