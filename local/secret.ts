import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const length = 32;

/**
 * The installation's secret, from which all keys are derived: made at first start, readable by its owner
 * alone. Several servers on one folder take the one that was first to write.
 */
export async function installationSecret(stateDirectory: string): Promise<Uint8Array> {
  const path = join(stateDirectory, 'secret.key');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, 'wx', 0o600);
    const secret = randomBytes(length);
    await file.writeFile(secret);
    await file.sync();
    await file.close();
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Another server may have made the file this very moment and not have written it yet.
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const secret = await readFile(path);
    if (secret.length === length) return secret;
    await wait(20);
  }
  throw new Error(`${path} is not a key of ${length} bytes. Delete it: everybody has to sign in anew then.`);
}
