import { expect, test } from '@jest/globals';
import { chosenView, usualChoice, viewOptions, viewWords } from '../../../dashboard/web/src/reports/report-view.ts';

const asia = { filters: { region: { selected: ['Asia'] } } };
const europe = { filters: { region: { selected: ['Europe'] } } };
const filters = [
  { id: 'region', label: 'Region', field: 'sales.region', kind: 'values' as const },
  { id: 'amount', label: 'Amount', field: 'sales.amount', kind: 'numberRange' as const },
];
const offered = (kept: typeof asia | undefined, now: object) => viewOptions({ kept, now }).map(({ value }) => value);

test('a report is made with the filters that it has, until those of now are chosen', () => {
  const views = { kept: asia, now: europe };
  expect(offered(asia, europe)).toEqual(['opens', 'kept', 'now']);
  expect(usualChoice(views)).toBe('kept');
  expect(chosenView('kept', views)).toBe(asia);
  expect(chosenView('now', views)).toBe(europe);
  expect(chosenView('opens', views)).toBeUndefined();
});

test('only what makes a difference is offered', () => {
  expect(offered(undefined, {})).toEqual(['opens']);
  expect(offered(undefined, asia)).toEqual(['opens', 'now']);
  expect(usualChoice({ kept: undefined, now: asia })).toBe('opens');
  expect(offered(asia, {})).toEqual(['opens', 'kept']);
  expect(offered(asia, asia)).toEqual(['opens', 'now']);
  expect(usualChoice({ kept: asia, now: asia })).toBe('now');
});

test('a view is said by the labels of its filters', () => {
  expect(viewWords(asia, { filters })).toBe('Region: Asia');
  const range = { kind: 'previous' as const, unit: 'month' as const, count: 3 };
  const all = { filters: { region: null, amount: { minimum: 5 } }, time: { range } };
  expect(viewWords(all, { filters })).toBe('Region: all, Amount: from 5, Last 3 months');
  expect(viewWords({ cross: [{ field: 'sales.region', values: ['Asia'] }] }, { filters })).toBe('Asia');
  // A filter that the dashboard does not have any more narrows nothing.
  expect(viewWords({ filters: { gone: { selected: ['x'] } } }, { filters })).toBeUndefined();
  expect(viewWords({}, { filters })).toBeUndefined();
  expect(viewWords(undefined, { filters })).toBeUndefined();
});
