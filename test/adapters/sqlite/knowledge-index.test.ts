import { afterEach, expect, test } from '@jest/globals';
import { type IndexThread, openIndexThread } from '../../../adapters/sqlite/knowledge-index-thread.ts';
import type { KnownDocument } from '../../../core/knowledge/document.ts';
import { parseSearch } from '../../../core/knowledge/query.ts';
import { codeOf } from '../../support/errors.ts';

const document: KnownDocument = {
  ...{ id: 'a', title: 'A', fileName: 'a.txt', format: 'text', bytes: 1, characters: 1, hash: 'h', owner: 'ann' },
  ...{ audience: '*', addedAt: '2026-01-01T00:00:00.000Z', state: 'new', stateAt: '2026-01-01T00:00:00.000Z' },
  ...{ stateBy: 'ann', version: 1 },
};
const ann = { username: 'ann', personas: [], all: false };
const found = async ({ index }: IndexThread) =>
  (await index.search(ann, parseSearch('refund'), { limit: 5, offset: 0 })).documents.map(({ id }) => id);

const opened: IndexThread[] = [];
const open = (): IndexThread => {
  const thread = openIndexThread();
  opened.push(thread);
  return thread;
};
afterEach(() => Promise.all(opened.splice(0).map(thread => thread.close())));

test('a document is found by its text, changes without it, and is gone when it is dropped', async () => {
  const thread = open();
  await thread.index.put([{ document, number: 1, text: 'refund' }]);
  await thread.index.put([{ document: { ...document, version: 2 }, number: 1 }]);
  expect([await found(thread), (await thread.index.list(ann, { limit: 5 }))[0]?.version]).toEqual([['a'], 2]);
  await thread.index.drop(['a']);
  expect([await found(thread), await thread.index.text('a')]).toEqual([[], undefined]);
});

test('a thread that ends by a fault says so to who waits for it, and to all who come after', async () => {
  const thread = open();
  const broken = thread.index.put([{ document, number: Number.NaN, text: 'refund' }]);
  expect([await codeOf(broken), thread.hasEnded]).toEqual(['storage.failed', true]);
  expect(await codeOf(found(thread))).toBe('storage.failed');
});
