import { expect, test } from '@jest/globals';
import { Turnstile } from '../../../core/answer/turnstile.ts';

test('everyone gets through, in the order of coming', async () => {
  const turnstile = new Turnstile();
  const passed: number[] = [];
  await Promise.all([1, 2, 3].map(each => turnstile.pass().then(() => passed.push(each))));
  expect(passed).toEqual([1, 2, 3]);
});

test('who comes while another has its turn waits for the next one', async () => {
  const turnstile = new Turnstile();
  const passed: string[] = [];
  let late: Promise<unknown> | undefined;
  await turnstile.pass().then(() => {
    late = turnstile.pass().then(() => passed.push('late'));
    passed.push('first');
  });
  await late;
  expect(passed).toEqual(['first', 'late']);
});

test('other work of the event loop is done while many wait', async () => {
  const turnstile = new Turnstile();
  const order: string[] = [];
  const first = turnstile.pass().then(() => {
    order.push('first');
    setImmediate(() => order.push('other'));
  });
  const second = turnstile.pass().then(() => order.push('second'));
  const third = turnstile.pass().then(() => order.push('third'));
  await Promise.all([first, second, third]);
  expect(order.indexOf('other')).toBeLessThan(order.indexOf('third'));
  expect(order).toContain('other');
});

test('who goes on with what was begun comes before those who have not begun', async () => {
  const turnstile = new Turnstile();
  const order: string[] = [];
  const begun = turnstile.pass().then(async () => {
    order.push('begun');
    await turnstile.pass(1);
    order.push('gone on');
  });
  const next = turnstile.pass().then(() => order.push('next'));
  await Promise.all([begun, next]);
  expect(order).toEqual(['begun', 'gone on', 'next']);
});
