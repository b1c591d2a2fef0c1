/**
 * What another's error says of itself, whatever class it is of: errors may come from native code or another realm,
 * where `instanceof Error` does not hold.
 */
const member = (error: unknown, name: 'message' | 'code' | 'errcode'): unknown =>
  typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined;

/** Its message, or the thing as text. */
export const messageOf = (error: unknown): string => {
  const message = member(error, 'message');
  return typeof message === 'string' ? message : String(error);
};

/** Node's code of a system error, such as ENOENT. */
export const systemCodeOf = (error: unknown): string => String(member(error, 'code') ?? 'unknown');

/** SQLite's primary result code. */
export const sqliteCodeOf = (error: unknown): number | undefined => {
  const code = member(error, 'errcode');
  return typeof code === 'number' ? code & 0xff : undefined;
};
