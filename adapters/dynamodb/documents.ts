import { SophiaError } from '../../core/errors.ts';
import type { DocumentStore, KeptDocument } from '../../core/ports/documents.ts';
import { itemBytes, pack, unpack } from './packed.ts';
import type { Item, Key, Table } from './table.ts';

const kindKey = (kind: string): string => `documents#${kind}`;
const keyOf = (kind: string, id: string): Key => ({ pk: kindKey(kind), sk: id });

const documentOf = async (kind: string, item: Item): Promise<KeptDocument> => ({
  kind,
  id: item.sk,
  owner: String(item['owner']),
  subject: String(item['subject']),
  version: Number(item['version']),
  document: await unpack(item['document']),
  uses: Number(item['uses']),
  ...(item['usedAt'] === undefined ? {} : { usedAt: String(item['usedAt']) }),
});

async function packed(document: unknown): Promise<Uint8Array> {
  const bytes = await pack(document);
  if (bytes.length <= itemBytes) return bytes;
  const reason = 'the document is larger than an item may be.';
  throw new SophiaError('storage.failed', [], { store: 'The store of documents', reason });
}

/** Documents by kind, an item each. Writes are transactions: a repeat of one that came through does nothing more. */
export function dynamoDocuments(table: Table): DocumentStore {
  const versionIs = (version: number) => ({
    ConditionExpression: '#version = :read',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':read': version },
  });
  return {
    async get(kind, id) {
      const item = await table.get(keyOf(kind, id));
      return item && documentOf(kind, item);
    },
    async list(kind, { owner, subject } = {}) {
      const found: KeptDocument[] = [];
      const items = table.query({
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': kindKey(kind) },
      });
      for await (const item of items) {
        if (owner !== undefined && item['owner'] !== owner) continue;
        if (subject !== undefined && item['subject'] !== subject) continue;
        found.push(await documentOf(kind, item));
      }
      return found;
    },
    async create({ kind, id, owner, subject, document }) {
      return table.transact([
        {
          Put: {
            Item: { ...keyOf(kind, id), owner, subject, version: 1, uses: 0, document: await packed(document) },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ]);
    },
    async replace(kind, id, version, document) {
      const { ExpressionAttributeNames, ExpressionAttributeValues, ConditionExpression } = versionIs(version);
      return table.transact([
        {
          Update: {
            Key: { ...keyOf(kind, id) },
            UpdateExpression: 'SET #version = :next, #document = :document',
            ConditionExpression,
            ExpressionAttributeNames: { ...ExpressionAttributeNames, '#document': 'document' },
            ExpressionAttributeValues: {
              ...ExpressionAttributeValues,
              ':next': version + 1,
              ':document': await packed(document),
            },
          },
        },
      ]);
    },
    remove: (kind, id, version) => table.transact([{ Delete: { Key: { ...keyOf(kind, id) }, ...versionIs(version) } }]),
    use: (kind, id, at) =>
      table.transact([
        {
          Update: {
            Key: { ...keyOf(kind, id) },
            UpdateExpression: 'SET usedAt = :at ADD uses :one',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':at': at, ':one': 1 },
          },
        },
      ]),
  };
}
