import { createHash } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SophiaError } from '../../core/errors.ts';

export type SourceFormat = 'parquet' | 'csv';

export interface SourceFile {
  /** Path under the data folder, with `/`. */
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: number;
  /** When content, name or rights changed last. Unlike `modifiedAt`, nobody can set it. */
  readonly changedAt: number;
}

/** A table to be: a file, or a folder of part files. */
export interface Source {
  readonly name: string;
  readonly format: SourceFormat;
  readonly files: readonly SourceFile[];
  /** The parts lie in `key=value` folders. */
  readonly partitioned: boolean;
}

export interface SourceFault {
  readonly name: string;
  readonly reason: string;
  readonly mend: string;
}

export interface DataFolder {
  readonly sources: readonly Source[];
  readonly faults: readonly SourceFault[];
  /** Hash over name, size and time of change of every file. */
  readonly version: string;
  /** As the version, and over when each file changed: what was kept of the files holds while this is the same. */
  readonly fingerprint: string;
  /** Milliseconds since 1970 of the last change of any file; 0 when there is none. */
  readonly changedAt: number;
  /** Of all files together. */
  readonly bytes: number;
  /** ISO 8601 of the newest file; the epoch when there is none. */
  readonly freshness: string;
}

const endings: readonly { readonly suffix: string; readonly format: SourceFormat }[] = [
  { suffix: '.parquet', format: 'parquet' },
  { suffix: '.csv', format: 'csv' },
  { suffix: '.csv.gz', format: 'csv' },
  { suffix: '.tsv', format: 'csv' },
];

function endingOf(name: string): { suffix: string; format: SourceFormat } | undefined {
  if (name.startsWith('.') || name.startsWith('_')) return undefined;
  return endings.find(({ suffix }) => name.toLowerCase().endsWith(suffix) && name.length > suffix.length);
}

async function entriesOf(path: string): Promise<Dirent[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter(({ name }) => !name.startsWith('.') && !name.startsWith('_'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The file's facts; undefined when it went away between listing and looking, or is no file. */
async function fileAt(path: string, name: string): Promise<SourceFile | undefined> {
  const facts: Stats | undefined = await stat(path).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  return { name, path, size: facts.size, modifiedAt: facts.mtimeMs, changedAt: facts.ctimeMs };
}

async function partsOf(path: string, name: string): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const entry of await entriesOf(path)) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) found.push(...(await partsOf(below, `${name}/${entry.name}`)));
    else if (endingOf(entry.name)) {
      const file = await fileAt(below, `${name}/${entry.name}`);
      if (file) found.push(file);
    }
  }
  return found;
}

async function folderSource(directory: string, name: string): Promise<Source | SourceFault | undefined> {
  const files = await partsOf(join(directory, name), name);
  const formats = new Set(files.map(file => endingOf(file.name.split('/').at(-1)!)!.format));
  const [format] = formats;
  if (format === undefined) return undefined;
  if (formats.size > 1) {
    return { name, reason: `its folder holds both Parquet and CSV parts.`, mend: 'Keep one of the two formats.' };
  }
  const partitioned = files.some(file => /\/[^/=]+=[^/]*\//.test(file.name));
  return { name, format, files, partitioned };
}

async function sourceAt(directory: string, entry: Dirent): Promise<Source | SourceFault | undefined> {
  if (entry.isDirectory()) return folderSource(directory, entry.name);
  const ending = endingOf(entry.name);
  const file = ending && (await fileAt(join(directory, entry.name), entry.name));
  if (!ending || !file) return undefined;
  return { name: entry.name.slice(0, -ending.suffix.length), format: ending.format, files: [file], partitioned: false };
}

/** Names that differ by letter case only are one name to SQL. */
function withoutClashes(found: readonly (Source | SourceFault)[]): Pick<DataFolder, 'sources' | 'faults'> {
  const byName = Map.groupBy(found, ({ name }) => name.toLowerCase());
  const sources: Source[] = [];
  const faults: SourceFault[] = [];
  for (const same of byName.values()) {
    const [first] = same;
    if (same.length > 1) {
      const reason = `${same.length} files or folders have this name.`;
      faults.push({ name: first!.name, reason, mend: 'Keep one of them, or rename the others.' });
    } else if ('files' in first!) sources.push(first);
    else faults.push(first!);
  }
  return { sources, faults };
}

const hashOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('')).digest('hex').slice(0, 32);

/**
 * Looks a data folder over: each Parquet or CSV file, and each folder of such files, is a source named by its stem.
 * Hidden files and names that begin with `_` are passed by.
 *
 * @throws SophiaError engine.data_missing when the folder can't be listed
 */
export async function scanDataFolder(directory: string): Promise<DataFolder> {
  const entries = await entriesOf(directory).catch((cause: NodeJS.ErrnoException) => {
    throw new SophiaError('engine.data_missing', [], { directory, reason: cause.code ?? 'unknown' }, { cause });
  });
  const found = (await Promise.all(entries.map(entry => sourceAt(directory, entry)))).filter(one => one !== undefined);
  const files = found.flatMap(source => ('files' in source ? source.files : []));
  const newest = files.reduce((latest, file) => Math.max(latest, file.modifiedAt), 0);
  return {
    ...withoutClashes(found),
    version: hashOf(files.map(({ name, size, modifiedAt }) => `${name}\0${size}\0${modifiedAt}\n`)),
    fingerprint: hashOf(files.map(file => `${file.name}\0${file.size}\0${file.modifiedAt}\0${file.changedAt}\n`)),
    changedAt: files.reduce((latest, file) => Math.max(latest, file.changedAt), 0),
    bytes: files.reduce((sum, file) => sum + file.size, 0),
    freshness: new Date(newest).toISOString(),
  };
}
