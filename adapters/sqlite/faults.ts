import { isSophiaError, SophiaError } from '../../core/errors.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const codes = { busy: 5, locked: 6, corrupt: 11, full: 13, notADatabase: 26 } as const;

function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** Another process writes at this moment. */
export const isBusy = (error: unknown): boolean => {
  const code = resultCode(error);
  return code === codes.busy || code === codes.locked;
};

/** What a failure of SQLite is to the caller; anything else is our own fault and stays as it is. */
export function storageError(cause: unknown, store: string): unknown {
  if (isSophiaError(cause)) return cause;
  const code = resultCode(cause);
  if (code === undefined) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (code === codes.full) return new SophiaError('storage.full', [], { store }, { cause });
  if (code === codes.corrupt || code === codes.notADatabase) {
    return new SophiaError('storage.corrupt', [], { store, reason }, { cause });
  }
  return new SophiaError('storage.failed', [], { store, reason }, { cause });
}
