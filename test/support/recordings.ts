import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { record } from '../../scripts/stack/engine.ts';
import type { Outputs } from '../../scripts/stack/monitor.ts';
import type { Recording } from '../../scripts/stack/recorded.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** One run of all suites has one parent process; what was recorded before it is no use. */
const folder = path.join(tmpdir(), `sophia-recordings-${process.ppid}-${runStart()}`);

/** The platform's stack as its program registers it; recorded once for all suites of a run, since it takes seconds. */
export async function recorded(stack: string, outputs: Outputs = 'unknown'): Promise<Recording> {
  const file = path.join(folder, `${stack}-${outputs}.json`);
  mkdirSync(folder, { recursive: true });
  if (isFirst(`${file}.lock`)) {
    const made = await record({ root, stack, outputs, stackTraceLimit: 0 }).catch(error => ({ error: String(error) }));
    writeFileSync(`${file}.part`, JSON.stringify(made));
    renameSync(`${file}.part`, file);
  }
  while (!existsSync(file)) await pause(50);
  const read = JSON.parse(readFileSync(file, 'utf8')) as Recording & { readonly error?: string };
  if (read.error) throw new Error(read.error);
  return read;
}

/** Making a folder succeeds once. */
function isFirst(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

/** When the parent began, where the system says so: numbers of processes are used again. */
function runStart(): string {
  try {
    return readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(' ')[21] ?? '';
  } catch {
    return '';
  }
}
