import { Worker } from 'node:worker_threads';
import type { KnowledgeStore } from '../../core/ports/knowledge.ts';
import { settle, type ThreadReply } from './thread-reply.ts';

/** The state file, as a connection opens it. */
export interface StateFile {
  readonly path: string;
  readonly store: string;
  readonly maximumBytes: number | undefined;
}

/** What the thread does: these calls of the store, over a connection of its own. */
export type KnowledgeCall =
  | { readonly method: 'create'; readonly values: Parameters<KnowledgeStore['create']> }
  | { readonly method: 'purge'; readonly values: Parameters<KnowledgeStore['purge']> };

export interface KnowledgeThread {
  create: KnowledgeStore['create'];
  purge: KnowledgeStore['purge'];
  /** Resolves when nothing runs any more. */
  close(): Promise<void>;
}

/**
 * Puts the words of long texts into the index, and takes them out, in a thread that lives as long as that: it takes up
 * to a second, which the event loop must not. Other writers wait for it as for those of another process.
 */
export function knowledgeThread(file: StateFile): KnowledgeThread {
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: they would only wait for each other's transaction.
  const run = <T>(call: KnowledgeCall): Promise<T> => {
    const mine = last.then(() => called(file, call) as Promise<T>);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    create: (...values) => run({ method: 'create', values }),
    purge: (...values) => run({ method: 'purge', values }),
    async close() {
      await last;
    },
  };
}

function called(file: StateFile, call: KnowledgeCall): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const worker = new Worker(new URL('./knowledge-worker.ts', import.meta.url), { workerData: { file, call } });
  worker.once('message', (reply: ThreadReply) => settle({ resolve, reject }, reply));
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('The thread that indexes documents ended.')));
  return promise;
}
