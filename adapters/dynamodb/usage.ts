import type { UsageEntry, UsageStore } from '../../core/ports/stores.ts';
import { PutOrder } from './order.ts';
import { pack, unpack } from './packed.ts';
import { ttlOf } from './sessions.ts';
import type { Key, Table } from './table.ts';

const prefix = 'usage#';
const dayKey = (kind: string, day: string): string => `${prefix}${kind}#${day}`;
const dayMilliseconds = 86_400_000;

/** Days from the last to the first, both included. */
function* daysBack(from: string, to: string): Generator<string> {
  const first = Date.parse(from.slice(0, 10));
  for (let at = Date.parse(to.slice(0, 10)); at >= first; at -= dayMilliseconds) {
    yield new Date(at).toISOString().slice(0, 10);
  }
}

/** Entries by day and kind. DynamoDB forgets them by itself some time after `keptDays`. */
export function dynamoUsage(table: Table, keptDays: number): UsageStore {
  const order = new PutOrder();
  return {
    async record(entry) {
      await table.put({
        pk: dayKey(entry.kind, entry.at.slice(0, 10)),
        sk: order.next(entry.at, entry.id),
        at: entry.at,
        dashboardId: entry.dashboardId,
        entry: await pack(entry),
        expires_at: ttlOf(entry.at) + keptDays * 86_400,
      });
    },
    async list<K extends UsageEntry['kind']>({
      kind,
      from,
      to,
      dashboardId,
      limit,
    }: Parameters<UsageStore['list']>[0] & { kind: K }) {
      const found: Extract<UsageEntry, { kind: K }>[] = [];
      if (limit <= 0) return found;
      for (const day of daysBack(from, to)) {
        const items = table.query({
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ...(dashboardId === undefined ? {} : { FilterExpression: 'dashboardId = :dashboard' }),
          ExpressionAttributeValues: {
            ':pk': dayKey(kind, day),
            ':from': from,
            // After every key that begins with this instant.
            ':to': `${to}~`,
            ...(dashboardId === undefined ? {} : { ':dashboard': dashboardId }),
          },
          ScanIndexForward: false,
        });
        for await (const item of items) {
          found.push((await unpack(item['entry'])) as Extract<UsageEntry, { kind: K }>);
          if (found.length >= limit) return found;
        }
      }
      return found;
    },
    async deleteBefore(at) {
      const old: Key[] = [];
      const items = table.scan({
        FilterExpression: 'begins_with(pk, :usage) AND #at < :at',
        ProjectionExpression: 'pk, sk',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':usage': prefix, ':at': at },
      });
      for await (const { pk, sk } of items) old.push({ pk, sk });
      await table.writeAll(old.map(key => ({ delete: key })));
      return old.length;
    },
  };
}
