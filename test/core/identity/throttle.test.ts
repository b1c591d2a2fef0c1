import { expect, test } from '@jest/globals';
import { createLoginThrottle } from '../../../core/identity/throttle.ts';

/** A clock that stands until it is moved. */
function movableClock() {
  let milliseconds = Date.parse('2026-07-01T00:00:00Z');
  return {
    now: () => new Date(milliseconds),
    pass: (seconds: number) => {
      milliseconds += seconds * 1000;
    },
  };
}

const wrong = async () => undefined;
const right = async () => 'identity';

test('a few wrong passwords cost nothing, more cost doubling delays', async () => {
  const clock = movableClock();
  const throttle = createLoginThrottle(clock);
  for (let i = 0; i < 5; i += 1) await throttle.guard('ann', '10.0.0.1', wrong);
  await expect(throttle.guard('ann', '10.0.0.1', wrong)).rejects.toMatchObject({
    code: 'auth.throttled',
    details: { seconds: 1 },
  });
  clock.pass(1);
  await throttle.guard('ann', '10.0.0.1', wrong);
  await expect(throttle.guard('ann', '10.0.0.1', wrong)).rejects.toMatchObject({ details: { seconds: 2 } });
});

test('the right password counts again once the delay is over, and clears the count', async () => {
  const clock = movableClock();
  const throttle = createLoginThrottle(clock);
  for (let i = 0; i < 5; i += 1) await throttle.guard('ann', '10.0.0.1', wrong);
  clock.pass(1);
  await expect(throttle.guard('ann', '10.0.0.1', right)).resolves.toBe('identity');
  for (let i = 0; i < 4; i += 1) await throttle.guard('ann', '10.0.0.1', wrong);
  await expect(throttle.guard('ann', '10.0.0.1', right)).resolves.toBe('identity');
});

test('a burst of guesses at once is counted one by one', async () => {
  const throttle = createLoginThrottle(movableClock());
  let checked = 0;
  const guess = async () => {
    checked += 1;
    return undefined;
  };
  const burst = await Promise.allSettled(Array.from({ length: 50 }, () => throttle.guard('ann', '10.0.0.1', guess)));
  expect(checked).toBe(5);
  expect(burst.filter(each => each.status === 'rejected')).toHaveLength(45);
});

test('a burst of right passwords passes', async () => {
  const throttle = createLoginThrottle(movableClock());
  const burst = await Promise.allSettled(Array.from({ length: 50 }, () => throttle.guard('ann', '10.0.0.1', right)));
  expect(burst.every(each => each.status === 'fulfilled')).toBe(true);
});

test('guessing from many addresses slows the account, not an address it has signed in from', async () => {
  const clock = movableClock();
  const throttle = createLoginThrottle(clock);
  await throttle.guard('ann', '10.0.0.1', right);
  for (let i = 0; i < 20; i += 1) await throttle.guard('ann', `10.1.0.${i}`, wrong);
  await expect(throttle.guard('ann', '10.2.0.1', wrong)).rejects.toMatchObject({ code: 'auth.throttled' });
  await expect(throttle.guard('ann', '10.0.0.1', right)).resolves.toBe('identity');
});

test('an address that tries many accounts is slowed for all of them', async () => {
  const throttle = createLoginThrottle(movableClock());
  for (let i = 0; i < 50; i += 1) await throttle.guard(`user${i}`, '10.0.0.9', wrong);
  await expect(throttle.guard('somebody', '10.0.0.9', wrong)).rejects.toMatchObject({ code: 'auth.throttled' });
  await expect(throttle.guard('somebody', '10.0.0.1', right)).resolves.toBe('identity');
});

test('nobody is locked out of an account for longer than half a minute by others', async () => {
  const clock = movableClock();
  const throttle = createLoginThrottle(clock);
  for (let i = 0; i < 200; i += 1) {
    await throttle.guard('ann', `10.1.${i}.1`, wrong).catch(() => clock.pass(30));
  }
  clock.pass(30);
  await expect(throttle.guard('ann', '10.9.9.9', right)).resolves.toBe('identity');
});
