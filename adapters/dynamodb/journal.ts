import { SophiaError } from '../../core/errors.ts';
import type { Journal, JournalEntry } from '../../core/ports/documents.ts';
import { PutOrder } from './order.ts';
import { itemBytes, pack, unpack } from './packed.ts';
import type { Table } from './table.ts';

const streamKey = (stream: string): string => `journal#${stream}`;
/** After every sort key that begins with an instant. */
const afterAll = '~';

/** Entries by stream, in the order they came. */
export function dynamoJournal(table: Table): Journal {
  const order = new PutOrder();
  return {
    async append(stream, at, entry) {
      const bytes = await pack(entry);
      if (bytes.length > itemBytes) {
        const reason = 'the entry is larger than an item may be.';
        throw new SophiaError('storage.failed', [], { store: 'The journal', reason });
      }
      await table.putIf({
        Item: { pk: streamKey(stream), sk: order.next(at, crypto.randomUUID()), at, entry: bytes },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
    },
    async list(stream, { limit, before = afterAll }) {
      const found: JournalEntry[] = [];
      if (limit <= 0) return found;
      const items = table.query({
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: { ':pk': streamKey(stream), ':before': before },
        ScanIndexForward: false,
        Limit: limit,
      });
      for await (const item of items) {
        found.push({ cursor: item.sk, at: String(item['at']), entry: await unpack(item['entry']) });
        if (found.length >= limit) break;
      }
      return found;
    },
  };
}
