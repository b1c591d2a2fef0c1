import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A new folder for one test file, removed when its tests are through. */
export function temporaryFolder(name: string): string {
  const path = mkdtempSync(join(tmpdir(), `sophia-test-${name}-`));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
