import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createUsersFile, openUsersFile } from '../adapters/users-file.ts';
import { startServer } from '../local/server.ts';
import { openBenchPlatform } from './platform.ts';
import type { ServerCommand, ServerReply } from './server.ts';

/** The server under load, in a process of its own: it watches its event loop and memory, and tells when asked. */
const [dataDirectory = '', stateDirectory = '', pageDirectory = ''] = process.argv.slice(2);

const send = (reply: ServerReply) => process.send?.(reply);

await mkdir(stateDirectory, { recursive: true });
const platform = await openBenchPlatform(dataDirectory, stateDirectory);
const personas = platform.personas.map(persona => persona.name);
const file = join(stateDirectory, 'users.json');
const [user] = await createUsersFile(file, [{ username: 'bench', personas, roles: ['admin'] }]);
const server = await startServer({
  platform,
  identities: await openUsersFile({ file }),
  stateDirectory,
  host: '127.0.0.1',
  port: 0,
  waitSeconds: 2,
  secureCookies: false,
  // One user is the whole crowd.
  streamsPerUser: 1_000,
  ...(pageDirectory !== '' && { pageDirectory }),
  log: entry => process.stderr.write(`${JSON.stringify(entry)}\n`),
});
// A user meets the server when its copy of the tables is there, but for the first seconds after data have changed.
await platform.engine.copied();
const lag = monitorEventLoopDelay({ resolution: 1 });
lag.enable();

async function obey(command: ServerCommand): Promise<void> {
  if (command === 'lag') {
    send({ kind: 'lag', maximum: lag.max / 1e6, p99: lag.percentile(99) / 1e6 });
    lag.reset();
  }
  if (command === 'memory') {
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    send({ kind: 'memory', rss, heapUsed });
    // Collecting on demand is no delay that a user would meet.
    lag.reset();
  }
  if (command === 'forget') {
    await platform.cache.clear();
    send({ kind: 'forgotten' });
  }
  if (command === 'stop') {
    await server.stop();
    process.disconnect?.();
  }
}

process.on('message', (command: ServerCommand) => void obey(command));
send({ kind: 'ready', port: server.port, personas, username: user!.username, password: user!.password });
