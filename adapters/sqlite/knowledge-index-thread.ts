import { Worker } from 'node:worker_threads';
import { SophiaError } from '../../core/errors.ts';
import { moduleBeside } from '../beside.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { settle, type ThreadReply } from './thread-reply.ts';

/** One call of a method of the index. */
export interface IndexCall {
  readonly id: number;
  readonly method: keyof KnowledgeIndex;
  readonly values: readonly unknown[];
}

export type IndexReply = { readonly id: number } & ThreadReply;

export interface IndexThread {
  readonly index: KnowledgeIndex;
  /** Whether the thread is over, and everything that was in it gone. */
  readonly hasEnded: boolean;
  close(): Promise<void>;
}

/**
 * An index with nothing in it, in a thread of its own: taking in a long text takes up to a second, which the event loop
 * must not.
 */
export function openIndexThread(): IndexThread {
  const worker = new Worker(moduleBeside('knowledge-index-worker', import.meta.url));
  const open = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  let hasEnded = false;
  const ended = (cause?: Error) => {
    const reason = 'it ended and is made anew. Try again.';
    return new SophiaError('storage.failed', [], { store: 'The index of documents', reason }, { cause });
  };
  const end = (cause: Error) => {
    hasEnded = true;
    const error = ended(cause);
    for (const { reject } of open.values()) reject(error);
    open.clear();
  };
  worker.on('message', (reply: IndexReply) => {
    const call = open.get(reply.id);
    open.delete(reply.id);
    if (call) settle(call, reply);
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The thread of the index ended.')));

  const send =
    (method: keyof KnowledgeIndex) =>
    (...values: unknown[]): Promise<never> => {
      if (hasEnded) return Promise.reject(ended());
      const call = Promise.withResolvers<unknown>();
      calls += 1;
      open.set(calls, call);
      worker.postMessage({ id: calls, method, values } satisfies IndexCall);
      return call.promise as Promise<never>;
    };
  return {
    index: {
      ...{ list: send('list'), counts: send('counts'), search: send('search'), text: send('text') },
      ...{ interest: send('interest'), gaps: send('gaps'), put: send('put'), drop: send('drop') },
      ...{ removedBefore: send('removedBefore'), putUse: send('putUse') },
    },
    get hasEnded() {
      return hasEnded;
    },
    async close() {
      await worker.terminate();
    },
  };
}
