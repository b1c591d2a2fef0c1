import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { isSophiaError, SophiaError } from '../core/errors.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import { checkKey, keyPattern } from './object-key.ts';
import { systemCodeOf } from './vendor-error.ts';

/** Files being written: no key has a `~`. */
const unfinished = '~';

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCodeOf(error));

function storageError(cause: unknown, directory: string): SophiaError {
  if (isSophiaError(cause)) return cause;
  if (['ENOSPC', 'EDQUOT'].includes(systemCodeOf(cause))) {
    return new SophiaError('storage.full', [], { store: directory }, { cause });
  }
  return new SophiaError('storage.failed', [], { store: directory, reason: systemCodeOf(cause) }, { cause });
}

/** Where the nearest folder that exists really is, links followed. */
async function realFolder(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error;
    return realFolder(dirname(path));
  }
}

/** The file of a key, whose folder (links followed) lies in the store. */
async function pathOf(directory: string, key: string): Promise<string> {
  checkKey(key);
  const path = join(directory, key);
  const [root, parent] = await Promise.all([realFolder(directory), realFolder(dirname(path))]);
  if (parent !== root && !parent.startsWith(root + sep)) throw new SophiaError('storage.key_invalid', [key], { key });
  return path;
}

/** The file's bytes; a link is no object. */
async function readOwn(path: string, key: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path, { flag: constants.O_RDONLY | constants.O_NOFOLLOW });
  } catch (error) {
    if (systemCodeOf(error) === 'ELOOP') throw new SophiaError('storage.key_invalid', [key], { key });
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** All of it or nothing: written beside, flushed to the disk, then put in place. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `${unfinished}${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function entryOf(directory: string, key: string) {
  const facts = await lstat(join(directory, key)).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  return { key, size: facts.size, modifiedAt: facts.mtime.toISOString() };
}

/**
 * Objects as files of a folder, which is made when missing.
 *
 * @throws SophiaError storage.key_invalid, storage.full, storage.failed (also from its methods)
 */
export async function openFolderObjectStore(options: { directory: string }): Promise<ObjectStore> {
  const directory = resolve(options.directory);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw storageError(error, options.directory);
    }
  };
  await guarded(() => mkdir(directory, { recursive: true }));
  return {
    put: (key, bytes) => guarded(async () => writeWhole(await pathOf(directory, key), bytes)),
    get: key => guarded(async () => readOwn(await pathOf(directory, key), key)),
    delete: key =>
      guarded(async () => {
        await rm(await pathOf(directory, key), { force: true }).catch(error => {
          if (!isMissing(error)) throw error;
        });
      }),
    list: prefix =>
      guarded(async () => {
        const names = await readdir(directory, { recursive: true });
        const keys = names.map(name => name.split(sep).join('/')).filter(name => name.startsWith(prefix));
        const wanted = keys.filter(key => keyPattern.test(key)).sort();
        const entries = await Promise.all(wanted.map(key => entryOf(directory, key)));
        return entries.filter(entry => entry !== undefined);
      }),
  };
}
