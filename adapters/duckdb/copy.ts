import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Tables to be written into a database file. */
export interface CopyJob {
  /** The file, which is not there yet. */
  readonly target: string;
  /** Where the engine spills. */
  readonly spillDirectory: string;
  /** As the engine writes sizes. */
  readonly memoryLimit: string;
  /** Each with the call of the engine that reads its files. */
  readonly tables: readonly { readonly name: string; readonly reader: string }[];
}

const script = fileURLToPath(new URL('./copy-process.ts', import.meta.url));

/** Of -20 to 19: with all processors busy, it gets a tenth of what a process that answers gets. */
const politeness = 10;

function beNice(processId: number | undefined): void {
  try {
    if (processId !== undefined) setPriority(processId, politeness);
  } catch {
    // It is over already, or the system does not let us.
  }
}

/**
 * Copies tables in a process of its own: a run of the engine can't be kept from holding up a process that wants to end,
 * and takes one of Node's few threads for files. Resolves to whether the file is there and whole; a signal ends it.
 */
export async function copyAside(job: CopyJob, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const child = spawn(process.execPath, ['--no-warnings', script], {
    // Nothing of the server's environment, which holds secrets.
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  beNice(child.pid);
  child.unref();
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  // Left open: it ends with us.
  child.stdin.write(`${JSON.stringify(job)}\n`);
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  try {
    const [code] = await once(child, 'exit');
    return code === 0;
  } catch {
    return false;
  } finally {
    signal.removeEventListener('abort', kill);
    child.stdin.destroy();
  }
}
