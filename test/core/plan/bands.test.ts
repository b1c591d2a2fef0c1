import { describe, expect, test } from '@jest/globals';
import { areApart } from '../../../core/plan/bands.ts';

const small = { label: 'small', below: 10 };
const large = { label: 'large', from: 10 };

describe('bands', () => {
  test('that meet at an end of one of them share nothing', () => {
    expect(areApart([small, large])).toBe(true);
    expect(areApart([large, small])).toBe(true);
  });

  test.each([
    ['share an end', [{ label: 'a', to: 10 }, large]],
    ['share numbers', [{ label: 'a', from: 0, to: 20 }, large]],
    ['share a name', [small, { label: 'small', from: 10 }]],
    ['have no end', [{ label: 'all' }]],
    ['hold nothing', [{ label: 'none', from: 10, below: 5 }]],
  ])('that %s are a fault', (_, bands) => {
    expect(areApart(bands)).toBe(false);
  });
});
