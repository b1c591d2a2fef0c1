import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Milliseconds between two looks: cheap where the kernel tells, dear where a program has to be asked. */
const every = process.platform === 'linux' ? 25 : 500;

/**
 * Calls back once when a process holds more memory than that. The heap of a process has a limit of its own; buffers,
 * which a file can unpack to, have only this one. It is watched from outside, so that the process needs no right for it.
 *
 * @returns what ends the watch
 */
export function watchMemory(pid: number, most: number, onMore: () => void): () => void {
  let isLooking = false;
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    const bytes = await residentBytes(pid).catch(() => 0);
    isLooking = false;
    if (bytes <= most) return;
    clearInterval(timer);
    onMore();
  }, every);
  return () => clearInterval(timer);
}

/** Bytes of a process that are in memory; 0 where the system does not tell. */
async function residentBytes(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  }
  if (process.platform === 'win32') return 0;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) * 1024;
}
