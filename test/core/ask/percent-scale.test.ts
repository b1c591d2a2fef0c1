import { describe, expect, test } from '@jest/globals';
import { ofPercent, percentScale } from '../../../core/ask/percent-scale.ts';

describe('so many percent, as a number is stored', () => {
  test.each([
    'Discount on the day rate in percent, so 7.5 is 7.5 percent.',
    'Rebate as a percentage.',
    'Share of it, in %',
    'The rate in percentage points',
  ])('“%s” is stored as percents', description => {
    expect(percentScale(description)).toBe(100);
  });

  test.each([
    undefined,
    'Discount on the line as a fraction, so 0.05 is 5 percent.',
    'Tax rate, in percent when shown; 0.08 is 8 percent.',
    'What is taken off the price.',
  ])('“%s” is stored as a fraction', description => {
    expect(percentScale(description)).toBe(1);
  });

  test('no digit is made up', () => {
    expect(ofPercent(0.07, 'in percent')).toBe(7);
    expect(ofPercent(0.07, undefined)).toBe(0.07);
  });
});
