import { randomBytes } from 'node:crypto';
import { SophiaError } from '../../core/errors.ts';
import { Table, type TableOptions } from './table.ts';

const key = { pk: 'installation', sk: 'secret' };
const length = 32;

/**
 * The installation's secret, from which all keys are derived: made when the first server starts, kept in the encrypted
 * table that only servers may read. Of several that start at once all take the one that was first to write.
 */
export async function sharedSecret(options: TableOptions): Promise<Uint8Array> {
  const table = new Table(options);
  try {
    const item = { ...key, secret: new Uint8Array(randomBytes(length)) };
    const known = await table.get(key);
    if (!known) await table.putIf({ Item: item, ConditionExpression: 'attribute_not_exists(pk)' });
    const secret = (known ?? (await table.get(key)))?.['secret'];
    if (secret instanceof Uint8Array && secret.length === length) return secret;
    throw new SophiaError('storage.failed', [], { store: 'The store', reason: 'its secret is damaged.' });
  } finally {
    await table.close();
  }
}
