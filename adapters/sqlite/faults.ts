import { isSophiaError, SophiaError } from '../../core/errors.ts';
import { messageOf, sqliteCodeOf } from '../vendor-error.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const codes = { busy: 5, locked: 6, corrupt: 11, full: 13, notADatabase: 26 } as const;

/** Another process writes at this moment. */
export const isBusy = (error: unknown): boolean => {
  const code = sqliteCodeOf(error);
  return code === codes.busy || code === codes.locked;
};

/** What a failure of SQLite is to the caller; anything else is our own fault and stays as it is. */
export function storageError(cause: unknown, store: string): unknown {
  if (isSophiaError(cause)) return cause;
  const code = sqliteCodeOf(cause);
  if (code === undefined) return cause;
  const reason = messageOf(cause);
  if (code === codes.full) return new SophiaError('storage.full', [], { store }, { cause });
  if (code === codes.corrupt || code === codes.notADatabase) {
    return new SophiaError('storage.corrupt', [], { store, reason }, { cause });
  }
  return new SophiaError('storage.failed', [], { store, reason }, { cause });
}
