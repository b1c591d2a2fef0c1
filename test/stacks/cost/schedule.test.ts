import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { minutesOf, partBetween } from '../../../stacks/cost/schedule.ts';

test('schedules of days and a time are read as minutes of the week from Sunday on', () => {
  expect(minutesOf('cron(30 1 ? * SUN *)')).toEqual([90]);
  expect(minutesOf('cron(0 0 ? * MON,WED *)')).toEqual([1440, 3 * 1440]);
  expect(minutesOf('cron(0 0 ? * FRI-MON *)')).toEqual([5, 6, 0, 1].map(day => day * 1440));
  expect(minutesOf('cron(0 6 ? * * *)')).toHaveLength(7);
});

test('other forms are not guessed', () => {
  for (const schedule of ['rate(1 day)', 'cron(0/5 * * * ? *)', 'cron(0 0 1 * ? *)', 'cron(0 0 ? * SOMEDAY *)']) {
    expect(minutesOf(schedule)).toBeUndefined();
  }
});

test('without a start or without a stop it runs all the time', () => {
  expect(partBetween([], [])).toBe(1);
  expect(partBetween([5], [])).toBe(1);
  expect(partBetween([], [5])).toBe(1);
});

test('the part of the week counted minute by minute is the same', () => {
  const week = 7 * 24 * 60;
  const minute = fc.integer({ min: 0, max: week - 1 });
  fc.assert(
    fc.property(fc.uniqueArray(minute, { minLength: 2, maxLength: 8 }), fc.integer({ min: 1, max: 7 }), (all, at) => {
      const cut = Math.min(at, all.length - 1);
      const [starts, stops] = [all.slice(0, cut), all.slice(cut)];
      let runs = false;
      let count = 0;
      for (let now = 0; now < 2 * week; now += 1) {
        if (starts.includes(now % week)) runs = true;
        if (stops.includes(now % week)) runs = false;
        if (now >= week && runs) count += 1;
      }
      expect(partBetween(starts, stops)).toBeCloseTo(count / week, 9);
    }),
    { numRuns: 30 },
  );
});
