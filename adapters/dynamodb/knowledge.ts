import type { KnowledgeStore } from '../../core/ports/knowledge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { knowledgeFollower } from './knowledge-follower.ts';
import { knowledgePurge } from './knowledge-purge.ts';
import { dynamoKnowledge, type KnowledgeLimits } from './knowledge-truth.ts';
import { dynamoKnowledgeUse } from './knowledge-use.ts';
import { Table, type TableOptions } from './table.ts';

export type { KnowledgeLimits } from './knowledge-truth.ts';

/** What is kept and searched at most: its index has room in a task of 1 GB, beside the server and a file that is read. */
export const knowledgeLimits: KnowledgeLimits = { documents: 10_000, characters: 40_000_000 };

export interface DynamoKnowledgeOptions extends TableOptions {
  /** Where texts lie, under `texts/`. */
  readonly objects: ObjectStore;
  /** Default `knowledgeLimits`. */
  readonly limits?: Partial<KnowledgeLimits> | undefined;
}

export interface DynamoKnowledge extends KnowledgeStore {
  /** Reads in what there is, which whoever asks first would wait for otherwise. */
  follow(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Documents in DynamoDB, their texts in an object store, and an index of them in the memory of each process: the one of
 * the SQLite store, so that they are found, ordered and shown to the same people. Before each answer the index takes in
 * what was changed since, by whichever server, so a change is seen by all as soon as it is acknowledged.
 *
 * @throws SophiaError storage.failed, knowledge.full (from its methods)
 */
export function openDynamoKnowledge({ objects, limits, ...options }: DynamoKnowledgeOptions): DynamoKnowledge {
  const table = new Table(options);
  const truth = dynamoKnowledge(table, objects, { ...knowledgeLimits, ...limits });
  const use = dynamoKnowledgeUse(table);
  const gone = knowledgePurge(table, objects);
  const follower = knowledgeFollower(truth, use);
  const { create, get, withHash, replace, history } = truth;
  return {
    ...{ create, get, withHash, replace, history },
    text: async id => (await follower.documents()).text(id),
    list: async (viewer, page) => (await follower.documents()).list(viewer, page),
    counts: async viewer => (await follower.documents()).counts(viewer),
    search: async (viewer, query, page) => (await follower.documents()).search(viewer, query, page),
    interest: async (viewer, filter) => (await follower.use(filter.since)).interest(viewer, filter),
    gaps: async (viewer, filter) => (await follower.use(filter.since)).gaps(viewer, filter),

    async noteSearch(search) {
      await use.noteSearch(search);
      follower.noted(search.at);
    },
    async noteOpening(id, username, at) {
      await use.noteOpening(id, username, at);
      follower.noted(at);
    },

    async purge(before) {
      const index = await follower.documents();
      const ids: string[] = [];
      for (const document of await index.removedBefore(before)) if (await gone.take(document)) ids.push(document.id);
      await follower.drop(ids);
      return gone.clean();
    },

    async follow() {
      await follower.documents();
    },
    async close() {
      await follower.close();
      await table.close();
    },
  };
}
