import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import { SophiaError } from '../../core/errors.ts';
import { type KnownDocument, type StateChange, StateChangeSchema } from '../../core/knowledge/document.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { Slots } from '../slots.ts';
import {
  changeKey,
  changesKey,
  contentKey,
  copyKey,
  copyPrefix,
  documentKey,
  type Head,
  headKey,
  headOf,
  historyKey,
  historyPrefix,
  itemsUnder,
  type Kept,
  keptItem,
  keptOf,
  nextChange,
  textKey,
} from './knowledge-items.ts';
import { pack, unpack } from './packed.ts';
import type { Item, Key, Table, Write } from './table.ts';

/** How many documents can be kept, and characters of all their texts. */
export interface KnowledgeLimits {
  readonly documents: number;
  readonly characters: number;
}

/** Documents as they are kept, without what finds them. */
export interface KnowledgeTruth extends Pick<KnowledgeStore, 'create' | 'get' | 'withHash' | 'replace' | 'history'> {
  /** Documents as they are now of which the last change has a higher number, by that number. */
  changesAfter(change: number): AsyncGenerator<Kept>;
  readText(id: string): Promise<string | undefined>;
}

/** Attempts of a change that meets those of other servers. */
const mostAttempts = 20;

/**
 * Documents in DynamoDB, their texts in an object store. All changes of all servers have one order: each takes the next
 * number from the head in the transaction that makes it, so whoever has read up to a number has missed nothing before.
 */
export function dynamoKnowledge(table: Table, objects: ObjectStore, limits: KnowledgeLimits): KnowledgeTruth {
  // Changes of one process would only meet each other at the head.
  const turn = new Slots(1);
  /** The document that has this content for this audience. */
  const holder = async (document: KnownDocument): Promise<string | undefined> => {
    const id = (await table.get(contentKey(document)))?.['id'];
    return id === undefined || id === document.id ? undefined : String(id);
  };

  /** Does what is possible on what is there, again when somebody else was first. */
  const changed = async <T>(attempt: () => Promise<{ result: T; writes: readonly Write[] }>): Promise<T> => {
    for (let count = 1; ; count += 1) {
      const { result, writes } = await attempt();
      if (writes.length === 0 || (await table.transact(writes))) return result;
      if (count >= mostAttempts) {
        const reason = 'too many change documents at the moment. Try again in a minute.';
        throw new SophiaError('storage.failed', [], { store: 'The store of documents', reason });
      }
      await wait(Math.random() * Math.min(500, 10 * 2 ** count));
    }
  };

  const create: KnowledgeTruth['create'] = async (document, text, change) => {
    const other = await holder(document);
    if (other !== undefined) return other;
    checkRoom(headOf(await table.get(headKey)), document, limits);
    // The text first: nobody reads it before there is a document.
    await objects.put(textKey(document.id), await pack(text));
    const taken = await changed(async () => {
      const [head, there] = await Promise.all([table.get(headKey).then(headOf), holder(document)]);
      if (there !== undefined) return { result: there, writes: [] };
      checkRoom(head, document, limits);
      return { result: undefined, writes: writesOfNew(head, document, change) };
    });
    if (taken !== undefined) await objects.delete(textKey(document.id));
    return taken;
  };

  return {
    create: (...values) => turn.run(() => create(...values)),

    async get(id) {
      const item = await table.get(documentKey(id));
      return item && keptOf(item).document;
    },

    async withHash(hash) {
      const copies = await itemsUnder(table, copyKey(hash, 0).pk, copyPrefix);
      const items = await table.getAll(copies.map(({ id }) => documentKey(String(id))));
      return items
        .map(keptOf)
        .toSorted((a, b) => a.number - b.number)
        .map(({ document }) => document);
    },

    replace: (document, version, change) =>
      turn.run(() =>
        changed<'done' | 'stale' | 'taken'>(async () => {
          const isBack = document.removedAt === undefined;
          if (isBack && (await holder(document)) !== undefined) return { result: 'taken', writes: [] };
          const [head, item] = await Promise.all([
            table.get(headKey).then(headOf),
            table.get(documentKey(document.id)),
          ]);
          const before = item && keptOf(item);
          if (before?.document.version !== version) return { result: 'stale', writes: [] };
          return { result: 'done', writes: writesOfChange(head, before, document, change) };
        }),
      ),

    async history(id) {
      const items = await itemsUnder(table, documentKey(id).pk, historyPrefix);
      return items.map(item => v.parse(StateChangeSchema, JSON.parse(String(item['entry']))));
    },

    async *changesAfter(change) {
      const items = table.query({
        KeyConditionExpression: 'pk = :pk AND sk > :read',
        ExpressionAttributeValues: { ':pk': changesKey, ':read': changeKey(change).sk },
      });
      for await (const item of items) yield keptOf(item);
    },

    async readText(id) {
      const bytes = await objects.get(textKey(id));
      return bytes && String(await unpack(bytes));
    },
  };
}

/** @throws knowledge.full */
function checkRoom({ documents, characters }: Head, document: KnownDocument, limits: KnowledgeLimits): void {
  if (documents < limits.documents && characters + document.characters <= limits.characters) return;
  throw new SophiaError('knowledge.full', [], { ...limits });
}

const putNew = (Item: Item): Write => ({ Put: { Item, ConditionExpression: 'attribute_not_exists(pk)' } });
const isOf = (id: string) => ({ ConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': id } });
const historyItem = (id: string, number: number, change: StateChange): Item => ({
  ...historyKey(id, number),
  entry: JSON.stringify(change),
});

function writesOfNew(head: Head, document: KnownDocument, change: StateChange): Write[] {
  const { id, hash, characters } = document;
  const number = head.changes + 1;
  const kept: Kept = { document, number, change: number };
  return [
    { Update: nextChange(head, { documents: 1, characters }) },
    putNew(keptItem(documentKey(id), kept)),
    putNew(keptItem(changeKey(number), kept)),
    putNew(historyItem(id, number, change)),
    putNew({ ...copyKey(hash, number), id }),
    ...(document.removedAt === undefined ? [putNew({ ...contentKey(document), id })] : []),
  ];
}

function writesOfChange(head: Head, before: Kept, document: KnownDocument, change: StateChange): Write[] {
  const { id } = document;
  const next = head.changes + 1;
  const kept: Kept = { ...before, document, change: next };
  return [
    { Update: nextChange(head, { documents: 0, characters: 0 }) },
    {
      Put: {
        Item: keptItem(documentKey(id), kept),
        ConditionExpression: '#change = :change',
        ExpressionAttributeNames: { '#change': 'change' },
        ExpressionAttributeValues: { ':change': before.change },
      },
    },
    { Delete: { Key: { ...changeKey(before.change) } } },
    putNew(keptItem(changeKey(next), kept)),
    putNew(historyItem(id, next, change)),
    ...contentWrites(contentKey(before.document), before.document, document),
  ];
}

/** A document that is removed lets go of its content; one that comes back takes it again. */
function contentWrites(key: Key, before: KnownDocument, after: KnownDocument): Write[] {
  const [was, is] = [before.removedAt === undefined, after.removedAt === undefined];
  if (was === is) return [];
  return is ? [putNew({ ...key, id: after.id })] : [{ Delete: { Key: { ...key }, ...isOf(after.id) } }];
}
