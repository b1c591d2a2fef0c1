import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../core/ports/query-engine.ts';
import { sameTable } from '../../scripts/evaluate/compare.ts';

type Table = Cell[][];
const same = (gold: Table, answer: Table) => sameTable(gold, answer, false);
const sameOrder = (gold: Table, answer: Table) => sameTable(gold, answer, true);

describe('columns are found by their values', () => {
  test('whatever their place, and those left over do no harm', () => {
    expect(
      same(
        [
          ['a', 1],
          ['b', 2],
        ],
        [
          [9, 2, 'b'],
          [9, 1, 'a'],
        ],
      ),
    ).toBe(true);
  });
  test('each gold column needs one of its own', () => {
    expect(same([[1, 1]], [[1, 2]])).toBe(false);
    expect(same([[1, 1]], [[1, 1]])).toBe(true);
    expect(same([[1, 2]], [[1]])).toBe(false);
  });
  test('values that are right column by column but crossed between rows are wrong', () => {
    expect(
      same(
        [
          ['a', 1],
          ['b', 2],
        ],
        [
          ['a', 2],
          ['b', 1],
        ],
      ),
    ).toBe(false);
  });
  test('of two that look alike the right one is taken', () => {
    expect(
      same(
        [
          ['a', 1, 5],
          ['b', 2, 5],
        ],
        [
          ['a', 5, 2, 1],
          ['b', 5, 1, 2],
        ],
      ),
    ).toBe(true);
  });
});

describe('rows', () => {
  test('all of them and no more, as often as they are there', () => {
    expect(same([], [])).toBe(true);
    expect(same([], [[1]])).toBe(false);
    expect(same([['a'], ['a'], ['b']], [['b'], ['a'], ['a']])).toBe(true);
    expect(same([['a'], ['a'], ['b']], [['b'], ['b'], ['a']])).toBe(false);
  });
  test('order counts only when it is asked for', () => {
    expect(
      same(
        [
          ['b', 2],
          ['a', 1],
        ],
        [
          ['a', 1],
          ['b', 2],
        ],
      ),
    ).toBe(true);
    expect(
      sameOrder(
        [
          ['b', 2],
          ['a', 1],
        ],
        [
          ['a', 1],
          ['b', 2],
        ],
      ),
    ).toBe(false);
    expect(
      sameOrder(
        [
          ['b', 2],
          ['a', 1],
        ],
        [
          ['b', 2],
          ['a', 1],
        ],
      ),
    ).toBe(true);
  });
  test('rows that tie on the sorted column may come in any order', () => {
    expect(
      sameOrder(
        [
          ['a', 9],
          ['b', 5],
          ['c', 5],
        ],
        [
          ['a', 9],
          ['c', 5],
          ['b', 5],
        ],
      ),
    ).toBe(true);
    expect(
      sameOrder(
        [
          ['a', 9],
          ['b', 5],
          ['c', 5],
        ],
        [
          ['b', 5],
          ['a', 9],
          ['c', 5],
        ],
      ),
    ).toBe(false);
  });
});

describe('values', () => {
  test('numbers within a millionth or half a cent, also as text', () => {
    expect(same([[2_045_134_942.0939]], [['2045134942.09']])).toBe(true);
    expect(same([[1e9]], [[1e9 + 1_100]])).toBe(false);
    expect(same([[10]], [[10.006]])).toBe(false);
    expect(same([[1]], [[true]])).toBe(false);
  });
  test('nearly equal numbers are paired as well as they can be', () => {
    expect(
      same(
        [
          [1, 2.004],
          [1.004, 1],
        ],
        [
          [1.003, 1],
          [1.001, 2],
        ],
      ),
    ).toBe(true);
  });
  test('fractions and percents, a whole column alike', () => {
    expect(same([[24.66], [12.5]], [[0.2466], [0.125]])).toBe(true);
    expect(same([[0.2466]], [[24.66]])).toBe(true);
    expect(same([[24.66], [12.5]], [[0.2466], [12.5]])).toBe(false);
    expect(same([[300]], [[3]])).toBe(false);
  });
  test('periods by their first day', () => {
    expect(same([['2026-04-01']], [['Q2 2026']])).toBe(true);
    expect(same([['2026-03-01']], [['March 2026']])).toBe(true);
    expect(same([[2026]], [['2026-01-01']])).toBe(true);
    expect(same([['2026-W01']], [['2025-12-29']])).toBe(true);
    expect(same([['2026-03-01']], [['2026-04']])).toBe(false);
  });
  test('text without regard to case and outer blanks; nothing is nothing', () => {
    expect(same([['GERMANY']], [['Germany ']])).toBe(true);
    expect(same([['a', null]], [['a', '']])).toBe(true);
    expect(same([['a', null]], [['a', 0]])).toBe(false);
  });
});
