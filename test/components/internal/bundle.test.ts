import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { type BundleRequest, build, earlier } from '../../../components/internal/bundle.ts';
import { temporaryEnvironment } from '../../support/environment.ts';
import { temporaryFolder } from '../../support/folder.ts';

const trials = temporaryFolder('bundle');
const setEnvironment = temporaryEnvironment();

/** A program of three modules, one of them imported only when it is needed. */
function program(): string {
  const root = mkdtempSync(path.join(trials, 'program-'));
  mkdirSync(path.join(root, 'lambdas/hello'), { recursive: true });
  const put = (name: string, text: string) => writeFileSync(path.join(root, name), text);
  put(
    'lambdas/hello/greeting.ts',
    `export class Greeting { words: string; constructor(name: string) { this.words = \`Hello \${name}\`; } }\n`,
  );
  put('lambdas/hello/words.data.json', '["one", "two"]\n');
  put('lambdas/hello/later.ts', `export const later: string = 'later';\n`);
  put(
    'lambdas/hello/handler.ts',
    `import { Greeting } from './greeting.ts';
     import words from './words.data.json' with { type: 'json' };
     export const handler = async (name: string): Promise<string> => {
       const { later } = await import('./later.ts');
       return \`\${new Greeting(name).words} \${name} \${later} \${words.length}\`;
     };\n`,
  );
  put('model.yaml', 'name: supply_chain\n');
  return root;
}

const request: BundleRequest = { entry: 'lambdas/hello/handler.ts', files: { 'models/model.yaml': 'model.yaml' } };
function built(root: string, some: Partial<BundleRequest> = {}) {
  const outcome = build({ ...request, ...some, root });
  if (outcome.kind === 'faults') throw new Error(JSON.stringify(outcome.faults));
  return { ...outcome.bundle, bytes: readFileSync(path.join(root, outcome.bundle.archive)) };
}

describe('A bundle', () => {
  test('has the same bytes from two folders', () => {
    const [first, second] = [built(program()), built(program())];
    expect(first.bytes.equals(second.bytes)).toBe(true);
    expect(first.hash).toBe(second.hash);
  });

  test('has the same bytes in every time zone', () => {
    const root = program();
    const here = built(root).hash;
    setEnvironment({ TZ: 'Pacific/Auckland' });
    expect(built(root).hash).toBe(here);
  });

  test('is not built again by a later run, unless something that it is made of is another', () => {
    const root = program();
    const asked = { ...request, root };
    expect(earlier(asked)).toBeUndefined();
    const first = build(asked);
    expect(earlier(asked)).toEqual(first);
    expect(earlier({ ...asked, files: { 'models/other.yaml': 'model.yaml' } })).toBeUndefined();
    for (const file of [
      'lambdas/hello/later.ts',
      'model.yaml',
      'package-lock.json',
      '.sophia/bundles/lambdas-hello-handler.zip',
    ]) {
      build(asked);
      const path = `${root}/${file}`;
      const was = existsSync(path) ? readFileSync(path) : undefined;
      writeFileSync(path, `${was ?? ''}\n`);
      expect([file, earlier(asked)]).toEqual([file, undefined]);
      expect(build(asked)).not.toBeUndefined();
      expect(earlier(asked)).toEqual(build(asked));
    }
  });

  test('changes with the source', () => {
    const root = program();
    const before = built(root).hash;
    writeFileSync(path.join(root, 'lambdas/hello/later.ts'), `export const later = 'sooner';\n`);
    expect(built(root).hash).not.toBe(before);
  });

  test('runs: what is imported lazily in a file of its own, data as JSON, further files beside', async () => {
    const { bytes } = built(program());
    const files = unzipSync(bytes);
    const folder = mkdtempSync(path.join(trials, 'unzipped-'));
    for (const [name, contents] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), contents);
    }
    expect(Object.keys(files).filter(name => name.endsWith('.mjs')).length).toBeGreaterThan(1);
    expect(Object.keys(files).filter(name => name.endsWith('.json')).length).toBe(2);
    expect(Buffer.from(files['models/model.yaml']!).toString()).toBe('name: supply_chain\n');
    const { handler } = (await import(pathToFileURL(path.join(folder, 'index.mjs')).href)) as {
      handler(name: string): Promise<string>;
    };
    expect(await handler('you')).toBe('Hello you you later 2');
  });

  test('counts what a cold start reads', () => {
    const { startBytes, scriptBytes } = built(program());
    expect(startBytes).toBeGreaterThan(0);
    expect(startBytes).toBeLessThan(scriptBytes);
  });

  test('leaves out what only code that is never called imports', () => {
    const root = program();
    writeFileSync(
      path.join(root, 'lambdas/hello/greeting.ts'),
      `export class Greeting {}\nexport const unused = () => import('./never.ts');\n`,
    );
    writeFileSync(path.join(root, 'lambdas/hello/never.ts'), `export const never = 'never read';\n`);
    const files = Object.values(unzipSync(built(root).bytes)).map(contents => Buffer.from(contents).toString());
    expect(files.filter(text => text.includes('never read'))).toEqual([]);
  });

  test('takes packages that are CommonJS and call require', async () => {
    const root = program();
    mkdirSync(path.join(root, 'node_modules/old'), { recursive: true });
    writeFileSync(
      path.join(root, 'node_modules/old/index.js'),
      `module.exports = require(['node', 'os'].join(':')).EOL;\n`,
    );
    writeFileSync(
      path.join(root, 'lambdas/hello/handler.ts'),
      `import eol from 'old';\nexport const handler = () => eol;\n`,
    );
    const files = unzipSync(built(root, { files: {} }).bytes);
    const file = path.join(root, 'index.mjs');
    for (const [name, contents] of Object.entries(files)) writeFileSync(path.join(root, name), contents);
    const { handler } = (await import(pathToFileURL(file).href)) as { handler(): string };
    expect(handler()).toBe(os.EOL);
  });
});

