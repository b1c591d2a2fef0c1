import { expect, test } from '@jest/globals';
import { once } from '../../lambdas/once.ts';

test('work is done once, however many ask for it', async () => {
  let done = 0;
  const work = once(async () => ++done);
  expect(await Promise.all([work(), work()])).toEqual([1, 1]);
  expect(await work()).toBe(1);
});

test('work that failed is told to those who waited, and done again for who asks next', async () => {
  let tries = 0;
  const work = once(async () => {
    if (++tries === 1) throw new Error('throttled');
    return tries;
  });
  expect((await Promise.allSettled([work(), work()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await work()).toBe(2);
});
