import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { build } from '../../../components/internal/bundle.ts';
import { fewerCommands } from '../../../components/internal/fewer-commands.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { hasRedisServer, RedisServer } from '../../support/redis-server.ts';

const folder = temporaryFolder('commands');
let server: RedisServer | undefined;
afterAll(() => server?.stop());

const entry = (name: string) =>
  `      ${name}: {\n        arity: 2,\n        flags: [\n          "fast"\n        ]\n      },\n`;
const listOf = (...names: string[]) =>
  `// x/commands.json\nvar list = {\n    module.exports = {\n${names.map(entry).join('')}    };\n};\n`;

describe('The list of commands', () => {
  test('keeps those that another module names, in whatever way', () => {
    const others = `client.get(key); new Command("hello"); client['client-info']`;
    expect(fewerCommands(listOf('get', 'hello', '"client-info"', 'getset', 'acl'), others)).toBe(
      listOf('get', 'hello', '"client-info"'),
    );
  });

  (hasRedisServer ? test : test.skip)('has all that the cache asks of a server', async () => {
    server = await RedisServer.start();
    const outcome = build({ entry: 'adapters/redis-cache.ts', folder: path.relative('.', folder) });
    if (outcome.kind === 'faults') throw new Error(JSON.stringify(outcome.faults));
    const unzipped = mkdtempSync(path.join(folder, 'unzipped-'));
    const files = Object.entries(unzipSync(readFileSync(outcome.bundle.archive)));
    for (const [name, contents] of files) writeFileSync(path.join(unzipped, name), contents);
    const script = `
      const { openRedisCache } = await import(${JSON.stringify(path.join(unzipped, 'index.mjs'))});
      const cache = await openRedisCache({ url: ${JSON.stringify(server.url)}, timeoutMilliseconds: 5000 });
      await cache.set('a', 'one', 60);
      await cache.set('b', 'two', 60);
      const read = [await cache.get('a'), await cache.get('c')];
      const { entries, bytes } = await cache.statistics();
      await cache.clear();
      console.log(JSON.stringify([...read, entries, bytes, await cache.get('a')]));
      await cache.close();`;
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { timeout: 30_000 });
    expect(JSON.parse(stdout)).toEqual(['one', null, 2, 6, null]);
  });
});
