import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type DynamoKnowledge,
  type DynamoKnowledgeOptions,
  openDynamoKnowledge,
} from '../../adapters/dynamodb/knowledge.ts';
import { openS3ObjectStore } from '../../adapters/s3-object-store.ts';
import type { KnownDocument, StateChange } from '../../core/knowledge/document.ts';
import { parseSearch } from '../../core/knowledge/query.ts';
import { moved } from '../../core/knowledge/state.ts';
import type { Viewer } from '../../core/ports/knowledge.ts';
import { knowledgeStoreContract } from '../contracts/knowledge-store.ts';
import { type DynamoDouble, startDynamoDb } from '../doubles/aws/dynamodb.ts';
import type { StoredItem } from '../doubles/aws/dynamodb-expressions.ts';
import { type S3Double, s3Fault, startS3 } from '../doubles/aws/s3.ts';
import { jsonFault } from '../doubles/aws/server.ts';
import { region } from '../support/aws.ts';
import { codeOf } from '../support/errors.ts';

let [dynamo, s3]: [DynamoDouble, S3Double] = [] as never;
const opened: DynamoKnowledge[] = [];
let places = 0;
beforeAll(async () => {
  [dynamo, s3] = await Promise.all([startDynamoDb(), startS3()]);
});
afterAll(async () => {
  await Promise.all(opened.map(store => store.close()));
  await Promise.all([dynamo.stop(), s3.stop()]);
});

/** A server's store; several at one place share what is kept. */
function open(place = `place-${++places}`, options: Partial<DynamoKnowledgeOptions> = {}): DynamoKnowledge {
  const aws = { region, requestTimeoutMilliseconds: 500 };
  const objects = openS3ObjectStore({ bucket: place, endpoint: s3.url, ...aws });
  const store = openDynamoKnowledge({ table: place, objects, endpoint: dynamo.url, ...aws, ...options });
  opened.push(store);
  return store;
}

knowledgeStoreContract('DynamoDB and S3', async () => open());

const at = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();
const known = (id: string, more: Partial<KnownDocument> = {}): KnownDocument => ({
  ...{ id, title: `Title of ${id}`, fileName: `${id}.txt`, format: 'text', bytes: 10, characters: 10 },
  ...{ hash: `hash-of-${id}`, owner: 'ann', audience: ['sales'], addedAt: at(1), state: 'new', stateAt: at(1) },
  ...{ stateBy: 'ann', version: 1, ...more },
});
const added: StateChange = { at: at(1), by: 'ann', what: 'added', from: 'new', to: 'new' };
const ben: Viewer = { username: 'ben', personas: ['sales'], all: false };
const eve: Viewer = { username: 'eve', personas: ['support'], all: false };
const found = async (store: DynamoKnowledge, text: string, viewer = ben) =>
  (await store.search(viewer, parseSearch(text), { limit: 20, offset: 0 })).documents.map(({ id }) => id);
const put = (store: DynamoKnowledge, document: KnownDocument, text = 'refund') => store.create(document, text, added);
const move = (document: KnownDocument, by: string) => moved(document, { to: 'in_review', by, at: at(2) });

