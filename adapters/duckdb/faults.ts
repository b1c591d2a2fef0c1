import { isSophiaError, SophiaError } from '../../core/errors.ts';
import { messageOf } from '../vendor-error.ts';

/** Which table a path belongs to, by the path as the engine prints it. */
export type PathOwners = ReadonlyMap<string, string>;

/** The engine's first sentence(s), without the excerpt of the statement and its advice on settings. */
function firstPart(message: string): string {
  const [head = ''] = message.split(/\n\s*(?:\n|LINE \d+:|Candidate|Possible solutions)/);
  return head
    .replace(/^\s*Original Line:.*$/m, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The engine's words without paths of the machine and without values of rows. */
export function cleanReason(message: string, owners: PathOwners): string {
  let reason = firstPart(message);
  for (const [path, table] of owners) reason = reason.replaceAll(path, table);
  reason = reason.replace(/(?<![\w/])(?:[A-Za-z]:\\|\/)[^\s'"`]+[/\\][^\s'"`]*/g, 'a file');
  if (reason.startsWith('Conversion Error'))
    reason = reason.replace(/(string|value|field|format:?) ['"][^'"]*['"]/gi, '$1');
  return reason.replace(/^(?:Invalid Input|Binder|Catalog|Parser|IO|Internal|Conversion) Error: /, '');
}

/** The engine's words before a sentence of ours. */
export const asSentence = (reason: string): string => (/[.!?]$/.test(reason) ? reason : `${reason}.`);

const isInterrupt = (message: string): boolean => /^INTERRUPT|interrupted/i.test(message);

/** The engine can't go on: its instance must be opened again. */
export const isFatal = (error: unknown): boolean => /FATAL|has been invalidated/.test(messageOf(error));

/** A database file is not what was written. It says so of itself: no Parquet file is called that. */
export const isDamagedCopy = (error: unknown): boolean =>
  /Corrupt database file|Could not read enough bytes from file "[^"]*\.duckdb"/.test(messageOf(error));

/** The data under the instance is not what it was when the views were made. */
export const mayBeStale = (error: unknown): boolean =>
  isSophiaError(error) &&
  (error.code === 'engine.table_unreadable' ||
    (error.code === 'engine.failed' &&
      /view were altered|No files found|schema mismatch/i.test(messageOf(error.cause))));

/** What helps when a table can't be read. */
export const mendOf = (table: string): string => `Write the file of ${table} anew; the other tables work.`;

export const unreadable = (table: string, reason: string, mend?: string, cause?: unknown): SophiaError =>
  new SophiaError(
    'engine.table_unreadable',
    [table],
    { table, reason: asSentence(reason), mend: mend ?? mendOf(table) },
    { cause },
  );

const outOfMemory =
  'it needs more memory than the engine may use. Ask for less at once (fewer groups, a shorter time), or raise the memory limit.';

/** What a run's failure is to the caller, whoever stopped it. */
export function engineError(
  cause: unknown,
  context: {
    owners: PathOwners;
    /** Tables that the statement reads. */
    read?: readonly string[] | undefined;
    stopped?: 'cancelled' | 'timeout' | undefined;
    seconds?: number | undefined;
  },
): SophiaError {
  if (context.stopped === 'cancelled') return new SophiaError('engine.cancelled', [], {}, { cause });
  if (context.stopped === 'timeout') {
    return new SophiaError('engine.timeout', [], { seconds: context.seconds ?? 0 }, { cause });
  }
  if (isSophiaError(cause)) return cause;
  const message = messageOf(cause);
  if (isInterrupt(message)) return new SophiaError('engine.cancelled', [], {}, { cause });
  if (/out of memory/i.test(message)) return new SophiaError('engine.failed', [], { reason: outOfMemory }, { cause });
  const reason = cleanReason(message, context.owners);
  const owner = [...context.owners].find(([path]) => message.includes(path));
  if (owner) return unreadable(owner[1], reason, undefined, cause);
  const [table, other] = context.read ?? [];
  if (table !== undefined && other === undefined && damage.test(message)) {
    return unreadable(table, 'its file is damaged.', undefined, cause);
  }
  return new SophiaError(
    'engine.failed',
    [],
    { reason: damage.test(message) ? damaged(context.read) : reason },
    { cause },
  );
}

/** What the engine says of pages that are no pages, without saying of which file. */
const damage =
  /^Invalid Error: don't know what type|TProtocolException|Thrift|(?:decompress|uncompress)\w* (?:failed|failure)|(?:Snappy|ZSTD|GZIP|LZ4|Brotli)\b.*(?:fail|error)|corrupt/i;

const damaged = (tables: readonly string[] = []): string =>
  `the file of one of these is damaged: ${tables.join(', ')}. Write it anew; the other tables work.`;
