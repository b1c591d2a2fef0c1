import { isSophiaError } from '../errors.ts';

/**
 * Reads something of each field. A dataset whose file is missing or damaged, and a field that fails at one of its rows,
 * have nothing to read; the others can be asked about all the same.
 */
export async function unlessUnreadable<F, T>(
  fields: readonly F[],
  read: (fields: readonly F[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read(fields);
  } catch (error) {
    if (!isSophiaError(error) || !codes.includes(error.code)) throw error;
    if (error.code !== 'engine.failed' || fields.length < 2) return [];
    const found: T[] = [];
    for (const field of fields) found.push(...(await unlessUnreadable([field], read)));
    return found;
  }
}

const codes: readonly string[] = ['engine.table_unreadable', 'engine.table_unknown', 'engine.failed'];
