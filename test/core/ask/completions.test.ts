import { beforeAll, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

test('a period and a grain are offered to a question that has none', async () => {
  const offered = await desk.planner.complete('loan fees', 20);
  expect(offered).toEqual(expect.arrayContaining(['loan fees by month', 'loan fees this year']));
});

test.each([
  ['loan fees last year', /last year (this|last)/],
  ['loan fees in 2024', /2024 (this|last)/],
  ['loan fees by month', /by month by/],
  ['top 3 borrowers by loan fees', /by (month|quarter)/],
])('what %s has already is not offered again', async (text, twice) => {
  for (const question of await desk.planner.complete(text, 20)) expect(question).not.toMatch(twice);
});
