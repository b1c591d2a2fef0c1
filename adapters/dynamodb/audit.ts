import { SophiaError } from '../../core/errors.ts';
import type { AuditEvent, AuditLog } from '../../core/ports/stores.ts';
import { PutOrder } from './order.ts';
import { itemBytes, pack, unpack } from './packed.ts';
import type { Item, Table } from './table.ts';

const monthsKey = 'months';
const monthKey = (month: string) => `month#${month}`;
/** Before and after every sort key that begins with an instant. */
const beforeAll = '0';
const afterAll = '~';

async function eventOf(item: Item): Promise<AuditEvent> {
  return {
    at: String(item['at']),
    actor: String(item['actor']),
    action: String(item['action']),
    target: String(item['target']),
    outcome: String(item['outcome']) as AuditEvent['outcome'],
    details: (await unpack(item['details'])) as AuditEvent['details'],
  };
}

/** Events by month, in the order they came; only ever added to: the function's role can't delete or change one. */
export function dynamoAudit(table: Table): AuditLog {
  const order = new PutOrder();
  const known = new Set<string>();

  /** Months that have events are listed, so that the newest can be found without looking through all time. */
  const announce = async (month: string): Promise<void> => {
    if (known.has(month)) return;
    await table.put({ pk: monthsKey, sk: month });
    known.add(month);
  };

  async function* months(from: string): AsyncGenerator<string> {
    const listed = table.query({
      KeyConditionExpression: 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: { ':pk': monthsKey, ':from': from.slice(0, 7) },
      ScanIndexForward: false,
    });
    for await (const { sk } of listed) yield sk;
  }

  return {
    async append(event) {
      const details = await pack(event.details);
      if (details.length > itemBytes) {
        const reason = 'the event is larger than an item may be.';
        throw new SophiaError('storage.failed', [], { store: 'The audit log', reason });
      }
      const month = event.at.slice(0, 7);
      await announce(month);
      await table.putIf({
        Item: { pk: monthKey(month), sk: order.next(event.at, crypto.randomUUID()), ...event, details },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
    },
    async list({ from = beforeAll, actor, limit }) {
      const events: AuditEvent[] = [];
      if (limit <= 0) return events;
      for await (const month of months(from)) {
        const items = table.query({
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ...(actor === undefined ? {} : { FilterExpression: 'actor = :actor' }),
          ExpressionAttributeValues: {
            ':pk': monthKey(month),
            ':from': from,
            ':to': afterAll,
            ...(actor === undefined ? {} : { ':actor': actor }),
          },
          ScanIndexForward: false,
        });
        for await (const item of items) {
          events.push(await eventOf(item));
          if (events.length >= limit) return events;
        }
      }
      return events;
    },
  };
}
