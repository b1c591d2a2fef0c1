import { SophiaError } from '../core/errors.ts';

/** Relative paths of letters, digits, `-`, `_` and `.`; no part is `.` or `..`. */
export const keyPattern = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.-]+(?:\/[\w.-]+)*$/;

/** @throws SophiaError storage.key_invalid */
export function checkKey(key: string): void {
  if (key.length > 1024 || !keyPattern.test(key)) throw new SophiaError('storage.key_invalid', [key], { key });
}
