import { coalesced } from '../coalesced.ts';
import type { IndexEntry, KnowledgeIndex } from '../sqlite/knowledge-index.ts';
import { type IndexThread, openIndexThread } from '../sqlite/knowledge-index-thread.ts';
import type { Kept } from './knowledge-items.ts';
import type { KnowledgeTruth } from './knowledge-truth.ts';
import type { KnowledgeUse } from './knowledge-use.ts';

/** The index of a process, which holds all that was kept before it is asked for. */
export interface KnowledgeFollower {
  /** With all documents as they are now, whoever changed them. */
  documents(): Promise<KnowledgeIndex>;
  /** With searches and openings since an instant besides. */
  use(since: string): Promise<KnowledgeIndex>;
  /** Something of that day was noted by this process. */
  noted(at: string): void;
  drop(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What is taken in at once: documents, and characters of texts that have to be fetched. */
const largestBatch = { documents: 32, characters: 4_000_000 };

/** Milliseconds after the end of a day in which something of it may still be noted, by clocks that differ. */
const lateMilliseconds = 60 * 60_000;

const dayOf = (at: string): string => at.slice(0, 10);

/** What a thread has taken in so far. */
interface Progress {
  readonly thread: IndexThread;
  readonly known: Set<string>;
  /** Number of the last change. */
  change: number;
  /** Days of use: from the first on, and those before the second are final. */
  use: { readonly from: string; readonly open: string } | undefined;
}

export function knowledgeFollower(truth: KnowledgeTruth, kept: KnowledgeUse): KnowledgeFollower {
  let progress: Progress | undefined;
  /** A thread that ended is followed by one that knows nothing. */
  const current = (): Progress => {
    if (!progress || progress.thread.hasEnded) {
      progress = { thread: openIndexThread(), known: new Set(), change: 0, use: undefined };
    }
    return progress;
  };

  const take = async (into: Progress, batch: readonly Kept[]): Promise<void> => {
    const last = batch.at(-1);
    if (!last) return;
    const entries = batch.map(async ({ document, number }): Promise<IndexEntry> => {
      const text = into.known.has(document.id) ? undefined : await truth.readText(document.id);
      return { document, number, text };
    });
    await into.thread.index.put(await Promise.all(entries));
    for (const { document } of batch) into.known.add(document.id);
    into.change = last.change;
  };

  /** Whoever asks an index that ended since is told so; one that is new and empty is given to nobody. */
  const followDocuments = coalesced(async () => {
    const into = current();
    let batch: Kept[] = [];
    let characters = 0;
    for await (const next of truth.changesAfter(into.change)) {
      if (batch.length >= largestBatch.documents || characters >= largestBatch.characters) {
        await take(into, batch);
        [batch, characters] = [[], 0];
      }
      batch.push(next);
      if (!into.known.has(next.document.id)) characters += next.document.characters;
    }
    await take(into, batch);
    return into;
  });

  let wanted: string | undefined;
  const followUse = coalesced(async () => {
    // Openings are of documents, which are there before them.
    const into = await followDocuments();
    const from = wanted ?? into.use?.from;
    wanted = undefined;
    if (from === undefined) return into;
    const before = into.use;
    const isCovered = before !== undefined && before.from <= from;
    const begin = isCovered ? [from, before.open].toSorted()[1]! : from;
    const open = dayOf(new Date(Date.now() - lateMilliseconds).toISOString());
    const use = await kept.since(begin);
    await into.thread.index.putUse(from, begin, use);
    into.use = { from, open };
    return into;
  });

  return {
    async documents() {
      return (await followDocuments()).thread.index;
    },
    async use(since) {
      const day = dayOf(since);
      if (wanted === undefined || day < wanted) wanted = day;
      return (await followUse()).thread.index;
    },
    noted(at) {
      const use = progress?.use;
      if (progress && use && dayOf(at) < use.open) progress.use = { ...use, open: dayOf(at) };
    },
    async drop(ids) {
      await progress?.thread.index.drop(ids);
    },
    async close() {
      await progress?.thread.close();
    },
  };
}
