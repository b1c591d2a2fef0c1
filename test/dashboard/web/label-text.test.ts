import { describe, expect, test } from '@jest/globals';
import { fittedLabel, labelWidth, namedBelow } from '../../../dashboard/web/src/charts/label-text.ts';

describe('labels of a chart', () => {
  test('are as long as there is room', () => {
    expect(fittedLabel('Qualification', 100)).toBe('Qualification');
    const cut = fittedLabel('Qualification', 50);
    expect(cut).toMatch(/^Qual\w*…$/);
    expect(labelWidth(cut)).toBeLessThanOrEqual(50);
  });

  test('below it are so few that none stands on the next', () => {
    const quarters = Array.from({ length: 9 }, (_, index) => `Q${(index % 4) + 1} 2025`);
    expect(namedBelow(quarters, 60, 5)).toEqual([0, 2, 4, 6, 8]);
    expect(namedBelow(quarters, 20, 5)).toEqual([0, 4, 8]);
    for (const step of [3, 7, 13, 40]) {
      const [first = 0, second = Number.POSITIVE_INFINITY] = namedBelow(quarters, step, 5);
      expect((second - first) * step).toBeGreaterThan(labelWidth('Q1 2025'));
    }
  });
});
