import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from '../../../core/knowledge/clean-text.ts';
import { discoveryQueue } from '../../../core/knowledge/discovery.ts';
import { type KnownDocument, STATES } from '../../../core/knowledge/document.ts';
import { excerptOf, markedText, mostMarks } from '../../../core/knowledge/marks.ts';
import { fileNameOf, titleOf } from '../../../core/knowledge/names.ts';
import { parseSearch } from '../../../core/knowledge/query.ts';
import { pagesOf } from '../../../core/knowledge/segments.ts';
import { MOVES, moved } from '../../../core/knowledge/state.ts';
import type { Interest } from '../../../core/ports/knowledge.ts';

const document: KnownDocument = {
  ...{ id: 'a', title: 'A', fileName: 'a.txt', format: 'text', bytes: 1, characters: 1, hash: 'h', owner: 'ann' },
  ...{ audience: '*', addedAt: '2026-01-01T00:00:00.000Z', state: 'new', stateAt: '2026-01-01T00:00:00.000Z' },
  ...{ stateBy: 'ann', version: 1 },
};

describe('states', () => {
  test('every move can be taken back', () => {
    for (const from of STATES) for (const to of MOVES[from]) expect(MOVES[to]).toContain(from);
  });
  test('every state can be reached from a new document', () => {
    const reached = new Set(['new']);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const state of STATES) if (reached.has(state)) for (const to of MOVES[state]) reached.add(to);
    }
    expect([...reached].toSorted()).toEqual([...STATES].toSorted());
  });
  test('a move is written down; the note of the state before does not stay', () => {
    const first = moved(document, { to: 'rejected', by: 'eve', at: '2026-01-02', note: ' no use ' });
    expect(first.change).toEqual({
      at: '2026-01-02',
      by: 'eve',
      what: 'moved',
      from: 'new',
      to: 'rejected',
      note: 'no use',
    });
    const back = moved(first.document, { to: 'new', by: 'ann', at: '2026-01-03' });
    expect(back.document).toEqual({ ...document, version: 3, stateAt: '2026-01-03', stateBy: 'ann' });
  });
});

describe('searches', () => {
  const word = (text: string, stem = text) => ({ text, isPrefix: false, stem });
  test.each([
    ['refund policies ', [word('refund'), word('policies', 'polic')], []],
    [
      'of a',
      [
        { text: 'of', isPrefix: false },
        { text: 'a', isPrefix: false },
      ],
      [],
    ],
    ['of', [{ text: 'of', isPrefix: true }], []],
    ['"refund policy" -draft', [{ text: 'refund policy', isPrefix: false }], [{ text: 'draft', isPrefix: false }]],
    [
      'contr* 2026-03 ',
      [
        { text: 'contr', isPrefix: true, stem: 'contr' },
        { text: '2026 03', isPrefix: false },
      ],
      [],
    ],
    ['"open phrase', [{ text: 'open phrase', isPrefix: false }], []],
    ['-"two words" x ', [{ text: 'x', isPrefix: false }], [{ text: 'two words', isPrefix: false }]],
    ['" - * ()', [], []],
  ])('%j', (typed, all, none) => {
    expect(parseSearch(typed)).toEqual({ all, none });
  });
  test('any text is one, of words that stand in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), typed => {
        const { all, none } = parseSearch(typed);
        return [...all, ...none].every(({ text }) => /^[\p{L}\p{N}\p{M} ]+$/u.test(text));
      }),
      { numRuns: 50 },
    );
  });
});

