import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createAccessTokens } from '../../../core/identity/access-token.ts';

const claims = { username: 'ann', sessionId: 'ses_1' };
const secret = randomBytes(32);

function clockAt(iso: string) {
  const clock = { at: new Date(iso), now: () => clock.at };
  return clock;
}

test('a token speaks for its user and session until it expires, also when it was seen before', async () => {
  const clock = clockAt('2026-07-01T00:00:00Z');
  const tokens = createAccessTokens(secret, 900, clock);
  const { token, expiresAt } = await tokens.issue(claims);
  expect(expiresAt.toISOString()).toBe('2026-07-01T00:15:00.000Z');
  clock.at = new Date('2026-07-01T00:14:59Z');
  expect(await tokens.verify(token)).toEqual(claims);
  clock.at = new Date('2026-07-01T00:15:00Z');
  expect(await tokens.verify(token)).toBeUndefined();
  expect(await createAccessTokens(secret, 900, clock).verify(token)).toBeUndefined();
});

test('a token of another installation is none', async () => {
  const clock = clockAt('2026-07-01T00:00:00Z');
  const { token } = await createAccessTokens(randomBytes(32), 900, clock).issue(claims);
  expect(await createAccessTokens(secret, 900, clock).verify(token)).toBeUndefined();
});

test('another process with the same secret knows it', async () => {
  const clock = clockAt('2026-07-01T00:00:00Z');
  const { token } = await createAccessTokens(secret, 900, clock).issue(claims);
  expect(await createAccessTokens(secret, 900, clock).verify(token)).toEqual(claims);
});
