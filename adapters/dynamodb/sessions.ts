import type { Session, SessionStore } from '../../core/ports/stores.ts';
import type { Item, Key, Table } from './table.ts';

const keyOf = (id: string): Key => ({ pk: `session#${id}`, sk: 'session' });

export const ttlOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

const itemOf = (session: Session): Item => ({ ...keyOf(session.id), ...session, expires_at: ttlOf(session.expiresAt) });

const text = (item: Item, name: string): string => String(item[name]);

function sessionOf(item: Item): Session {
  return {
    id: text(item, 'id'),
    username: text(item, 'username'),
    persona: text(item, 'persona'),
    createdAt: text(item, 'createdAt'),
    expiresAt: text(item, 'expiresAt'),
    ...(item['refreshHash'] === undefined ? {} : { refreshHash: text(item, 'refreshHash') }),
    ...(item['revokedAt'] === undefined ? {} : { revokedAt: text(item, 'revokedAt') }),
  };
}

/** DynamoDB deletes sessions some time after they end; who asks in between is told by their `expiresAt`. */
export function dynamoSessions(table: Table): SessionStore {
  return {
    put: session => table.put(itemOf(session)),
    async get(id) {
      const item = await table.get(keyOf(id));
      return item && sessionOf(item);
    },
    // As a transaction: one that came through although its answer did not is known by its token when it is repeated.
    rotate: (id, expected, next) =>
      table.transact([
        {
          Put: {
            Item: { ...itemOf(next), ...keyOf(id) },
            ConditionExpression: 'refreshHash = :expected AND attribute_not_exists(revokedAt)',
            ExpressionAttributeValues: { ':expected': expected },
          },
        },
      ]),
    async revoke(id, at) {
      // One that does not exist, or is revoked already, stays so.
      await table.update({
        Key: { ...keyOf(id) },
        UpdateExpression: 'SET revokedAt = :at REMOVE refreshHash',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(revokedAt)',
        ExpressionAttributeValues: { ':at': at },
      });
    },
    async deleteExpired(now) {
      const over: Key[] = [];
      const ended = table.scan({
        FilterExpression: 'expiresAt <= :now',
        ProjectionExpression: 'pk, sk',
        ExpressionAttributeValues: { ':now': now },
      });
      for await (const { pk, sk } of ended) over.push({ pk, sk });
      await table.writeAll(over.map(key => ({ delete: key })));
      return over.length;
    },
  };
}