describe('What fails to build', () => {
  test('is told with its place', () => {
    const root = program();
    writeFileSync(path.join(root, 'lambdas/hello/greeting.ts'), 'export class {{\n');
    writeFileSync(path.join(root, 'lambdas/hello/later.ts'), `export { none } from './none.ts';\n`);
    const outcome = build({ ...request, root }, 'functions.hello.entry');
    expect(outcome).toMatchObject({
      kind: 'faults',
      faults: expect.arrayContaining([
        expect.objectContaining({
          path: 'functions.hello.entry',
          reason: expect.stringContaining('lambdas/hello/greeting.ts:1:'),
        }),
        expect.objectContaining({ reason: expect.stringContaining('lambdas/hello/later.ts:1:') }),
      ]),
    });
  });

  test('is told of all files that are missing', () => {
    const outcome = build({ entry: 'none.ts', files: { a: 'b' }, root: program() });
    expect(outcome).toMatchObject({ kind: 'faults', faults: [{ path: 'entry' }, { path: 'files.a' }] });
  });
});

test('The same sources under two folders with linked packages give the same bytes', () => {
  const copies = [program(), program()].map(root => {
    symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
    cpSync('core', path.join(root, 'core'), { recursive: true });
    const handler = `export { parsePlan as handler } from '../../core/plan/parse.ts';\n`;
    writeFileSync(path.join(root, 'lambdas/hello/handler.ts'), handler);
    return built(root);
  });
  expect(copies[0]!.hash).toBe(copies[1]!.hash);
});

test('A bundle of a client of AWS can be imported', async () => {
  const root = program();
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
  const client = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';`;
  const handler = `export const handler = () => new DynamoDBClient({ region: 'us-east-1' }).config.serviceId;`;
  writeFileSync(path.join(root, 'lambdas/hello/handler.ts'), `${client}\n${handler}\n`);
  const { bytes } = built(root, { files: {} });
  const folder = mkdtempSync(path.join(trials, 'unzipped-'));
  for (const [name, contents] of Object.entries(unzipSync(bytes))) writeFileSync(path.join(folder, name), contents);
  const call = `console.log((await import(${JSON.stringify(path.join(folder, 'index.mjs'))})).handler())`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', call], { encoding: 'utf8' });
  expect(printed.trim()).toBe('DynamoDB');
});
