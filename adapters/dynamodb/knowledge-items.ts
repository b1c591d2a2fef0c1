import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type KnownDocument, KnownDocumentSchema } from '../../core/knowledge/document.ts';
import type { Item, Key, Table, Write } from './table.ts';

/**
 * Keys and items of documents: each by its id, with its history; all in the order of their last changes; each content
 * with who has it; and one head, which numbers the changes and counts what there is.
 */

const padded = (number: number): string => String(number).padStart(12, '0');

export const headKey: Key = { pk: 'knowledge', sk: 'head' };
export const documentKey = (id: string): Key => ({ pk: `knowledge#document#${id}`, sk: 'document' });
export const historyPrefix = 'change#';
export const historyKey = (id: string, change: number): Key => ({
  pk: documentKey(id).pk,
  sk: `${historyPrefix}${padded(change)}`,
});

/** A document as of its last change, at the number of that change: what comes after a number is what is new. */
export const changesKey = 'knowledge#changes';
export const changeKey = (change: number): Key => ({ pk: changesKey, sk: padded(change) });

/** Which document has a content for an audience; there is one while the document is not removed. */
export const contentKey = ({ hash, audience }: KnownDocument): Key => {
  const list = audience === '*' ? '*' : [...audience].toSorted();
  // Lists of personas can be longer than a key.
  const digest = createHash('sha256').update(JSON.stringify(list)).digest('hex');
  return { pk: `knowledge#content#${hash}`, sk: `audience#${digest}` };
};
/** All documents of a content, the removed ones too. */
export const copyPrefix = 'document#';
export const copyKey = (hash: string, number: number): Key => ({
  pk: `knowledge#content#${hash}`,
  sk: `${copyPrefix}${padded(number)}`,
});

/** What is left to be deleted of documents that are gone. */
export const goneKey = 'knowledge#gone';

/** The text of a document, in the object store. */
export const textKey = (id: string): string => `texts/${id}`;

/** How many changes there were, and how much there is. */
export interface Head {
  readonly changes: number;
  readonly documents: number;
  readonly characters: number;
}
export const headOf = (item: Item | undefined): Head => ({
  changes: Number(item?.['changes'] ?? 0),
  documents: Number(item?.['documents'] ?? 0),
  characters: Number(item?.['characters'] ?? 0),
});

/** A document with the numbers of the change that added it and of its last one. */
export interface Kept {
  readonly document: KnownDocument;
  readonly number: number;
  readonly change: number;
}
export const keptOf = (item: Item): Kept => ({
  document: v.parse(KnownDocumentSchema, JSON.parse(String(item['document']))),
  number: Number(item['number']),
  change: Number(item['change']),
});
export const keptItem = (key: Key, { document, number, change }: Kept): Item => ({
  ...key,
  ...{ document: JSON.stringify(document), number, change },
});

/** Takes the next number, when nobody else has taken it since the head was read. */
export const nextChange = (
  head: Head,
  more: { documents: number; characters: number },
): NonNullable<Write['Update']> => ({
  Key: { ...headKey },
  UpdateExpression: 'SET changes = :next ADD documents :documents, characters :characters',
  ConditionExpression: head.changes === 0 ? 'attribute_not_exists(changes)' : 'changes = :read',
  ExpressionAttributeValues: {
    ':next': head.changes + 1,
    ...(head.changes === 0 ? {} : { ':read': head.changes }),
    ':documents': more.documents,
    ':characters': more.characters,
  },
});

/** All items under a key whose second part begins so. */
export async function itemsUnder(table: Table, pk: string, prefix?: string): Promise<Item[]> {
  const begins = prefix === undefined ? '' : ' AND begins_with(sk, :prefix)';
  const found: Item[] = [];
  const items = table.query({
    KeyConditionExpression: `pk = :pk${begins}`,
    ExpressionAttributeValues: { ':pk': pk, ...(prefix === undefined ? {} : { ':prefix': prefix }) },
  });
  for await (const item of items) found.push(item);
  return found;
}
