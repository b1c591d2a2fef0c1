import { describe, expect, test } from '@jest/globals';
import { placeAt } from '../../../dashboard/web/src/ui/use-place.ts';

describe('a panel', () => {
  const size = { width: 160, height: 300 };
  const window = { width: 1000, height: 800 };
  const at = (left: number, top: number) => ({ left, right: left + 40, top, bottom: top + 30 });

  test('stands below the left edge of its button', () => {
    expect(placeAt(at(100, 20), size, window)).toEqual({ left: 100, top: 54 });
  });

  test('ends where its button ends, when it has no room to the right', () => {
    expect(placeAt(at(900, 20), size, window).left).toBe(780);
  });

  test('stands above a button near the bottom, and within the window', () => {
    expect(placeAt(at(100, 700), size, window).top).toBe(396);
    expect(placeAt(at(0, 20), size, window).left).toBe(8);
  });
});
