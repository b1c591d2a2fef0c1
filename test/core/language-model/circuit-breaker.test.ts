import { describe, expect, test } from '@jest/globals';
import { CircuitBreaker } from '../../../core/language-model/circuit-breaker.ts';

const down = async (): Promise<string> => {
  throw new Error('down');
};
const up = async () => 'up';

describe('circuit breaker', () => {
  let now = 0;
  const breakerAfter = async (failures: number) => {
    now = 0;
    const breaker = new CircuitBreaker({ now: () => new Date(now) }, { failures: 3, pauseMilliseconds: 1_000 });
    for (let count = 0; count < failures; count += 1) await expect(breaker.run(down)).rejects.toThrow('down');
    return breaker;
  };

  test('asks until so many failures in a row, then leaves it alone for the pause', async () => {
    const breaker = await breakerAfter(3);
    now = 999;
    expect(await breaker.run(up)).toBeUndefined();
    now = 1_000;
    expect(await breaker.run(up)).toEqual({ value: 'up' });
    expect(await breaker.run(up)).toEqual({ value: 'up' });
  });

  test('a success in between begins the count anew', async () => {
    const breaker = await breakerAfter(2);
    await breaker.run(up);
    await expect(breaker.run(down)).rejects.toThrow('down');
    expect(await breaker.run(up)).toEqual({ value: 'up' });
  });

  test('after the pause one tries; when that fails too, the pause begins again', async () => {
    const breaker = await breakerAfter(3);
    now = 1_000;
    const gate = Promise.withResolvers<string>();
    const first = breaker.run(() => gate.promise);
    expect(await breaker.run(up)).toBeUndefined();
    gate.reject(new Error('still down'));
    await expect(first).rejects.toThrow('still down');
    now = 1_999;
    expect(await breaker.run(up)).toBeUndefined();
    now = 2_000;
    expect(await breaker.run(up)).toEqual({ value: 'up' });
  });

  test('failures that do not count leave it closed', async () => {
    const breaker = await breakerAfter(2);
    await expect(breaker.run(down, () => false)).rejects.toThrow('down');
    expect(await breaker.run(up)).toEqual({ value: 'up' });
  });
});
