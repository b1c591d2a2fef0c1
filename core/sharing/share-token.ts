import { createHmac } from 'node:crypto';
import { deriveKey, equalSecrets, randomSecret } from '../identity/secrets.ts';

/** A link's token: which link, the secret that opens it, and our signature. */
export interface ShareToken {
  readonly id: string;
  readonly secret: string;
}

/** Characters of the parts, one after the other without anything between, so that the token is one word. */
const lengths = { id: 22, secret: 43, signature: 22 } as const;
const prefix = 'shr_';

/** 128 bits of a signature are enough against guessing, and a link should not be longer than need be. */
const sign = (key: Uint8Array, text: string): string =>
  createHmac('sha256', deriveKey(key, 'share-link')).update(text).digest('base64url').slice(0, lengths.signature);

/** @param id `shr_…`, with 128 random bits */
export function shareToken(key: Uint8Array, id: string): { token: string; secret: string } {
  const secret = randomSecret();
  const text = id.slice(prefix.length) + secret;
  return { secret, token: text + sign(key, text) };
}

/** The parts of a token that we signed; undefined for any other text, without a look into the store. */
export function parseShareToken(key: Uint8Array, token: string): ShareToken | undefined {
  const signed = lengths.id + lengths.secret;
  if (!/^[\w-]{87}$/.test(token)) return undefined;
  const text = token.slice(0, signed);
  if (!equalSecrets(token.slice(signed), sign(key, text))) return undefined;
  return { id: prefix + text.slice(0, lengths.id), secret: text.slice(lengths.id) };
}
