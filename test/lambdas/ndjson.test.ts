import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { together } from '../../lambdas/dashboard-generator/ndjson.ts';

const all = async <T>(lists: AsyncIterable<readonly T[]>): Promise<(readonly T[])[]> => {
  const found: (readonly T[])[] = [];
  for await (const list of lists) found.push(list);
  return found;
};

test('what is ready goes out together, in its order', async () => {
  async function* events() {
    yield* [1, 2, 3];
  }
  expect(await all(together(events()))).toEqual([[1, 2, 3]]);
});

test('nothing waits for what is not ready', async () => {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  async function* events() {
    yield 'early';
    await late;
    yield 'late';
  }
  const lists = together(events());
  expect((await lists.next()).value).toEqual(['early']);
  resolve();
  expect((await lists.next()).value).toEqual(['late']);
  expect((await lists.next()).done).toBe(true);
});

test('a failure behind what was ready is told after it', async () => {
  async function* events() {
    yield 'first';
    throw new Error('the engine is gone');
  }
  const lists = together(events());
  await expect(all(lists)).rejects.toThrow('the engine is gone');
});

test('who stops listening ends the source, without waiting for it', async () => {
  let ended = false;
  async function* events() {
    try {
      yield 1;
      await wait(20);
      yield 2;
    } finally {
      ended = true;
    }
  }
  for await (const list of together(events())) {
    expect(list).toEqual([1]);
    break;
  }
  expect(ended).toBe(false);
  while (!ended) await wait(5);
});
