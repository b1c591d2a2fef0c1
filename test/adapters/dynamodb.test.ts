import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DynamoDashboardStores, openDashboardStores } from '../../adapters/dynamodb/dashboard-stores.ts';
import { type DynamoStores, openDynamoStores } from '../../adapters/dynamodb/stores.ts';
import { auditLogContract } from '../contracts/audit-log.ts';
import { conversationStoreContract } from '../contracts/conversation-store.ts';
import { dashboardStoreContract } from '../contracts/dashboard-store.ts';
import { documentStoreContract } from '../contracts/document-store.ts';
import { journalContract } from '../contracts/journal.ts';
import { leasesContract } from '../contracts/leases.ts';
import { ledgerContract } from '../contracts/ledger.ts';
import { sessionStoreContract } from '../contracts/session-store.ts';
import { usageStoreContract } from '../contracts/usage-store.ts';
import { type DynamoDouble, startDynamoDb } from '../doubles/aws/dynamodb.ts';
import { jsonFault } from '../doubles/aws/server.ts';
import { emulator, makeTables, region } from '../support/aws.ts';
import { codeOf, faultOf } from '../support/errors.ts';

let double: DynamoDouble;
let prefixes = 0;
type AllStores = DynamoStores & DynamoDashboardStores;
const opened: AllStores[] = [];
beforeAll(async () => {
  double = await startDynamoDb();
});
afterAll(async () => {
  await Promise.all(opened.map(stores => stores.close()));
  await double.stop();
});

const tablesOf = (prefix: string) => ({
  sessions: `${prefix}-sessions`,
  conversations: `${prefix}-conversations`,
  dashboards: `${prefix}-dashboards`,
  ledger: `${prefix}-ledger`,
  audit: `${prefix}-audit`,
});

function open(prefix = `t${++prefixes}`, endpoint = double.url, requestTimeoutMilliseconds = 500): AllStores {
  const tables = tablesOf(prefix);
  const aws = { region, endpoint, requestTimeoutMilliseconds };
  const questions = openDynamoStores({ tables, ...aws });
  const dashboards = openDashboardStores({ table: tables.dashboards, ...aws });
  const close = async () => void (await Promise.all([questions.close(), dashboards.close()]));
  const stores = { ...questions, ...dashboards, close };
  opened.push(stores);
  return stores;
}

sessionStoreContract('DynamoDB', async () => open().sessions);
conversationStoreContract('DynamoDB', async () => open().conversations);
dashboardStoreContract('DynamoDB', async () => open().dashboards);
usageStoreContract('DynamoDB', async () => open().usage);
auditLogContract('DynamoDB', async () => open().audit);
documentStoreContract('DynamoDB', async () => open().documents);
journalContract('DynamoDB', async () => open().journal);
leasesContract('DynamoDB, two clients', async () => {
  const first = open();
  return [first.leases, open(`t${prefixes}`).leases];
});
ledgerContract('DynamoDB, two clients', async () => {
  const first = open();
  return [first.ledger, open(`t${prefixes}`).ledger];
});

// An emulator that is at hand (SOPHIA_AWS_EMULATOR=http://…) has to agree with the double.
if (emulator !== undefined) {
  const openThere = async (prefix = `e${process.pid}-${++prefixes}`) => {
    await makeTables(emulator!, Object.values(tablesOf(prefix)));
    return open(prefix, emulator, 5_000);
  };
  sessionStoreContract('DynamoDB, emulated', async () => (await openThere()).sessions);
  conversationStoreContract('DynamoDB, emulated', async () => (await openThere()).conversations);
  dashboardStoreContract('DynamoDB, emulated', async () => (await openThere()).dashboards);
  usageStoreContract('DynamoDB, emulated', async () => (await openThere()).usage);
  auditLogContract('DynamoDB, emulated', async () => (await openThere()).audit);
  documentStoreContract('DynamoDB, emulated', async () => (await openThere()).documents);
  journalContract('DynamoDB, emulated', async () => (await openThere()).journal);
  leasesContract('DynamoDB, emulated, two clients', async () => {
    const first = await openThere();
    return [first.leases, open(`e${process.pid}-${prefixes}`, emulator, 5_000).leases];
  });
  ledgerContract('DynamoDB, emulated, two clients', async () => {
    const first = await openThere();
    return [first.ledger, open(`e${process.pid}-${prefixes}`, emulator, 5_000).ledger];
  });
}

