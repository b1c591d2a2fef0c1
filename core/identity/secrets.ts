import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Derives keys and digests from the installation's one secret, so that each use has a key of its own. */

/** An unguessable text of 256 bits. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** An unguessable id of 128 bits, with a prefix that says what it names. */
export const randomId = (prefix: string): string => `${prefix}_${randomBytes(16).toString('base64url')}`;

/** What is stored in place of a random secret; such secrets need no salt or slow hash. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** A key for one purpose. */
export const deriveKey = (secret: Uint8Array, purpose: string): Uint8Array =>
  createHmac('sha256', secret).update(purpose).digest();

/** Compares without telling by its time how much was right. */
export function equalSecrets(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(digest(left)), Buffer.from(digest(right))];
  return timingSafeEqual(a, b);
}

/** The token that a page must send along with its cookie: only who can read the session's answer knows it. */
export const csrfToken = (secret: Uint8Array, sessionId: string): string =>
  createHmac('sha256', deriveKey(secret, 'csrf')).update(sessionId).digest('base64url');
