import { beforeEach, describe, expect, test } from '@jest/globals';
import type { KnownDocument, StateChange } from '../../core/knowledge/document.ts';
import { parseSearch } from '../../core/knowledge/query.ts';
import { moved } from '../../core/knowledge/state.ts';
import type { KnowledgeStore, Viewer } from '../../core/ports/knowledge.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();
const known = (id: string, more: Partial<KnownDocument> = {}): KnownDocument => ({
  id,
  title: `Title of ${id}`,
  fileName: `${id}.txt`,
  format: 'text',
  bytes: 10,
  characters: 10,
  hash: `hash of ${id}`,
  owner: 'ann',
  audience: ['sales'],
  addedAt: at(1),
  state: 'new',
  stateAt: at(1),
  stateBy: 'ann',
  version: 1,
  ...more,
});
const added: StateChange = { at: at(1), by: 'ann', what: 'added', from: 'new', to: 'new' };
const ann: Viewer = { username: 'ann', personas: [], all: false };
const ben: Viewer = { username: 'ben', personas: ['sales'], all: false };
const eve: Viewer = { username: 'eve', personas: ['support'], all: false };
const root: Viewer = { username: 'root', personas: [], all: true };
const page = { limit: 20, offset: 0 };

/** What every store of documents that are searched keeps: rules W1 to W12. `open` gives an empty one. */
export function knowledgeStoreContract(name: string, open: () => Promise<KnowledgeStore>): void {
  describe(`knowledge store: ${name}`, () => {
    let store: KnowledgeStore;
    beforeEach(async () => {
      store = await open();
    });
    const put = (document: KnownDocument, text: string) => store.create(document, text, added);
    const found = async (search: string, viewer = ben) =>
      (await store.search(viewer, parseSearch(search), page)).documents.map(({ id }) => id);

    test('W1 gives back what was kept; the same content is kept once for an audience', async () => {
      expect(await put(known('a'), 'some text')).toBeUndefined();
      expect(await put(known('b', { hash: 'hash of a' }), 'some text')).toBe('a');
      expect(await put(known('c', { hash: 'hash of a', audience: '*' }), 'some text')).toBeUndefined();
      expect([await store.get('a'), await store.get('b')]).toEqual([known('a'), undefined]);
      expect((await store.withHash('hash of a')).map(({ id }) => id)).toEqual(['a', 'c']);
      expect(await store.text('a')).toBe('some text');
      expect(await store.history('a')).toEqual([added]);
    });

    test('W2 shows documents to their owner, their personas, everybody where meant, and administrators', async () => {
      await put(known('sales'), 'refund');
      await put(known('all', { audience: '*' }), 'refund');
      await put(known('none', { audience: [], owner: 'eve' }), 'refund');
      for (const [viewer, ids] of [
        [ann, ['all', 'sales']],
        [ben, ['all', 'sales']],
        [eve, ['all', 'none']],
        [root, ['all', 'none', 'sales']],
      ] as const) {
        expect((await found('refund', viewer)).toSorted()).toEqual(ids);
        expect((await store.list(viewer, { limit: 9 })).map(({ id }) => id).toSorted()).toEqual(ids);
        expect((await store.counts(viewer)).new).toBe(ids.length);
      }
    });

    test('W3 finds all words in any order, phrases, beginnings and other forms, without what is left out', async () => {
      await put(known('a'), 'The refund policy holds for annual contracts.');
      await put(known('b'), 'A policy on refunds of monthly plans');
      await put(known('c'), 'Holidays');
      expect((await found('policy refund ')).toSorted()).toEqual(['a', 'b']);
      expect(await found('"refund policy"')).toEqual(['a']);
      expect(await found('"policy refund"')).toEqual([]);
      expect(await found('contract plan')).toEqual([]);
      expect(await found('contract holds')).toEqual(['a']);
      expect(await found('mont')).toEqual(['b']);
      expect(await found('policies')).toHaveLength(2);
      expect(await found('policy -monthly')).toEqual(['a']);
      expect((await found('-refund')).toSorted()).toEqual(['b', 'c']);
    });

    test('W4 folds letter case and accents, both ways', async () => {
      await put(known('a'), 'Café in ZÜRICH');
      await put(known('b'), 'cafe in zurich');
      for (const search of ['café', 'CAFE', 'zürich', 'Zurich']) expect(await found(search)).toHaveLength(2);
    });

    test('W5 a title counts more than a text, and the more fitting comes first', async () => {
      const filler = 'word '.repeat(200);
      await put(known('text'), `${filler} escalation ${filler}`);
      await put(known('often'), `escalation ${filler} escalation ${filler} escalation`);
      await put(known('title', { title: 'Escalation' }), filler);
      expect(await found('escalation')).toEqual(['title', 'often', 'text']);
    });

    test('W6 finds in the name of the file, and gives texts back as they are', async () => {
      const text = 'One\f<b>two</b>\n\n\tthree';
      await put(known('a', { fileName: 'quarterly-report.txt' }), text);
      expect(await found('quarterly')).toEqual(['a']);
      expect([await store.text('a'), await store.text('none')]).toEqual([text, undefined]);
    });

    test.each([
      '"',
      '" OR',
      'a AND',
      'NEAR(',
      'title:x',
      '{a b}: c',
      '^x',
      "'; DROP TABLE x; --",
      '-',
      '* *',
      'a* -"',
      '()',
      '\u0301',
      '日本',
      '\0',
    ])('W7 %j is a search like any other', async search => {
      await put(known('a'), 'NEAR title AND OR 日本語 text');
      expect(typeof (await store.search(ben, parseSearch(search), page)).total).toBe('number');
    });

    test('W8 is changed on top of what was read, and its history tells of it', async () => {
      await put(known('a'), 'text');
      const { document, change } = moved(known('a'), { to: 'rejected', by: 'ben', at: at(2), note: 'old' });
      expect(await store.replace(document, 1, change)).toBe('done');
      expect(await store.replace(document, 1, change)).toBe('stale');
      expect(await store.get('a')).toEqual(document);
      expect(await store.history('a')).toEqual([added, change]);
      expect([await found('text'), (await store.counts(ben)).rejected]).toEqual([[], 1]);
      const inState = await store.search(ben, parseSearch('text'), { ...page, state: 'rejected' });
      expect(inState.total).toBe(1);
    });

    test('W9 what was removed is not found, may come back, and is gone after its time', async () => {
      const gone = known('a', { removedAt: at(3), removedBy: 'ann', version: 2 });
      await put(known('a'), 'text');
      await store.replace(gone, 1, { ...added, what: 'removed' });
      expect([await found('text'), await store.list(root, { limit: 9 })]).toEqual([[], []]);
      await put(known('b', { hash: 'hash of a' }), 'text');
      expect(await store.replace(known('a', { version: 3 }), 2, { ...added, what: 'restored' })).toBe('taken');
      expect(await store.purge(at(3))).toEqual([]);
      expect(await store.get('a')).toEqual(gone);
      expect(await store.purge(at(4))).toEqual([]);
      expect([await store.get('a'), await store.text('a'), await found('text')]).toEqual([undefined, undefined, ['b']]);
      await store.replace(known('b', { hash: 'hash of a', removedAt: at(3), version: 2 }), 1, added);
      expect(await store.purge(at(4))).toEqual(['hash of a']);
    });

    test('W10 lists by page, the latest first', async () => {
      for (const day of [1, 2, 3, 4]) await put(known(`d${day}`, { stateAt: at(day) }), 'text');
      const first = await store.list(ben, { limit: 3 });
      expect(first.map(({ id }) => id)).toEqual(['d4', 'd3', 'd2']);
      expect((await store.list(ben, { limit: 3, after: 'd2' })).map(({ id }) => id)).toEqual(['d1']);
      expect(await store.list(ben, { limit: 3, state: 'curated' })).toEqual([]);
    });

    test('W11 counts a search that is being typed once, by what it came to', async () => {
      await put(known('a'), 'refund');
      const search = (text: string, seconds: number, hits: readonly string[], username = 'ben') =>
        store.noteSearch({
          ...{ username, personas: ['sales'], text, found: hits.length, top: hits },
          at: new Date(Date.UTC(2026, 0, 9, 0, 0, seconds)).toISOString(),
        });
      await search('ref', 0, ['a']);
      await search('refunt', 2, []);
      await search('refund', 4, ['a']);
      await search('travel', 6, []);
      await search('travel', 90, []);
      await search('Travel', 0, [], 'cleo');
      await search('secret', 0, [], 'dan');
      await store.noteOpening('a', 'ben', at(9));
      await store.noteOpening('a', 'ben', at(9));
      await store.noteOpening('a', 'cleo', at(9));
      const filter = { state: 'new', since: at(8), newestFirst: true, limit: 5 } as const;
      const [interest] = await store.interest(ben, filter);
      expect(interest).toEqual({ document: known('a'), searches: 1, searchers: 1, openings: 2, readers: 2 });
      expect(await store.interest(ben, { ...filter, since: at(10) })).toMatchObject([{ searches: 0, openings: 0 }]);
      expect(await store.interest(eve, filter)).toEqual([]);
      const gaps = await store.gaps(ben, { since: at(8), limit: 5 });
      expect(gaps.map(({ text, searches, searchers }) => [text.toLowerCase(), searches, searchers])).toEqual([
        ['travel', 3, 2],
        ['secret', 1, 1],
      ]);
      expect(await store.gaps(eve, { since: at(8), limit: 5 })).toEqual([]);
    });

    test('W12 keeps, finds and forgets a long text as a short one, and others are served meanwhile', async () => {
      const long = `${'word '.repeat(20_000)}unmistakable ${'more '.repeat(20_000)}`;
      const order: string[] = [];
      const first = put(known('long'), long).then(taken => order.push(`long ${taken}`));
      const second = put(known('copy', { hash: 'hash of long' }), long).then(taken => order.push(`copy ${taken}`));
      await put(known('short'), 'refund');
      expect(await found('refund')).toEqual(['short']);
      await Promise.all([first, second]);
      expect(order).toEqual(['long undefined', 'copy long']);
      expect(await store.text('long')).toBe(long);
      expect(await found('unmistakable')).toEqual(['long']);
      expect(await store.history('long')).toEqual([added]);
      const removed = { ...known('long', { version: 2 }), removedAt: at(2), removedBy: 'ann' };
      expect(await store.replace(removed, 1, { ...added, what: 'removed' })).toBe('done');
      expect(await store.purge(at(3))).toEqual(['hash of long']);
      expect(await store.text('long')).toBeUndefined();
      expect(await found('unmistakable')).toEqual([]);
    });
  });
}
