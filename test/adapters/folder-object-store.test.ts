import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openFolderObjectStore } from '../../adapters/folder-object-store.ts';
import { objectStoreContract } from '../contracts/object-store.ts';
import { codeOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const root = temporaryFolder('objects');
let folders = 0;
const newFolder = (): string => join(root, `objects-${++folders}`);
const bytes = new TextEncoder().encode('x');

objectStoreContract('folder', () => openFolderObjectStore({ directory: newFolder() }));

test('a link that leads out of the folder is no way out', async () => {
  const directory = newFolder();
  const outside = join(root, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'secret'), 'secret');
  const store = await openFolderObjectStore({ directory });
  symlinkSync(outside, join(directory, 'link'));
  expect(await codeOf(store.get('link/secret'))).toBe('storage.key_invalid');
  expect(await codeOf(store.put('link/new', bytes))).toBe('storage.key_invalid');
  expect(await codeOf(store.put('link/sub/new', bytes))).toBe('storage.key_invalid');
  expect(readdirSync(outside)).toEqual(['secret']);
  symlinkSync(join(outside, 'secret'), join(directory, 'file'));
  expect(await codeOf(store.get('file'))).toBe('storage.key_invalid');
  await store.put('file', bytes);
  expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('secret');
  expect(await store.get('file')).toHaveLength(1);
});

test('a write that fails leaves nothing behind', async () => {
  const directory = newFolder();
  const store = await openFolderObjectStore({ directory });
  await store.put('a/b', bytes);
  expect(await codeOf(store.put('a', bytes))).toBe('storage.failed');
  expect(await codeOf(store.put('a/b/c', bytes))).toBe('storage.failed');
  expect(readdirSync(directory)).toEqual(['a']);
});

test('a folder that can not be made is told', async () => {
  writeFileSync(join(root, 'a-file'), '');
  expect(await codeOf(openFolderObjectStore({ directory: join(root, 'a-file', 'objects') }))).toBe('storage.failed');
});
