import { isSameTyping } from '../../core/knowledge/typing.ts';
import type { KnowledgeStore, PastSearch } from '../../core/ports/knowledge.ts';
import type { Opening, Use } from '../sqlite/knowledge-index.ts';
import { ttlOf } from './sessions.ts';
import type { Item, Key, Table } from './table.ts';

const useKey = 'knowledge#use';
const lastKey = (username: string): Key => ({ pk: `knowledge#searcher#${username}`, sk: 'last' });
const dayOf = (at: string): string => at.slice(0, 10);
/** Seconds after which DynamoDB may forget it: a day longer than anybody asks for. */
const keptSeconds = 31 * 86_400;

/** Searches and openings by day, as they are kept. */
export interface KnowledgeUse extends Pick<KnowledgeStore, 'noteSearch' | 'noteOpening'> {
  /** All since the beginning of a day (`2026-01-31`). */
  since(day: string): Promise<Use>;
}

export function dynamoKnowledgeUse(table: Table): KnowledgeUse {
  return {
    async noteSearch(search) {
      const { username, at, text } = search;
      const last = await table.get(lastKey(username));
      const expires_at = ttlOf(at) + keptSeconds;
      const before = last && { at: String(last['at']), text: String(last['text']), place: String(last['place']) };
      const isSame = before !== undefined && isSameTyping(before, search);
      // One that goes on past midnight moves to the new day.
      const stays = isSame && dayOf(before.at) === dayOf(at);
      const place = stays ? before.place : `${dayOf(at)}#search#${at}#${crypto.randomUUID()}`;
      await table.writeAll([
        { put: { pk: useKey, sk: place, ...search, expires_at } },
        { put: { ...lastKey(username), at, text, place, expires_at } },
        ...(isSame && !stays ? [{ delete: { pk: useKey, sk: before.place } }] : []),
      ]);
    },

    async noteOpening(documentId, username, at) {
      const day = dayOf(at);
      const sk = `${day}#opening#${documentId}#${username}`;
      await table.put({ pk: useKey, sk, documentId, username, day, expires_at: ttlOf(at) + keptSeconds });
    },

    async since(day) {
      const searches: PastSearch[] = [];
      const openings: Opening[] = [];
      const items = table.query({
        KeyConditionExpression: 'pk = :pk AND sk >= :day',
        ExpressionAttributeValues: { ':pk': useKey, ':day': day },
      });
      for await (const item of items) {
        if (item['documentId'] === undefined) searches.push(searchOf(item));
        else openings.push(openingOf(item));
      }
      return { searches, openings };
    },
  };
}

const textsOf = (value: unknown): string[] => (value as readonly unknown[]).map(String);

const searchOf = (item: Item): PastSearch => ({
  username: String(item['username']),
  personas: textsOf(item['personas']),
  at: String(item['at']),
  text: String(item['text']),
  found: Number(item['found']),
  top: textsOf(item['top']),
});

const openingOf = (item: Item): Opening => ({
  documentId: String(item['documentId']),
  username: String(item['username']),
  day: String(item['day']),
});