const turn = (queryId: string, answer: unknown = { text: 'x' }) => ({
  queryId,
  sessionId: 'c1',
  username: 'ann',
  persona: 'analyst',
  askedAt: '2025-01-01T00:00:00.000Z',
  question: 'q',
  status: 'answered' as const,
  answer,
});

/** Text that compression can do little about. */
function noise(bytes: number): string {
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  return Array.from({ length: bytes / 4 }, () => next().toString(36).slice(-4)).join('');
}

const itemsOf = (table: string) => [...(double.tables.get(table)?.values() ?? [])];

describe('items larger than DynamoDB holds', () => {
  test('an answer of megabytes is kept in parts, replaced as a whole, and nothing of the old one is left', async () => {
    const prefix = `t${++prefixes}`;
    const { conversations } = open(prefix);
    const large = { results: { rows: [[noise(3_000_000)]] }, agent_response: 'Much.' };
    await conversations.put(turn('q1', large));
    expect(await conversations.get('q1')).toEqual(turn('q1', large));
    expect(await conversations.list('c1', 5)).toEqual([turn('q1', large)]);
    expect((await conversations.history('ann', { limit: 5 }))[0]?.answer).toEqual({ ...large, results: null });
    const parts = () => itemsOf(`${prefix}-conversations`).filter(item => 'part' in item).length;
    const before = parts();
    expect(before).toBeGreaterThan(4);
    await conversations.put(turn('q1', large));
    expect(parts()).toBe(before);
    await conversations.put(turn('q1', { small: true }));
    expect([parts(), await conversations.get('q1')]).toEqual([0, turn('q1', { small: true })]);
  });

  test('an outline that fits no item is made from the turn', async () => {
    const { conversations } = open();
    const large = { results: { rows: [] }, sql: noise(1_000_000) };
    await conversations.put(turn('q1', large));
    expect((await conversations.history('ann', { limit: 5 }))[0]?.answer).toEqual({ ...large, results: null });
  });

  test('an event that fits no item is refused, not cut', async () => {
    const at = '2025-01-01T00:00:00.000Z';
    const event = {
      at,
      actor: 'a',
      action: 'b',
      target: 'c',
      outcome: 'ok' as const,
      details: { a: noise(2_000_000) },
    };
    expect(await codeOf(open().audit.append(event))).toBe('storage.failed');
  });
});

