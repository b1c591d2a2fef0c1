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
  ['loan fees b', 'loan fees by month'],
  ['loan fees by mon', 'loan fees by month'],
  ['loan fees by w', 'loan fees by week'],
  ['loan fees in 2024 by qu', 'loan fees in 2024 by quarter'],
  ['loan fees last q', 'loan fees last quarter'],
])('%s goes on as %s', async (text, whole) => {
  expect((await desk.planner.complete(text, 8)).slice(0, 3)).toContain(whole);
});

test('a grain that is there is no beginning of another', async () => {
  for (const question of await desk.planner.complete('loan fees by month by w', 20))
    expect(question).not.toMatch(/by month by week/);
});

test.each([
  ['loan fees last year', /last year (this|last)/],
  ['loan fees in 2024', /2024 (this|last)/],
  ['loan fees by month', /by month by/],
  ['top 3 borrowers by loan fees', /by (month|quarter)/],
])('what %s has already is not offered again', async (text, twice) => {
  for (const question of await desk.planner.complete(text, 20)) expect(question).not.toMatch(twice);
});
