import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemCodeOf } from '../vendor-error.ts';

/** Whether a process of this machine is there. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) !== 'ESRCH';
  }
}

/** Removes what processes that were killed left behind: the folder's name begins with the process id. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, processId] = /^sophia-duckdb-(\d+)-/.exec(name) ?? [];
    if (processId !== undefined && !isRunning(Number(processId))) {
      await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** A new folder of this process alone, under `parent` or the system's folder for temporary files. */
export async function makeWorkFolder(parent: string | undefined): Promise<string> {
  const path = resolve(parent ?? tmpdir());
  await mkdir(path, { recursive: true });
  await removeAbandoned(path);
  return mkdtemp(join(path, `sophia-duckdb-${process.pid}-`));
}
