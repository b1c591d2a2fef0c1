import { expect, test } from '@jest/globals';
import { isWide, rowsOnPaper } from '../../../dashboard/web/src/editor/exports/paper.ts';

/** A dashboard on paper: which tiles go across it, and how tall they are. */

test('numbers and half-wide charts stand side by side; wide ones, and tables from five columns on, go across', () => {
  expect([isWide('number', 3), isWide('bar', 6), isWide('line', 8)]).toEqual([false, false, true]);
  expect([isWide('table', 4), isWide('table', 5), isWide('pivot', 6), isWide('map', 6)]).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

test('a tile grows by what it would scroll to, to as much as it may have, and never shrinks', () => {
  expect(rowsOnPaper(4, 0, 76)).toBe(4);
  expect(rowsOnPaper(4, 77, 76)).toBe(6);
  expect(rowsOnPaper(4, 100_000, 76)).toBe(13);
  expect(rowsOnPaper(24, 100_000, 76)).toBe(24);
  expect(rowsOnPaper(4, 3_000, 76, 32_000)).toBe(44);
  expect(rowsOnPaper(4, 100_000, 76, 32_000)).toBe(421);
});
