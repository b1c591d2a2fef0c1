import { SophiaError } from '../../core/errors.ts';
import type { AuditEvent, AuditFilter, AuditLog } from '../../core/ports/stores.ts';
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

  async function* months(from: string, to: string): AsyncGenerator<string> {
    const listed = table.query({
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': monthsKey, ':from': from.slice(0, 7), ':to': to.slice(0, 7) },
      ScanIndexForward: false,
    });
    for await (const { sk } of listed) yield sk;
  }

  /** Items whose sort key lies between, newest first. */
  async function* itemsBetween(from: string, to: string, filter: AuditFilter): AsyncGenerator<Item> {
    const { actor, action, target } = filter;
    const equal = Object.entries({ actor, action, target }).filter(([, value]) => value !== undefined);
    const condition = equal.map(([name]) => `#${name} = :${name}`).join(' AND ');
    for await (const month of months(from, to)) {
      yield* table.query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ...(equal.length > 0 && {
          FilterExpression: condition,
          ExpressionAttributeNames: Object.fromEntries(equal.map(([name]) => [`#${name}`, name])),
        }),
        ExpressionAttributeValues: {
          ':pk': monthKey(month),
          ':from': from,
          ':to': to,
          ...Object.fromEntries(equal.map(([name, value]) => [`:${name}`, value])),
        },
        ScanIndexForward: false,
      });
    }
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
      for await (const item of itemsBetween(from, afterAll, { actor })) {
        events.push(await eventOf(item));
        if (events.length >= limit) break;
      }
      return events;
    },
    async page({ from = beforeAll, to = afterAll, before = afterAll, limit, ...filter }) {
      const events: AuditEvent[] = [];
      const [end = to] = [before, to].sort();
      for await (const item of itemsBetween(from, end, filter)) {
        // A page ends before the item that it was asked to end before.
        if (item.sk >= end) continue;
        events.push(await eventOf(item));
        if (events.length >= limit) return { events, next: item.sk };
      }
      return { events };
    },
  };
}
