import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A platform that runs on the demo data, and the people who may sign in. */
export interface Demo {
  readonly url: string;
  /** Username -> password, as they were told at start. */
  readonly passwords: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

const address = /^Sophia is at (\S+) /;
const user = /^ {2}(\S+) {2,}(\S+)$/;

/**
 * Starts the platform as `npm start` does, with a state folder of its own, and reads what it tells a new user.
 *
 * @throws Error when it ends before it serves
 */
export async function startDemo(state: string, say: (line: string) => void): Promise<Demo> {
  const child = spawn(process.execPath, ['local/start.ts', '--port', '0', '--state', state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const passwords = new Map<string, string>();
  say('Starting the platform on its demo data …');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, password] = user.exec(line) ?? [];
    if (name !== undefined && password !== undefined) passwords.set(name, password);
    const [, url] = address.exec(line) ?? [];
    if (url !== undefined) return { url, passwords, stop };
  }
  throw new Error('The platform ended before it served.');
}