describe('two servers at one place', () => {
  let [one, other]: [DynamoKnowledge, DynamoKnowledge] = [] as never;
  beforeEach(() => {
    one = open();
    other = open(`place-${places}`);
  });

  test('a document of the one is found by the other at once, as are its changes, its removal and its return', async () => {
    expect(await found(other, 'refund')).toEqual([]);
    await put(one, known('a'));
    expect([await found(other, 'refund'), await found(other, 'refund', eve)]).toEqual([['a'], []]);
    const { document, change } = moved(known('a'), { to: 'rejected', by: 'ben', at: at(2), note: 'old' });
    await one.replace(document, 1, change);
    expect([await found(other, 'refund'), (await other.counts(ben)).rejected]).toEqual([[], 1]);
    await other.replace({ ...document, version: 3, removedAt: at(3) }, 2, { ...change, what: 'removed' });
    expect((await one.counts(ben)).rejected).toBe(0);
    await one.replace({ ...document, version: 4 }, 3, { ...change, what: 'restored' });
    expect((await other.list(ben, { limit: 5 })).map(({ id, version }) => [id, version])).toEqual([['a', 4]]);
    expect((await other.history('a')).map(({ what }) => what)).toEqual(['added', 'moved', 'removed', 'restored']);
  });

  test('the same content that comes to both at once is kept once for an audience', async () => {
    const same = (id: string, audience: KnownDocument['audience']) => known(id, { hash: 'same', audience });
    const taken = await Promise.all([
      ...[put(one, same('a', ['sales'])), put(other, same('b', ['sales']))],
      ...[put(one, same('c', ['sales', 'support'])), put(other, same('d', ['support', 'sales']))],
    ]);
    const [ab, cd] = [taken.slice(0, 2), taken.slice(2)];
    expect([ab.filter(id => id === undefined), cd.filter(id => id === undefined)]).toEqual([[undefined], [undefined]]);
    expect(taken.filter(Boolean).toSorted()).toEqual((await one.withHash('same')).map(({ id }) => id).toSorted());
    expect([...s3.objects.keys()].filter(key => key.startsWith(`place-${places}/texts/`))).toHaveLength(2);
  });

  test('of two who change the same version at once, one is told that it is stale, and the history has the other alone', async () => {
    await put(one, known('a'));
    const [mine, theirs] = [move(known('a'), 'ben'), move(known('a'), 'cleo')];
    const outcomes = await Promise.all([
      one.replace(mine.document, 1, mine.change),
      other.replace(theirs.document, 1, theirs.change),
    ]);
    expect(outcomes.toSorted()).toEqual(['done', 'stale']);
    expect(await one.history('a')).toEqual([added, outcomes[0] === 'done' ? mine.change : theirs.change]);
  });

  test('many changes of both at once are all made, and both find the same in the same order', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `d${index}`);
    await Promise.all(ids.map((id, index) => put(index % 2 === 0 ? one : other, known(id))));
    const listed = await one.list(ben, { limit: 20 });
    expect(listed.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(await other.list(ben, { limit: 20 })).toEqual(listed);
    expect(await found(other, 'refund')).toEqual(await found(one, 'refund'));
    const after = listed[4]!.id;
    expect(await other.list(ben, { limit: 20, after })).toEqual(listed.slice(5));
  });

  test('searches and openings of both count; one that is typed on at the other, past midnight too, counts once', async () => {
    await put(one, known('a'));
    const search = (store: DynamoKnowledge, text: string, instant: string) =>
      store.noteSearch({ username: 'ben', personas: ['sales'], at: instant, text, found: 0, top: [] });
    await search(one, 'trav', '2026-01-08T23:59:50.000Z');
    await search(other, 'travel', '2026-01-09T00:00:10.000Z');
    await one.noteOpening('a', 'ben', at(9));
    await other.noteOpening('a', 'cleo', at(9));
    const filter = { state: 'new', since: at(8), newestFirst: true, limit: 5 } as const;
    for (const store of [one, other]) {
      expect(await store.gaps(ben, { since: at(8), limit: 5 })).toMatchObject([{ text: 'travel', searches: 1 }]);
      expect(await store.interest(ben, filter)).toMatchObject([{ openings: 2, readers: 2 }]);
    }
    await search(one, 'parental leave', at(10));
    expect(await one.gaps(ben, { since: at(8), limit: 5 })).toHaveLength(2);
  });

  test('what the one let go of, the other does not have either', async () => {
    await put(one, known('a'));
    await found(other, 'refund');
    await one.replace(known('a', { version: 2, removedAt: at(3) }), 1, { ...added, what: 'removed' });
    expect(await Promise.all([one.purge(at(4)), other.purge(at(4))])).toContainEqual(['hash-of-a']);
    expect([await other.get('a'), await other.text('a'), await other.history('a')]).toEqual([undefined, undefined, []]);
  });
});