describe('names and texts', () => {
  test('a file’s name is without folders and what can’t be seen; a title is the given, the file’s own, or the name', () => {
    expect(fileNameOf('C:\\docs\\a\u202Eb\u0000 c.pdf')).toBe('a b c.pdf');
    expect(titleOf(' Given\ttitle ', 'Own', 'a.pdf')).toBe('Given title');
    expect(titleOf('', 'Own title', 'a.pdf')).toBe('Own title');
    expect(
      ['Microsoft Word - x.doc', 'untitled', 'x.indd', 'ab'].map(own => titleOf('', own, 'The name.v2.pdf')),
    ).toEqual(Array.from({ length: 4 }, () => 'The name.v2'));
  });
  test('marks of the store and control characters are no part of a text; pages stay where they are', async () => {
    const text = '\uE000a\uE001\u0007b  \r\n\r\n\n\nc\uD800 \f\fd';
    expect(await cleanText(text)).toBe(' a  b\n\nc\uFFFD\f\fd');
  });
  test('a long text is cleaned in portions that cut no character, and others have their turn between', async () => {
    const line = 'word \u{1F600}\u{1F600}\u0007 \t \n';
    // The faces stand on every place of a portion in turn.
    const text = `${'x'.repeat(249_999)}\u{1F600}${line.repeat(60_000)}end`;
    let turns = 0;
    const count = () => {
      turns += 1;
      if (turns < 1_000_000) waiting = setImmediate(count);
    };
    let waiting = setImmediate(count);
    const cleaned = await cleanText(text);
    clearImmediate(waiting);
    expect(cleaned).toBe(`${'x'.repeat(249_999)}\u{1F600}${'word \u{1F600}\u{1F600}\n'.repeat(60_000)}end`);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('marks', () => {
  const marked = (text: string, search: string) =>
    markedText(text, parseSearch(search))
      .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
      .join('');
  const excerpt = (text: string, search: string) =>
    excerptOf(text, parseSearch(search))
      .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
      .join('');

  test.each([
    ['Refunds of the Refund', 'refund ', '[Refunds] of the [Refund]'],
    ['CAFÉ, cafe and decaf', 'café ', '[CAFÉ], [cafe] and decaf'],
    ['a refund policy, a policy refund', '"refund policy"', 'a [refund policy], a policy refund'],
    ['a refund policy', '"refund policy" refund ', 'a [refund policy]'],
    ['month monthly moon', 'mont', '[month] [monthly] moon'],
    ['policy of policies', 'policies ', '[policy] of [policies]'],
    ['draft of it', '-draft', 'draft of it'],
    ['<b>x</b> of 日本語', 'b 日本', '<[b]>x</[b]> of [日本語]'],
  ])('%j for %j', (text, search, expected) => {
    expect(marked(text, search)).toBe(expected);
  });
  test('pieces make up the text, and pages part them', () => {
    const text = 'one two\ftwo three\f';
    const segments = markedText(text, parseSearch('two '));
    expect(segments.map(segment => segment.text).join('')).toBe(text);
    expect(pagesOf(segments).map(page => page.map(segment => segment.text))).toEqual([
      ['one ', 'two'],
      ['two', ' three'],
      [],
    ]);
  });
  test('an excerpt is where most of the words stand together', () => {
    const filler = 'filler '.repeat(60);
    const text = `refund ${filler} the refund policy of ${filler} policy`;
    expect(excerpt(text, 'refund policy ')).toMatch(/^…(filler )+the \[refund\] \[policy\] of filler .*…$/);
    expect(excerpt('short refund text', 'refund ')).toBe('short [refund] text');
    expect(excerpt('nothing of it', 'refund ')).toBe('nothing of it');
  });
  test('a word that stands everywhere is marked as often as can be shown', () => {
    const text = 'word '.repeat(50_000);
    expect(markedText(text, parseSearch('word')).filter(({ hit }) => hit)).toHaveLength(mostMarks);
    expect(excerpt(text, 'word absent').startsWith('[word] [word]')).toBe(true);
  });
});

describe('the discovery queue', () => {
  const now = new Date('2026-03-01T00:00:00.000Z');
  const interest = (id: string, addedAt: string, more: Partial<Interest> = {}, state = document.state): Interest => ({
    document: { ...document, id, addedAt, stateAt: addedAt, state },
    ...{ searches: 0, searchers: 0, openings: 0, readers: 0 },
    ...more,
  });
  const candidates = {
    gaps: [{ text: 'leave', searches: 3, searchers: 2, lastAt: '2026-02-28T00:00:00.000Z' }],
    waiting: [
      interest('longest', '2026-01-01T00:00:00.000Z'),
      interest('long', '2026-01-20T00:00:00.000Z'),
      interest('newest', '2026-02-28T00:00:00.000Z'),
      interest('newer', '2026-02-20T00:00:00.000Z'),
      interest('opened', '2026-02-01T00:00:00.000Z', { openings: 2, readers: 1 }),
      interest('newest', '2026-02-28T00:00:00.000Z'),
    ],
    inReview: [
      interest('begun', '2026-02-01T00:00:00.000Z', {}, 'in_review'),
      interest('asked', '2026-02-01T00:00:00.000Z', { searches: 5, searchers: 1 }, 'in_review'),
    ],
    stale: [
      interest('stale', '2025-01-01T00:00:00.000Z', {}, 'curated'),
      interest('used', '2025-03-01T00:00:00.000Z', { searches: 1, searchers: 1 }, 'curated'),
    ],
  };
  const ids = discoveryQueue(candidates, now, 20).map(entry => (entry.kind === 'missing' ? 'gap' : entry.document.id));

  test('what was wanted most, then the newest unread, then what waits longest, then the stalest; each once', () => {
    expect(ids).toEqual(['asked', 'gap', 'opened', 'used', 'newest', 'newer', 'longest', 'long', 'stale']);
  });
  test('every entry says why', () => {
    const reasons = discoveryQueue(candidates, now, 20).map(({ reason }) => reason);
    expect(reasons[0]).toBe('Found by 5 searches in the last 30 days, and its review has not ended.');
    expect(reasons[1]).toMatch(/^Searched 3 times by 2 people in the last 30 days, and nothing was found\./);
    expect(reasons[4]).toBe('Added yesterday by ann; nobody else has opened it.');
    expect(reasons[6]).toBe('Waits for a review for 59 days.');
  });
});
