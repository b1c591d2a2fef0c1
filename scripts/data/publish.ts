import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SophiaError } from '../../core/errors.ts';
import { manifestFile } from './manifest.ts';

const stagingPrefix = '.making-';
/** In the folder while tables are being replaced: they are ours, but they may not belong together. */
const unfinishedFile = '_dataset.unfinished.json';
const abandonedAfterMilliseconds = 86_400_000;

/** A folder inside the target, on the same disk, so that finished files can be moved into place. */
export async function openStaging(directory: string, now: number): Promise<string> {
  await mkdir(directory, { recursive: true });
  await removeAbandoned(directory, now);
  return mkdtemp(path.join(directory, stagingPrefix));
}

/** What a killed run left behind a day ago or earlier. */
async function removeAbandoned(directory: string, now: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const folder = path.join(directory, name);
    if (!name.startsWith(stagingPrefix) || now - (await stat(folder)).mtimeMs < abandonedAfterMilliseconds) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Refuses a folder that holds a file under the name of one of the tables which no run of ours has made.
 *
 * @throws SophiaError dataset.foreign_file
 */
export function assertOwn(directory: string, tables: readonly string[]): void {
  if ([manifestFile, unfinishedFile].some(file => existsSync(path.join(directory, file)))) return;
  const foreign = tables.map(table => `${table}.parquet`).find(file => existsSync(path.join(directory, file)));
  if (foreign) throw new SophiaError('dataset.foreign_file', ['out'], { directory, file: foreign });
}

/** Moves finished tables into place. The manifest goes first and comes last, so that a folder with one is whole. */
export async function publish(staging: string, directory: string, tables: readonly string[]): Promise<void> {
  await writeFile(path.join(directory, unfinishedFile), '{}\n');
  await rm(path.join(directory, manifestFile), { force: true });
  for (const table of tables) {
    await rename(path.join(staging, `${table}.parquet`), path.join(directory, `${table}.parquet`));
  }
  await rename(path.join(staging, manifestFile), path.join(directory, manifestFile));
  await rm(path.join(directory, unfinishedFile), { force: true });
}