describe('what the services do', () => {
  const throttled = { kind: 'respond', response: jsonFault(400, 'ThrottlingException') } as const;

  test.each([
    ['throttled', throttled],
    ['failed', { kind: 'respond', response: jsonFault(500, 'InternalServerError') }],
    ['cut', { kind: 'cut' }],
    ['cut when it was done', { kind: 'cut', after: true }],
    ['silent', { kind: 'silent' }],
  ] as const)('a change that is %s once is repeated, and made once', async (_, fault) => {
    const store = open();
    dynamo.fail(fault, { operation: /TransactWriteItems/ });
    expect(await put(store, known('a'))).toBeUndefined();
    dynamo.fail(fault, { operation: /TransactWriteItems/ });
    const { document, change } = move(known('a'), 'ben');
    expect(await store.replace(document, 1, change)).toBe('done');
    expect([await store.get('a'), await store.history('a')]).toEqual([document, [added, change]]);
  });

  test('a change that meets another transaction is tried again', async () => {
    const store = open();
    const body = JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
    dynamo.fail({ kind: 'respond', response: { status: 400, body } }, { operation: /TransactWrite/, times: 3 });
    expect(await put(store, known('a'))).toBeUndefined();
    expect(await found(store, 'refund')).toEqual(['a']);
  });

  test('a change that is throttled for long is storage.failed, and nothing of it is there', async () => {
    const store = open();
    dynamo.fail(throttled, { operation: /TransactWriteItems/, times: 4 });
    expect(await codeOf(put(store, known('a')))).toBe('storage.failed');
    dynamo.forget();
    expect([await store.get('a'), await found(store, 'refund')]).toEqual([undefined, []]);
  });

  test('a text that can’t be put is storage.failed before there is a document', async () => {
    const store = open();
    s3.fail({ kind: 'respond', response: s3Fault(403, 'AccessDenied') });
    expect(await codeOf(put(store, known('a')))).toBe('storage.failed');
    expect(await store.get('a')).toBeUndefined();
  });

  test('an index that could not read all in says so, and goes on where it was', async () => {
    const writer = open();
    for (let index = 0; index < 40; index++) await put(writer, known(`d${index}`), `refund ${index}`);
    const store = open(`place-${places}`);
    s3.fail({ kind: 'respond', response: s3Fault(503, 'SlowDown') }, { times: 400 });
    expect(await codeOf(store.follow())).toBe('storage.failed');
    s3.forget();
    dynamo.pageBytes = 2_000;
    expect(await found(store, 'refund')).toHaveLength(20);
    dynamo.pageBytes = 1024 ** 2;
    expect((await store.counts(ben)).new).toBe(40);
  });

  test('an index that ended by what it can’t take in finds nothing in its place, and is made anew', async () => {
    const store = open();
    await put(store, known('a'));
    const items = dynamo.tables.get(`place-${places}`) as Map<string, StoredItem>;
    const [key, item] = [...items].find(([, { pk }]) => pk?.['S'] === 'knowledge#changes')!;
    items.set(key, { ...item, number: { S: 'none' } });
    expect(await codeOf(found(store, 'refund'))).toBe('storage.failed');
    items.set(key, item);
    expect(await found(store, 'refund')).toEqual(['a']);
  });

  test('a purge that was cut short is ended by the next', async () => {
    const store = open();
    await put(store, known('a'));
    await store.replace(known('a', { version: 2, removedAt: at(3) }), 1, { ...added, what: 'removed' });
    s3.fail({ kind: 'respond', response: s3Fault(403, 'AccessDenied') }, { operation: /DELETE/ });
    expect(await codeOf(store.purge(at(4)))).toBe('storage.failed');
    expect(await store.purge(at(4))).toEqual(['hash-of-a']);
    expect(await store.purge(at(4))).toEqual([]);
    expect([...s3.objects.keys()].filter(key => key.startsWith(`place-${places}/`))).toEqual([]);
    const left = [...(dynamo.tables.get(`place-${places}`)?.values() ?? [])].map(({ pk, sk }) => [
      pk?.['S'],
      sk?.['S'],
    ]);
    expect(left).toEqual([['knowledge', 'head']]);
  });
});

describe('limits', () => {
  test('more documents or characters than can be searched are refused; what is let go makes room', async () => {
    const store = open(undefined, { limits: { documents: 3, characters: 25 } });
    await put(store, known('a'));
    await put(store, known('b'));
    expect(await codeOf(put(store, known('c')))).toBe('knowledge.full');
    await put(store, known('d', { characters: 5 }));
    expect(await codeOf(put(store, known('e', { characters: 0 })))).toBe('knowledge.full');
    await store.replace(known('a', { version: 2, removedAt: at(3) }), 1, { ...added, what: 'removed' });
    expect(await codeOf(put(store, known('c')))).toBe('knowledge.full');
    await store.purge(at(4));
    expect(await put(store, known('c'))).toBeUndefined();
    expect((await found(store, 'refund')).toSorted()).toEqual(['b', 'c', 'd']);
  });
});
