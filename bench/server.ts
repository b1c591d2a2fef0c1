import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Client, signIn } from './client.ts';
import type { BenchContext } from './measurement.ts';

export type ServerCommand = 'lag' | 'memory' | 'forget' | 'stop';

export type ServerReply =
  | ({ readonly kind: 'ready'; readonly port: number; readonly personas: readonly string[] } & Credentials)
  | ({ readonly kind: 'lag' } & Lag)
  | ({ readonly kind: 'memory' } & Memory)
  | { readonly kind: 'forgotten' };

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** How late the server's event loop came to its timers since it was asked last: milliseconds. */
export interface Lag {
  readonly maximum: number;
  readonly p99: number;
}

/** After a garbage collection: bytes. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** A server under test on a free port of 127.0.0.1, with a signed-in client. */
export interface ServerUnderTest extends Credentials {
  readonly url: string;
  readonly client: Client;
  readonly personas: readonly string[];
  lag(): Promise<Lag>;
  memory(): Promise<Memory>;
  /** Empties its cache of results. */
  forget(): Promise<void>;
}

type ReplyOf<K extends ServerReply['kind']> = Extract<ServerReply, { kind: K }>;

/**
 * Runs `work` against a new server with nothing remembered, and stops it whatever happens.
 * @param pageDirectory the built page, where it is to be served too
 */
export async function withServer<T>(
  context: BenchContext,
  work: (server: ServerUnderTest) => Promise<T>,
  pageDirectory?: string,
): Promise<T> {
  const state = await mkdtemp(join(context.temporary, 'state-'));
  const child = fork(
    fileURLToPath(new URL('serve.ts', import.meta.url)),
    [context.dataDirectory, state, pageDirectory ?? ''],
    {
      execArgv: ['--expose-gc'],
    },
  );
  const ask = async <K extends ServerReply['kind']>(kind: K, command: ServerCommand): Promise<ReplyOf<K>> => {
    child.send(command);
    return reply(child, kind);
  };
  try {
    const { port, personas, username, password } = await reply(child, 'ready');
    const url = `http://127.0.0.1:${port}`;
    const client = await signIn(url, username, password);
    return await work({
      ...{ url, username, password, client },
      personas,
      lag: () => ask('lag', 'lag'),
      memory: () => ask('memory', 'memory'),
      forget: async () => void (await ask('forgotten', 'forget')),
    });
  } finally {
    await stop(child);
  }
}

async function reply<K extends ServerReply['kind']>(child: ChildProcess, kind: K): Promise<ReplyOf<K>> {
  const ended = new AbortController();
  const exit = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`The server ended with ${code}.`);
  });
  exit.catch(() => undefined);
  try {
    for (;;) {
      const [message] = (await Promise.race([once(child, 'message', { signal: ended.signal }), exit])) as [ServerReply];
      if (message.kind === kind) return message as ReplyOf<K>;
    }
  } finally {
    ended.abort();
  }
}

const stopMilliseconds = 15_000;

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), stopMilliseconds);
  if (child.connected) child.send('stop' satisfies ServerCommand);
  await exit;
  clearTimeout(late);
}
