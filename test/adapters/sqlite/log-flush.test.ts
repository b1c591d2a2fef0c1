import { type FileHandle, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { LogFlush } from '../../../adapters/sqlite/log-flush.ts';
import { temporaryFolder } from '../../support/folder.ts';

const database = path.join(temporaryFolder('log-flush'), 'state.db');
let handles: FileHandle;

beforeAll(async () => {
  await writeFile(`${database}-wal`, 'a log');
  const some = await open(`${database}-wal`, 'r');
  handles = Object.getPrototypeOf(some) as FileHandle;
  await some.close();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Ends each flush of the disk when it is told to, with or without an error. */
function heldFlushes() {
  const held: { end(): void; fail(error: Error): void }[] = [];
  jest
    .spyOn(handles, 'datasync')
    .mockImplementation(() => new Promise((end, fail) => held.push({ end: () => end(), fail })));
  return held;
}
const turn = () => new Promise(resolve => setImmediate(resolve));

test('who commits while a flush runs waits for the next one, all of them for the same', async () => {
  const held = heldFlushes();
  const log = await LogFlush.open(database);
  const done: string[] = [];
  void log.flush().then(() => done.push('first'));
  const later = ['second', 'third', 'fourth'].map(name => log.flush().then(() => done.push(name)));
  expect(held).toHaveLength(1);
  held[0]!.end();
  await turn();
  // What was committed after the first flush began may not be on the disk yet.
  expect(done).toEqual(['first']);
  expect(held).toHaveLength(2);
  held[1]!.end();
  await Promise.all(later);
  expect(done).toEqual(['first', 'second', 'third', 'fourth']);
  expect(held).toHaveLength(2);
  await log.close();
});

test('a disk that fails is told to those who waited for it; the next flush is tried anew', async () => {
  const held = heldFlushes();
  const log = await LogFlush.open(database);
  const first = log.flush();
  const second = log.flush();
  held[0]!.fail(new Error('EIO'));
  await expect(first).rejects.toThrow('EIO');
  await turn();
  held[1]!.end();
  await expect(second).resolves.toBeUndefined();
  await log.close();
});

test('closing waits for what runs', async () => {
  const held = heldFlushes();
  const log = await LogFlush.open(database);
  void log.flush();
  let closed = false;
  const closing = log.close().then(() => {
    closed = true;
  });
  await turn();
  expect(closed).toBe(false);
  held[0]!.end();
  await closing;
});

test('flushes a real log, and a database without one is told', async () => {
  const log = await LogFlush.open(database);
  await expect(log.flush()).resolves.toBeUndefined();
  await log.close();
  await expect(LogFlush.open(`${database}-absent`)).rejects.toThrow('ENOENT');
});
