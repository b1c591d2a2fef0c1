import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openSqliteStores, type SqliteOptions, type Stores } from '../../adapters/sqlite/stores.ts';
import type { KnownDocument, StateChange } from '../../core/knowledge/document.ts';
import { auditLogContract } from '../contracts/audit-log.ts';
import { conversationStoreContract } from '../contracts/conversation-store.ts';
import { dashboardStoreContract } from '../contracts/dashboard-store.ts';
import { documentStoreContract } from '../contracts/document-store.ts';
import { journalContract } from '../contracts/journal.ts';
import { knowledgeStoreContract } from '../contracts/knowledge-store.ts';
import { leasesContract } from '../contracts/leases.ts';
import { ledgerContract } from '../contracts/ledger.ts';
import { sessionStoreContract } from '../contracts/session-store.ts';
import { usageStoreContract } from '../contracts/usage-store.ts';
import { codeOf, faultOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const root = temporaryFolder('sqlite');
let folders = 0;
const newFolder = (): string => join(root, `state-${++folders}`);

const opened: Stores[] = [];
async function open(directory: string, options: Partial<SqliteOptions> = {}): Promise<Stores> {
  const stores = await openSqliteStores({ directory, ...options });
  opened.push(stores);
  return stores;
}
afterEach(() => Promise.all(opened.splice(0).map(stores => stores.close())));

sessionStoreContract('SQLite', async () => (await open(newFolder())).sessions);
conversationStoreContract('SQLite', async () => (await open(newFolder())).conversations);
dashboardStoreContract('SQLite', async () => (await open(newFolder())).dashboards);
usageStoreContract('SQLite', async () => (await open(newFolder())).usage);
auditLogContract('SQLite', async () => (await open(newFolder())).audit);
documentStoreContract('SQLite', async () => (await open(newFolder())).documents);
knowledgeStoreContract('SQLite', async () => (await open(newFolder())).knowledge);
journalContract('SQLite', async () => (await open(newFolder())).journal);
leasesContract('SQLite, two connections to one file', async () => {
  const directory = newFolder();
  return [(await open(directory)).leases, (await open(directory)).leases];
});
ledgerContract('SQLite, two connections to one file', async () => {
  const directory = newFolder();
  return [(await open(directory)).ledger, (await open(directory)).ledger];
});

const turn = (queryId: string, text = 'x') => ({
  queryId,
  sessionId: 'c1',
  username: 'ann',
  persona: 'analyst',
  askedAt: '2025-01-01T00:00:00.000Z',
  question: 'q',
  status: 'answered' as const,
  answer: { text },
});

describe('state file', () => {
  test('what was written is there after closing and opening again', async () => {
    const directory = newFolder();
    const first = await open(directory);
    await first.conversations.put(turn('q1'));
    await first.close();
    expect(await (await open(directory)).conversations.get('q1')).toEqual(turn('q1'));
  });

  test('another process that holds the file is waited for without blocking this one', async () => {
    const directory = newFolder();
    const stores = await open(directory);
    const holder = new DatabaseSync(join(directory, 'sophia.db'));
    holder.exec('BEGIN IMMEDIATE');
    let done = false;
    const writing = stores.conversations.put(turn('q1')).then(() => {
      done = true;
    });
    for (let turns = 0; turns < 20; turns++) await new Promise(resolve => setImmediate(resolve));
    expect(done).toBe(false);
    holder.exec('COMMIT');
    holder.close();
    await writing;
    expect(await stores.conversations.get('q1')).toEqual(turn('q1'));
  });

  test('two that open a new folder at once both work', async () => {
    const directory = newFolder();
    const both = await Promise.all([open(directory), open(directory), open(directory)]);
    await Promise.all(both.map((stores, index) => stores.conversations.put(turn(`q${index}`))));
    expect((await both[0]!.conversations.list('c1', 10)).length).toBe(3);
  });

  test('a long document on a full disk is storage.full, too, and who closes waits for one', async () => {
    const directory = newFolder();
    const document: KnownDocument = {
      ...{ id: 'long', title: 'Long', fileName: 'long.txt', format: 'text', bytes: 1, characters: 1, hash: 'h' },
      ...{ owner: 'ann', audience: '*', addedAt: '2026', state: 'new', stateAt: '2026', stateBy: 'ann', version: 1 },
    };
    const change: StateChange = { at: '2026', by: 'ann', what: 'added', from: 'new', to: 'new' };
    const stores = await open(directory, { maximumBytes: 300_000 });
    expect(await codeOf(stores.knowledge.create(document, 'x '.repeat(500_000), change))).toBe('storage.full');
    expect(await stores.knowledge.get('long')).toBeUndefined();
    await stores.close();
    const roomy = await open(directory);
    const made = roomy.knowledge.create(document, 'x '.repeat(500_000), change);
    await roomy.close();
    expect(await made).toBeUndefined();
    expect(await (await open(directory)).knowledge.get('long')).toEqual(document);
  });

  test('a full disk is storage.full, the write is undone, what is there can be read, and space lets it go on', async () => {
    const directory = newFolder();
    const stores = await open(directory, { maximumBytes: 300_000 });
    await stores.conversations.put(turn('kept'));
    expect(await codeOf(stores.conversations.put(turn('big', 'x'.repeat(1_000_000))))).toBe('storage.full');
    expect(await stores.conversations.get('big')).toBeUndefined();
    expect(await stores.conversations.get('kept')).toEqual(turn('kept'));
    await stores.conversations.put(turn('small'));
    await stores.close();
    const roomy = await open(directory);
    await roomy.conversations.put(turn('big', 'x'.repeat(1_000_000)));
    expect(await roomy.conversations.get('small')).toEqual(turn('small'));
  });

  test('those who wait for one commit go on in turns of their own', async () => {
    const { conversations } = await open(newFolder());
    const order: string[] = [];
    const put = (queryId: string) =>
      conversations.put(turn(queryId)).then(() => {
        order.push(queryId);
        setImmediate(() => order.push('other'));
      });
    await Promise.all(['first', 'second', 'third'].map(put));
    expect(order.indexOf('other')).toBeLessThan(order.indexOf('third'));
    expect(order).toContain('other');
  });

  test('a file that is no database, and one that is damaged, are storage.corrupt', async () => {
    const directory = newFolder();
    const stores = await open(directory);
    await stores.conversations.put(turn('q1', 'x'.repeat(500_000)));
    await stores.close();
    const path = join(directory, 'sophia.db');
    const whole = readFileSync(path);
    const file = openSync(path, 'r+');
    // The schema at the beginning stays: the file opens, and shows its damage when it is read.
    const kept = 64 * 4096;
    writeSync(file, Buffer.alloc(whole.length - kept, 0xa5), 0, whole.length - kept, kept);
    closeSync(file);
    const damaged = await open(directory);
    expect(await codeOf(damaged.conversations.get('q1'))).toBe('storage.corrupt');
    await damaged.close();
    writeFileSync(path, 'this is no database, but a text that is long enough to be taken for one. '.repeat(50));
    expect(await codeOf(open(directory))).toBe('storage.corrupt');
  });

  test('a file of a newer version is left alone', async () => {
    const directory = newFolder();
    await (await open(directory)).close();
    const newer = new DatabaseSync(join(directory, 'sophia.db'));
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    const fault = await faultOf(open(directory));
    expect([fault.code, fault.details]).toMatchObject(['storage.newer', { found: 999 }]);
  });

  test('a folder that can not be made is storage.failed', async () => {
    writeFileSync(join(root, 'a-file'), '');
    expect(await codeOf(open(join(root, 'a-file', 'state')))).toBe('storage.failed');
  });

  test('the audit log refuses to be changed, even by SQL', async () => {
    const directory = newFolder();
    const stores = await open(directory);
    const at = '2025-01-01T00:00:00.000Z';
    await stores.audit.append({ at, actor: 'a', action: 'b', target: 'c', outcome: 'ok', details: {} });
    const direct = new DatabaseSync(join(directory, 'sophia.db'));
    expect(() => direct.exec("UPDATE audit_events SET actor = 'x'")).toThrow('append only');
    expect(() => direct.exec('DELETE FROM audit_events')).toThrow('append only');
    direct.close();
  });

  test('searching a long history stays exact', async () => {
    const stores = await open(newFolder());
    const direct = new DatabaseSync(join(root, `state-${folders}`, 'sophia.db'));
    direct.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
      INSERT INTO turns (query_id, session_id, username, persona, asked_at, question, folded_question, status)
      SELECT 'q' || i, 'c', 'ann', 'p', '2025-01-01T00:00:00.000Z', 'number ' || i, 'number ' || i, 'answered' FROM n`);
    direct.close();
    const found = await stores.conversations.history('ann', { search: '777', limit: 5 });
    expect(found.map(({ queryId }) => queryId)).toEqual(['q8777', 'q7779', 'q7778', 'q7777', 'q7776']);
    expect(await stores.conversations.history('ann', { search: 'nothing', limit: 5 })).toEqual([]);
  });
});

describe('kill -9', () => {
  const script = fileURLToPath(new URL('../support/sqlite-writer.ts', import.meta.url));

  /** Kills the writer when it has acknowledged `after` rows; gives all that it acknowledged before it died. */
  async function killedAfter(child: ChildProcess, after: number): Promise<string[]> {
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout! })) {
      acknowledged.push(line);
      if (acknowledged.length === after) child.kill('SIGKILL');
    }
    return acknowledged;
  }

  test('two processes write into one folder, both are killed at some point, nothing acknowledged is lost', async () => {
    const directory = newFolder();
    let written: string[] = [];
    for (const [round, points] of [
      [7, 40],
      [83, 21],
      [150, 151],
    ].entries()) {
      const children = points.map((_, index) =>
        spawn(process.execPath, [script, directory, `r${round}p${index}`], { stdio: ['ignore', 'pipe', 'inherit'] }),
      );
      const rows = await Promise.all(children.map((child, index) => killedAfter(child, points[index]!)));
      for (const [index, lines] of rows.entries()) expect(lines.length).toBeGreaterThanOrEqual(points[index]!);
      written = [...written, ...rows.flat()];
    }
    const stores = await open(directory);
    const targets = new Set((await stores.audit.list({ limit: 100_000 })).map(({ target }) => target));
    for (const queryId of written) {
      expect((await stores.conversations.get(queryId))?.queryId).toBe(queryId);
      expect((await stores.ledger.entry(queryId))?.queryId).toBe(queryId);
      expect(targets.has(queryId)).toBe(true);
    }
    expect(statSync(join(directory, 'sophia.db')).size).toBeGreaterThan(0);
  });

  test('two editors of one dashboard are killed: every edit that was accepted is in its history, as whose it was', async () => {
    const directory = newFolder();
    const accepted = new Map<number, string>();
    for (const points of [
      [5, 30],
      [61, 20],
    ]) {
      const names = points.map((_, index) => `editor-${index}`);
      const children = names.map(name =>
        spawn(
          process.execPath,
          [fileURLToPath(new URL('../support/dashboard-writer.ts', import.meta.url)), directory, name],
          {
            stdio: ['ignore', 'pipe', 'inherit'],
          },
        ),
      );
      const lines = await Promise.all(children.map((child, index) => killedAfter(child, points[index]!)));
      for (const [index, revisions] of lines.entries()) {
        for (const revision of revisions) accepted.set(Number(revision), names[index]!);
      }
    }
    const { dashboards } = await open(directory);
    const history = await dashboards.history('board', { limit: 100_000 });
    expect(history.map(({ revision }) => revision)).toEqual(history.map((_, index) => history.length - index));
    const by = new Map(history.map(one => [one.revision, one.by]));
    for (const [revision, name] of accepted) {
      expect([revision, by.get(revision)]).toEqual([revision, name]);
      expect((await dashboards.at('board', revision))?.spec).toMatchObject({ title: `${name} ${revision}` });
    }
  });
});
