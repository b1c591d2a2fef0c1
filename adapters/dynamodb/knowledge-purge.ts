import type { KnownDocument } from '../../core/knowledge/document.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import {
  changeKey,
  copyKey,
  copyPrefix,
  documentKey,
  goneKey,
  headKey,
  itemsUnder,
  keptOf,
  textKey,
} from './knowledge-items.ts';
import type { Table } from './table.ts';

/** Lets go of documents that were removed, in two steps, so that one that is cut short is ended by the next. */
export interface KnowledgePurge {
  /** Takes a document away for good; false when it is there still, since it was changed meanwhile. */
  take(document: KnownDocument): Promise<boolean>;
  /** Deletes what is left of those that were taken away; gives contents that no document has any more. */
  clean(): Promise<readonly string[]>;
}

export function knowledgePurge(table: Table, objects: ObjectStore): KnowledgePurge {
  return {
    async take({ id, version }) {
      const item = await table.get(documentKey(id));
      if (!item) return true;
      const { document, number, change } = keptOf(item);
      if (document.version !== version || document.removedAt === undefined) return false;
      return table.transact([
        {
          Delete: {
            Key: { ...documentKey(id) },
            ConditionExpression: '#change = :change',
            ExpressionAttributeNames: { '#change': 'change' },
            ExpressionAttributeValues: { ':change': change },
          },
        },
        { Delete: { Key: { ...changeKey(change) } } },
        { Delete: { Key: { ...copyKey(document.hash, number) } } },
        { Put: { Item: { pk: goneKey, sk: id, hash: document.hash } } },
        {
          Update: {
            Key: { ...headKey },
            UpdateExpression: 'ADD documents :one, characters :characters',
            ExpressionAttributeValues: { ':one': -1, ':characters': -document.characters },
          },
        },
      ]);
    },

    async clean() {
      const hashes = new Set<string>();
      for (const { pk, sk: id, hash } of await itemsUnder(table, goneKey)) {
        await objects.delete(textKey(id));
        const history = await itemsUnder(table, documentKey(id).pk);
        await table.writeAll(history.map(key => ({ delete: key })));
        await table.writeAll([{ delete: { pk, sk: id } }]);
        hashes.add(String(hash));
      }
      const unused: string[] = [];
      for (const hash of hashes) {
        if ((await itemsUnder(table, copyKey(hash, 0).pk, copyPrefix)).length === 0) unused.push(hash);
      }
      return unused;
    },
  };
}
