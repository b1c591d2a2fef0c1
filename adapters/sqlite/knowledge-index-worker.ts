import { parentPort } from 'node:worker_threads';
import { type KnowledgeIndex, openKnowledgeIndex } from './knowledge-index.ts';
import type { IndexCall, IndexReply } from './knowledge-index-thread.ts';
import { refusedReply } from './thread-reply.ts';

const index = await openKnowledgeIndex();

/** Any fault that is not told by a code ends the thread: what it holds can be made again. */
async function replied({ id, method, values }: IndexCall): Promise<IndexReply> {
  try {
    const work = index[method] as (...given: readonly unknown[]) => ReturnType<KnowledgeIndex[typeof method]>;
    return { id, kind: 'done', result: await work(...values) };
  } catch (error) {
    return { id, ...refusedReply(error) };
  }
}

parentPort?.on('message', async (call: IndexCall) => parentPort?.postMessage(await replied(call)));
