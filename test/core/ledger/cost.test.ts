import { describe, expect, test } from '@jest/globals';
import { computeCost, databaseCost, dollarsText, toDollars } from '../../../core/ledger/cost.ts';
import { athenaPrices } from '../../../core/ledger/prices.ts';

const mebibyte = 1024 ** 2;

describe('what a question costs', () => {
  test('a tebibyte scanned is five dollars', () => {
    expect(databaseCost(1024 ** 4, athenaPrices)).toBe(5_000_000);
  });

  test('ten megabytes are billed at least: 10 / 1,048,576 of five dollars is 47.68 micro-dollars', () => {
    expect(databaseCost(0, athenaPrices)).toBe(48);
    expect(databaseCost(10 * mebibyte, athenaPrices)).toBe(48);
  });

  test('bytes are rounded up to the megabyte, amounts half up to the micro-dollar', () => {
    expect(databaseCost(10 * mebibyte + 1, athenaPrices)).toBe(databaseCost(11 * mebibyte, athenaPrices));
    expect(databaseCost(11 * mebibyte, athenaPrices)).toBe(52);
  });

  test('a second of one gigabyte on arm64 is 13.33 micro-dollars, by the started millisecond', () => {
    expect(computeCost(1_000, athenaPrices)).toBe(13);
    expect(computeCost(100_000, athenaPrices)).toBe(1_333);
    expect(computeCost(0, athenaPrices)).toBe(0);
    // 60 ms are 0.8 of a micro-dollar, 37 not half of one.
    expect(computeCost(59.2, athenaPrices)).toBe(1);
    expect(computeCost(37, athenaPrices)).toBe(0);
  });

  test('as dollars, for the API and for people', () => {
    expect(toDollars(48)).toBe(0.000048);
    expect(dollarsText(48)).toBe('$0.000048');
    expect(dollarsText(1_500_000)).toBe('$1.50');
    expect(dollarsText(50_000)).toBe('$0.05');
  });
});
