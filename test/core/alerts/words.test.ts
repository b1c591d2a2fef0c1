import { expect, test } from '@jest/globals';
import * as v from 'valibot';
import { AlertRuleSchema } from '../../../core/alerts/rule.ts';
import { newState } from '../../../core/alerts/state.ts';
import { alertNotification, conditionText } from '../../../core/alerts/words.ts';

/** When an alert fires, as people read it. */

test('levels are said with all their digits, whatever the column shows', () => {
  const rate = { label: 'Fill rate', type: 'decimal', format: 'percent', unit: '%', decimals: 1 } as const;
  const below = { kind: 'threshold', direction: 'below', trigger: 0.999, clear: 0.9995 } as const;
  expect(conditionText(below, rate)).toBe('below 99.9 %, over at 99.95 %');
  const money = { label: 'Revenue', type: 'decimal', unit: 'USD', format: 'currency', decimals: 0 } as const;
  const above = { kind: 'threshold', direction: 'above', trigger: 1000.5 } as const;
  expect(conditionText(above, money)).toBe('above $1,000.5');
  expect(conditionText({ ...above, trigger: 1000 }, money)).toBe('above $1,000');
});

test('what could not be checked and never fired is not told to be over', () => {
  const condition = { kind: 'threshold', direction: 'above', trigger: 100 } as const;
  const rule = v.parse(AlertRuleSchema, { title: 'Sales', of: { dashboard_id: 'd', tile_id: 't' }, condition });
  const state = { ...newState('2026-01-01T00:00:00.000Z'), state: 'ok' as const, value: 5 };
  const subject = (again?: boolean) =>
    alertNotification(
      rule,
      state,
      { kind: 'change', state: 'ok', ...(again && { again }) },
      { column: undefined, link: '' },
    ).subject;
  expect([subject(true), subject()]).toEqual(['Can be checked again: Sales', 'Over: Sales']);
});
