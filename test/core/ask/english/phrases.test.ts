import { describe, expect, test } from '@jest/globals';
import type { Phrase } from '../../../../core/ask/english/phrase.ts';
import written from '../../../../core/ask/english/phrases.data.json' with { type: 'json' };
import { phrases } from '../../../../core/ask/english/phrases.ts';

/** What phrases may ask for; the type makes it complete. */
const kinds: Readonly<Record<Phrase['kind'], true>> = {
  aggregate: true,
  between: true,
  comparator: true,
  compare: true,
  contains: true,
  count: true,
  difference: true,
  direction: true,
  distinct: true,
  divided: true,
  followUp: true,
  frequent: true,
  future: true,
  group: true,
  growth: true,
  list: true,
  missing: true,
  moving: true,
  negation: true,
  ofTotal: true,
  only: true,
  percent: true,
  polite: true,
  previous: true,
  overall: true,
  running: true,
  share: true,
  sign: true,
  sort: true,
  suffix: true,
  superlative: true,
  top: true,
  trend: true,
  typical: true,
  versus: true,
  way: true,
  which: true,
  without: true,
  worth: true,
};

describe('phrases that are written down as data', () => {
  test.each(written)('ask for what there is: $asks.kind', ({ asks, words }) => {
    expect(Object.keys(kinds)).toContain(asks.kind);
    for (const phrase of words.split('|')) expect(phrase).toMatch(/^[a-z<>=%' +]+$/);
  });

  test('are found by their first word, the longest first', () => {
    const [longest, ...others] = phrases.get('more') ?? [];
    expect(longest).toMatchObject({ phrase: { kind: expect.any(String) } });
    for (const other of others) expect(other.words.length).toBeLessThanOrEqual(longest?.words.length ?? 0);
    expect(phrases.get('sorted')?.map(({ phrase }) => phrase)).toContainEqual({ kind: 'sort' });
  });
});
