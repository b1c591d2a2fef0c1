import type { Leases } from '../../core/ports/documents.ts';
import { ttlOf } from './sessions.ts';
import type { Key, Table } from './table.ts';

const keyOf = (name: string): Key => ({ pk: 'leases', sk: name });

/** Leases among servers. DynamoDB deletes them some time after they end. */
export function dynamoLeases(table: Table): Leases {
  return {
    take: (name, holder, now, until) =>
      table.putIf({
        Item: { ...keyOf(name), holder, until, expires_at: ttlOf(until) + 1 },
        ConditionExpression: 'attribute_not_exists(pk) OR holder = :holder OR #until <= :now',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':holder': holder, ':now': now },
      }),
    async release(name, holder) {
      await table.transact([
        {
          Delete: {
            Key: { ...keyOf(name) },
            ConditionExpression: 'holder = :holder',
            ExpressionAttributeValues: { ':holder': holder },
          },
        },
      ]);
    },
  };
}
