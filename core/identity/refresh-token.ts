import { createHmac } from 'node:crypto';
import { deriveKey, equalSecrets } from './secrets.ts';

const sign = (key: Uint8Array, text: string) =>
  createHmac('sha256', deriveKey(key, 'refresh-token')).update(text).digest('base64url');

/** `session.secret.signature`. The signature tells a used token, which ends its session, from an invented one. */
export function refreshToken(key: Uint8Array, sessionId: string, secret: string): string {
  const text = `${sessionId}.${secret}`;
  return `${text}.${sign(key, text)}`;
}

/** The parts of a token that we signed; undefined for any other text. */
export function parseRefreshToken(key: Uint8Array, token: string): { sessionId: string; secret: string } | undefined {
  const [sessionId, secret, signature, ...more] = token.split('.');
  if (!sessionId || !secret || !signature || more.length > 0) return undefined;
  return equalSecrets(signature, sign(key, `${sessionId}.${secret}`)) ? { sessionId, secret } : undefined;
}
