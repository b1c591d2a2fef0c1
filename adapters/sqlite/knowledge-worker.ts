import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './connection.ts';
import { sqliteKnowledge } from './knowledge.ts';
import type { KnowledgeCall, StateFile } from './knowledge-thread.ts';
import { refusedReply, type ThreadReply } from './thread-reply.ts';

const { file, call } = workerData as { readonly file: StateFile; readonly call: KnowledgeCall };

async function replied(): Promise<ThreadReply> {
  const connection = await openConnection(file.path, file.store, file.maximumBytes);
  try {
    const store = sqliteKnowledge(connection);
    const result = call.method === 'create' ? await store.create(...call.values) : await store.purge(...call.values);
    return { kind: 'done', result };
  } finally {
    await connection.close();
  }
}

parentPort?.postMessage(await replied().catch(refusedReply));
