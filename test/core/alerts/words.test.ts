import { expect, test } from '@jest/globals';
import { conditionText } from '../../../core/alerts/words.ts';

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
