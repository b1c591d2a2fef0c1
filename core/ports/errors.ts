/** Errors that adapters raise at the ports; a vendor's own error is kept as the cause. */
export const engineMessages = {
  'engine.timeout': (d: { seconds: number }) => `The query ran longer than ${d.seconds} s and was stopped.`,
  'engine.failed': (d: { reason: string }) => `The engine could not run the query: ${d.reason}`,
  'engine.cancelled': (_: Record<string, never>) => 'The query was cancelled.',
  'engine.statement_refused': (d: { reason: string }) => `The engine runs single read-only queries only: ${d.reason}`,
  'engine.table_unknown': (d: { table: string }) => `The data has no table ${d.table}.`,
  'engine.table_unreadable': (d: { table: string; reason: string; mend: string }) =>
    `The data of ${d.table} can't be read: ${d.reason} ${d.mend}`,
  'engine.data_missing': (d: { directory: string; reason: string }) =>
    `The data folder ${d.directory} can't be read (${d.reason}). Create it or name another one.`,
  'storage.full': (d: { store: string }) =>
    `The disk that holds ${d.store} is full; nothing was written. Free some space and try again.`,
  'storage.corrupt': (d: { store: string; reason: string }) =>
    `${d.store} is damaged (${d.reason}). Stop the platform, move the file away and put back a backup; without one, a new empty file is made at the next start.`,
  'storage.newer': (d: { store: string; found: number; known: number }) =>
    `${d.store} was written by a newer version (schema ${d.found}; this version knows ${d.known}). Start the newer version, or use another state folder.`,
  'storage.failed': (d: { store: string; reason: string }) => `${d.store} can't be used: ${d.reason}`,
  'storage.key_invalid': (d: { key: string }) =>
    `${JSON.stringify(d.key)} is not a name of an object: use letters, digits, "-", "_" and ".", in parts divided by "/".`,
  'model_service.failed': (d: { reason: string }) => `The language model can't be used: ${d.reason}`,
  'dataset.option_invalid': (d: { option: string; found: string; expected: string }) =>
    `${d.option} can't be ${d.found}: give ${d.expected}.`,
  'dataset.foreign_file': (d: { directory: string; file: string }) =>
    `${d.directory} has a file ${d.file} that was not made here, and it would be replaced. Name another folder, or move it away.`,
  'users.invalid': (d: { file: string; faults: readonly string[] }) =>
    `The users file ${d.file} can't be used: ${d.faults.join('; ')}`,
} as const;
