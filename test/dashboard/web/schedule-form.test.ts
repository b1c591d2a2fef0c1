import { describe, expect, test } from '@jest/globals';
import { conditionOf, draftOf, emptyDraft, ruleOf } from '../../../dashboard/web/src/alerts/draft.ts';
import { cronOf, formOf, scheduleWords, usualSchedule } from '../../../dashboard/web/src/reports/schedule-form.ts';

describe('the form of a schedule', () => {
  test.each([
    ['0 8 * * 1-5', 'weekdays', 'Monday to Friday at 08:00 UTC'],
    ['30 17 * * *', 'daily', 'every day at 17:30 UTC'],
    ['5 9 * * 1', 'weekly', 'every Monday at 09:05 UTC'],
    ['0 0 1 * *', 'monthly', 'on the 1st of the month at 00:00 UTC'],
    ['*/15 8 * * *', 'own', '*/15 8 * * * UTC'],
    ['0 8 * * 7', 'own', '0 8 * * 7 UTC'],
    ['0 8 1 * 1', 'own', '0 8 1 * 1 UTC'],
  ])('%s', (cron, days, words) => {
    expect(formOf(cron).days).toBe(days);
    expect(cronOf(formOf(cron))).toBe(cron);
    expect(scheduleWords({ cron, time_zone: 'UTC' })).toBe(words);
  });

  test('a time of day that is none says nothing', () => {
    for (const time of ['', '25:00', '8', '08:60']) expect(cronOf({ ...usualSchedule, time })).toBeUndefined();
  });
});

describe('the form of an alert', () => {
  const draft = { ...emptyDraft('total', 'Revenue'), trigger: '1000,5', clear: '\u221210' };

  test('says a rule, and is filled by it again', () => {
    const rule = ruleOf({ ...draft, kind: 'change', checks: '2', reminder: '3600' }, 'sales');
    expect(rule).toMatchObject({
      of: { dashboard_id: 'sales', tile_id: 'total' },
      condition: { kind: 'change', with: 'previousPeriod', measure: 'percent', trigger: 1000.5, clear: -10 },
      checks: { trigger: 2, clear: 2 },
    });
    expect(ruleOf(draftOf(rule as Parameters<typeof draftOf>[0]), 'sales')).toEqual(rule);
  });

  test.each([{ trigger: '' }, { trigger: 'much' }, { clear: 'low' }, { kind: 'stale' as const, hours: '0' }])(
    'says nothing yet with %j',
    change => {
      expect(conditionOf({ ...draft, ...change })).toBeUndefined();
    },
  );
});
