import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { demoModelFile, demoPersonasFile } from '../local/demo-data.ts';
import { ensurePage } from '../local/page.ts';
import { signIn } from './client.ts';
import type { Bench, BenchContext } from './measurement.ts';
import { median, ms } from './statistics.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));
const goal = 5_000;
const starts = 3;
const username = 'executive';
const question = 'Revenue by month in 2025';

/** From typing `npm start` to the first answer, sign-in included, with data, page and users there. */
export const start: Bench = {
  name: 'start',
  description: '`npm start` to the first answer',
  async run(context) {
    await ensurePage(context.say);
    const state = await mkdtemp(join(context.temporary, 'start-'));
    const first = await startAndAsk(context, state);
    const times: number[] = [];
    for (let count = 0; count < starts; count++) {
      times.push((await startAndAsk(context, state, first.password)).milliseconds);
    }
    const middle = median(times);
    return [
      {
        what: `npm start to first answer, median of ${starts}`,
        ours: ms(middle),
        goal: `< ${goal / 1000} s`,
        reached: middle < goal,
      },
      { what: 'The same when it makes its users first', ours: ms(first.milliseconds) },
    ];
  },
};

async function startAndAsk({ dataDirectory }: BenchContext, state: string, known?: string) {
  const began = performance.now();
  const flags = ['--data', dataDirectory, '--model', demoModelFile, '--personas', demoPersonasFile];
  const child = spawn('npm', ['start', '--silent', '--', ...flags, '--state', state, '--port', '0'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
    // npm and the server end together.
    detached: true,
  });
  try {
    const { url, made } = await readStart(child);
    const password = known ?? made;
    if (password === undefined) throw new Error('No password was shown.');
    const client = await signIn(url, username, password);
    const { status } = await client.ask(question, username);
    if (status !== 'answered') throw new Error(`The first question was ${status}.`);
    return { milliseconds: performance.now() - began, password };
  } finally {
    const exit = once(child, 'exit');
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await exit;
  }
}

/** The address that a starting server prints, and the password when it has just made one. */
async function readStart(child: ChildProcess): Promise<{ url: string; made?: string | undefined }> {
  let made: string | undefined;
  for await (const line of createInterface({ input: child.stdout! })) {
    made ??= new RegExp(`^\\s*${username}\\s+(\\S+)$`).exec(line)?.[1];
    const url = /Sophia is at (\S+)/.exec(line)?.[1]?.replace('localhost', '127.0.0.1');
    if (url) return { url, made };
  }
  throw new Error('npm start ended before it served.');
}
