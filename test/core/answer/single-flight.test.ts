import { expect, test } from '@jest/globals';
import { SingleFlight } from '../../../core/answer/single-flight.ts';

/** Work that ends when told to, and knows whether it was stopped. */
function controlledWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const seen: { runs: number; signal?: AbortSignal } = { runs: 0 };
  const work = (signal: AbortSignal) => {
    seen.runs += 1;
    seen.signal = signal;
    return promise;
  };
  return { work, seen, resolve, reject };
}

test('a hundred equal calls at once are one run', async () => {
  const flights = new SingleFlight<string>();
  const { work, seen, resolve } = controlledWork();
  const calls = Array.from({ length: 100 }, () => flights.run('key', work));
  resolve('rows');
  const landed = await Promise.all(calls);
  expect(seen.runs).toBe(1);
  expect(landed.filter(each => !each.shared)).toHaveLength(1);
  expect(flights.sharedRuns).toBe(99);
  expect(new Set(landed.map(each => each.value))).toEqual(new Set(['rows']));
});

test('other keys run on their own, and so does the same key later', async () => {
  const flights = new SingleFlight<string>();
  const runs: string[] = [];
  const work = (key: string) => async () => {
    runs.push(key);
    return key;
  };
  await Promise.all([flights.run('a', work('a')), flights.run('b', work('b'))]);
  await flights.run('a', work('a'));
  expect(runs).toEqual(['a', 'b', 'a']);
});

test('one who leaves does not stop the others', async () => {
  const flights = new SingleFlight<string>();
  const { work, seen, resolve } = controlledWork();
  const leader = new AbortController();
  const led = flights.run('key', work, leader.signal);
  const followed = flights.run('key', work);
  leader.abort();
  await expect(led).rejects.toMatchObject({ code: 'engine.cancelled' });
  expect(seen.signal?.aborted).toBe(false);
  resolve('rows');
  await expect(followed).resolves.toEqual({ value: 'rows', shared: true });
});

test('when the last one leaves the work is told to stop, and who comes next starts afresh', async () => {
  const flights = new SingleFlight<string>();
  const first = controlledWork();
  const controllers = [new AbortController(), new AbortController()];
  const calls = controllers.map(controller => flights.run('key', first.work, controller.signal));
  for (const controller of controllers) controller.abort();
  await Promise.allSettled(calls);
  expect(first.seen.signal?.aborted).toBe(true);
  const second = controlledWork();
  const next = flights.run('key', second.work);
  second.resolve('fresh');
  await expect(next).resolves.toEqual({ value: 'fresh', shared: false });
  first.reject(new Error('stopped'));
});

test('a failure reaches everyone and is not kept', async () => {
  const flights = new SingleFlight<string>();
  const { work, reject } = controlledWork();
  const calls = [flights.run('key', work), flights.run('key', work)];
  reject(new Error('engine down'));
  for (const result of await Promise.allSettled(calls)) expect(result.status).toBe('rejected');
  await expect(flights.run('key', async () => 'again')).resolves.toMatchObject({ value: 'again' });
});