describe('what the service does', () => {
  test('items end by the TTL that DynamoDB deletes by', async () => {
    const prefix = `t${++prefixes}`;
    const { sessions, conversations } = open(prefix);
    await sessions.put({
      id: 's',
      username: 'ann',
      persona: 'p',
      createdAt: '2025-01-01T00:00:00.000Z',
      expiresAt: '2025-01-02T00:00:00.500Z',
    });
    expect(itemsOf(`${prefix}-sessions`)[0]?.['expires_at']).toEqual({ N: '1735776000' });
    await conversations.put(turn('q1'));
    const ends = itemsOf(`${prefix}-conversations`).map(item => Number(item['expires_at']?.['N']));
    expect(new Set(ends)).toEqual(new Set([1735689600 + 400 * 86_400]));
  });

  test('pages are turned, and what a batch leaves over is asked for again', async () => {
    const { conversations, sessions } = open();
    const ids = Array.from({ length: 30 }, (_, index) => `q${String(index).padStart(2, '0')}`);
    for (const id of ids) await conversations.put(turn(id));
    double.pageBytes = 700;
    double.leaveOver = 50;
    expect((await conversations.list('c1', 100)).map(each => each.queryId)).toEqual(ids);
    double.leaveOver = 0;
    expect((await conversations.history('ann', { search: 'q', limit: 100 })).length).toBe(30);
    for (let index = 0; index < 40; index++) {
      const [createdAt, expiresAt] = ['2025-01-01T00:00:00.000Z', '2025-01-02T00:00:00.000Z'];
      await sessions.put({ id: `s${index}`, username: 'ann', persona: 'p', createdAt, expiresAt });
    }
    double.leaveOver = 30;
    expect(await sessions.deleteExpired('2025-06-01T00:00:00.000Z')).toBe(40);
    expect(await sessions.deleteExpired('2025-06-01T00:00:00.000Z')).toBe(0);
    double.pageBytes = 1024 ** 2;
  });

  test.each([
    ['throttled', { kind: 'respond', response: jsonFault(400, 'ProvisionedThroughputExceededException') }],
    ['failed', { kind: 'respond', response: jsonFault(500, 'InternalServerError') }],
    ['not available', { kind: 'respond', response: { status: 503, body: '<html>' } }],
    ['cut', { kind: 'cut' }],
    ['cut when it was done', { kind: 'cut', after: true }],
    ['silent', { kind: 'silent' }],
  ] as const)('a request that is %s once is repeated, and counts once', async (_, fault) => {
    const { ledger } = open();
    const reserve = {
      queryId: 'q',
      persona: 'p',
      day: '2025-01-01',
      amount: 60,
      limit: 100,
      at: '2025-01-01T00:00:00.000Z',
    };
    double.fail(fault, { operation: /TransactWriteItems/ });
    expect(await ledger.reserve(reserve)).toBe(true);
    expect(await ledger.reserve({ ...reserve, queryId: 'other', amount: 41 })).toBe(false);
    expect(await ledger.reserve({ ...reserve, queryId: 'third', amount: 40 })).toBe(true);
  });

  test('a refresh that came through although its answer did not is no lost race', async () => {
    const { sessions } = open();
    const session = {
      id: 's1',
      username: 'ann',
      persona: 'p',
      createdAt: '2025-01-01T00:00:00.000Z',
      expiresAt: '2025-01-02T00:00:00.000Z',
    };
    await sessions.put({ ...session, refreshHash: 'first' });
    double.fail({ kind: 'cut', after: true }, { operation: /PutItem|UpdateItem|TransactWriteItems/ });
    expect(await sessions.rotate('s1', 'first', { ...session, refreshHash: 'second' })).toBe(true);
    expect(await sessions.rotate('s1', 'first', { ...session, refreshHash: 'third' })).toBe(false);
    expect((await sessions.get('s1'))?.refreshHash).toBe('second');
  });

  test('transactions that meet are tried again', async () => {
    const { ledger } = open();
    const body = JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
    double.fail({ kind: 'respond', response: { status: 400, body } }, { operation: /TransactWrite/, times: 3 });
    const reserve = {
      queryId: 'q',
      persona: 'p',
      day: '2025-01-01',
      amount: 60,
      limit: 100,
      at: '2025-01-01T00:00:00.000Z',
    };
    expect(await ledger.reserve(reserve)).toBe(true);
  });

  test.each([
    ['denied', jsonFault(400, 'AccessDeniedException', 'User: arn:aws:iam::123456789012:role/x is not authorized')],
    ['missing', jsonFault(400, 'ResourceNotFoundException', 'Requested resource arn:aws:123456789012 not found')],
    ['down', jsonFault(500, 'InternalServerError', 'host 10.0.0.1')],
    ['throttled for long', jsonFault(400, 'ThrottlingException')],
  ])('%s is storage.failed, without a word of the account', async (_, response) => {
    const { sessions } = open();
    double.fail({ kind: 'respond', response }, { operation: /GetItem/, times: 4 });
    const fault = await faultOf(sessions.get('s1'));
    expect(fault.code).toBe('storage.failed');
    expect(fault.message).not.toMatch(/arn|\d{3}|10\.0/);
    expect(fault.cause).toBeDefined();
    double.forget();
  });
});
