import { expect, test } from '@jest/globals';
import type { DATE_PARTS } from '../../../core/plan/date-part.ts';
import { filterWords } from '../../../core/plan/explain-filters.ts';
import { partFilter } from '../../../core/plan/part-filter.ts';
import { NOW, shop } from './shop.ts';

/** What comes again of a date, chosen as it is shown. */
const model = shop;
const of = (part: (typeof DATE_PARTS)[number], ...values: (string | number)[]) =>
  partFilter('orders.order_date', part, values, model);

test.each([
  [of('dayofweek', 'Monday', 'Sunday'), "DATE_PART('dayofweek', orders.order_date) IN (1, 0)", 'on a Monday or Sunday'],
  [of('month', 'December'), "DATE_PART('month', orders.order_date) IN (12)", 'in any December'],
  [of('quarter', 'Q2'), "DATE_PART('quarter', orders.order_date) IN (2)", 'in any Q2'],
  [of('hour', 9), "DATE_PART('hour', orders.order_date) IN (9)", 'in the hour from 9:00'],
])('%j', (filter, expression, words) => {
  expect(filter).toEqual({ expression });
  expect(filterWords(filter!, model, NOW)).toBe(`order date ${words}`);
});

test('what is no such part is none', () => {
  expect([of('dayofweek', 'Someday'), of('month', 3), of('hour', 24), of('hour', '9'), of('quarter')]).toEqual(
    Array(5).fill(undefined),
  );
  expect(partFilter('orders.unheard', 'month', ['May'], model)).toBeUndefined();
});
