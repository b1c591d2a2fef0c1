import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openPlatform } from '../../local/platform.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('kept-tables');
const dataDirectory = join(folder, 'data');
const stateDirectory = join(folder, 'state');
mkdirSync(dataDirectory);
writeFileSync(join(dataDirectory, 'sales.csv'), 'region,amount\nEurope,10\nAsia,5\n');

/** Whether a platform answers from a copy of its tables; it is closed again. */
async function isCopied(maximumCopyBytes?: number): Promise<boolean> {
  const platform = await openPlatform({ dataDirectory, stateDirectory, maximumCopyBytes, threads: 1 });
  try {
    return await platform.engine.copied();
  } finally {
    await platform.close();
  }
}

test('a copy of the tables is kept in the state folder when it may be, and removed when it may not', async () => {
  const tables = join(stateDirectory, 'tables');
  expect(await isCopied()).toBe(false);
  expect(existsSync(tables)).toBe(false);
  expect(await isCopied(1_000_000)).toBe(true);
  expect(readdirSync(tables)).toHaveLength(1);
  expect(await isCopied(0)).toBe(false);
  expect(readdirSync(tables)).toEqual([]);
});
