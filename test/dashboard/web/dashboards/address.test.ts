import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accentVariables } from '../../../../dashboard/web/src/dashboards/board-look.ts';
import { foundDashboards, sectionsOf } from '../../../../dashboard/web/src/dashboards/dashboard-list.ts';
import type { FilterControl } from '../../../../dashboard/web/src/dashboards/dashboards-api.ts';
import { choiceWords, chosenOf, withChosen } from '../../../../dashboard/web/src/dashboards/filter-values.ts';
import { linesOf } from '../../../../dashboard/web/src/dashboards/lines.ts';
import { safeAddress } from '../../../../dashboard/web/src/dashboards/markdown.tsx';
import { parsePeriod, writePeriod } from '../../../../dashboard/web/src/dashboards/period-address.ts';
import { daysBetween, PERIODS, periodWords } from '../../../../dashboard/web/src/dashboards/period-words.ts';
import { sparklinePath } from '../../../../dashboard/web/src/dashboards/sparkline-path.ts';
import { readView, writeView } from '../../../../dashboard/web/src/dashboards/view-address.ts';
import { rowsRead } from '../../../../dashboard/web/src/tiles/cut-note.ts';

const id = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,12}$/);
const field = fc.stringMatching(/^[a-z]{1,6}\.[a-z_.]{1,10}$/);
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom('*', 'true', '12', 'null', '"x"', ''));
const period = fc.oneof(
  fc.constantFrom(...PERIODS),
  fc.constant({ kind: 'between', start: '2026-01-01', end: '2026-02-01T10:00Z' } as const),
  fc.constant({ kind: 'since', start: '2026-01-01' } as const),
  fc.constant({ kind: 'before', end: '2026-01-01' } as const),
  fc.constant({ kind: 'next', unit: 'week', count: 2 } as const),
);
const chosen = fc.oneof(
  fc.constant(null),
  fc.record({ selected: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.record({ minimum: fc.integer(), maximum: fc.integer() }),
  fc.record({ period }),
);
const cross = fc.uniqueArray(
  fc.oneof(
    fc.record({
      tile_id: id,
      field,
      values: fc.array(fc.oneof(value, fc.constant(null)), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ tile_id: id, field, period }),
    fc.record({
      tile_id: id,
      field,
      part: fc.constantFrom('dayofweek' as const, 'hour' as const),
      values: fc.array(value, { minLength: 1, maxLength: 2 }),
    }),
  ),
  {
    minLength: 1,
    maxLength: 3,
    selector: one => `${one.tile_id} ${one.field} ${'period' in one} ${'part' in one ? one.part : ''}`,
  },
);

describe('a view in the address', () => {
  test('is read as it was written', () => {
    const view = fc.record(
      {
        filters: fc.dictionary(id, chosen, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
        cross,
        time: fc.record({ range: period }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(view, one => {
        const { cross: clicks = [], ...rest } = readView(new URLSearchParams(writeView(one).toString()));
        const { cross: expected = [], ...others } = one;
        expect(rest).toEqual(others);
        // Values come before periods in an address.
        expect(new Set(clicks.map(click => JSON.stringify(click)))).toEqual(
          new Set(expected.map(click => JSON.stringify(click))),
        );
      }),
      { numRuns: 200, seed: 7 },
    );
  });
  test('reads as people write', () => {
    const view = readView(
      new URLSearchParams('filter.region=Europe&filter.size=12&filter.price.min=3&time=past_30_day'),
    );
    expect(view).toEqual({
      filters: { region: { selected: ['Europe'] }, size: { selected: [12] }, price: { minimum: 3 } },
      time: { range: { kind: 'past', unit: 'day', count: 30 } },
    });
  });
  test('whatever is written there, it is read', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), text => void readView(new URLSearchParams(text))),
      { numRuns: 200, seed: 7 },
    );
    for (const text of [
      'time=never',
      'filter..min=1',
      'filter.a.min=x',
      'cross.a=1',
      'filter.A=1',
      'cross-period.a.b.c=x',
    ])
      expect(readView(new URLSearchParams(text))).toEqual({});
  });
});

describe('periods', () => {
  test('are written and read, and others refused', () => {
    for (const one of PERIODS) expect(parsePeriod(writePeriod(one))).toEqual(one);
    for (const text of ['past_0_day', 'between_2026-02-01_2026-01-01', 'past_3_era', 'since_now', 'current_day_1', ''])
      expect(parsePeriod(text)).toBeUndefined();
  });
  test('people are told the last day', () => {
    expect(periodWords({ kind: 'between', start: '2026-01-01', end: '2026-02-01' }, 'en-GB')).toBe(
      '1 Jan 2026 – 31 Jan 2026',
    );
    expect(periodWords({ kind: 'between', start: '2026-01-01', end: '2026-01-02' }, 'en-GB')).toBe('1 Jan 2026');
    expect(periodWords({ kind: 'previous', unit: 'month', count: 3 })).toBe('Last 3 months');
  });
  test('days are both included; an end may stay open', () => {
    expect(daysBetween('2026-01-01', '2026-01-31')).toEqual({
      kind: 'between',
      start: '2026-01-01',
      end: '2026-02-01',
    });
    expect(daysBetween('2026-01-01', '')).toEqual({ kind: 'since', start: '2026-01-01' });
    expect(daysBetween('', '2026-01-31')).toEqual({ kind: 'before', end: '2026-02-01' });
    expect([daysBetween('', ''), daysBetween('2026-02-01', '2026-01-01')]).toEqual([undefined, undefined]);
  });
});

describe('controls', () => {
  const control: FilterControl = { id: 'r', label: 'R', field: 'a.b', kind: 'values', selected: ['x'] };

  test('start with what the dashboard says; clearing is said, choosing the start again is not', () => {
    expect(chosenOf(control, {})).toEqual({ selected: ['x'] });
    expect(withChosen({}, control, {})).toEqual({ filters: { r: null } });
    expect(chosenOf(control, { filters: { r: null } })).toEqual({});
    expect(withChosen({ filters: { r: null } }, control, { selected: ['x'] })).toEqual({});
    expect(withChosen({}, { ...control, selected: [] }, {})).toEqual({});
  });
  test('are told in a few words', () => {
    const words = [
      {},
      { selected: ['a'] },
      { selected: ['a', 'b'] },
      { selected: ['a', 'b', 'c'] },
      { minimum: 3 },
    ].map(choiceWords);
    expect(words).toEqual([undefined, 'a', 'a, b', 'a and 2 more', 'from 3']);
  });
});

describe('lists, lines and looks', () => {
  const one = (title: string, folder: string | null, name = title) => ({
    ...{ id: name, title, description: null, folder, url: '', revision: 1, personas: null, tiles: 1 },
    ...{ created_at: '', created_by: '', updated_at: '', updated_by: '' },
  });

  test('favourites first, then folders, each by title', () => {
    const all = [one('B', 'x/y'), one('A', 'x/y'), one('C', null), one('D', null)];
    const sections = sectionsOf(all, new Set(['D'])).map(({ path, dashboards }) => [
      path,
      dashboards.map(({ title }) => title),
    ]);
    expect(sections).toEqual([
      ['/', ['D']],
      ['', ['C']],
      ['x/y', ['A', 'B']],
    ]);
    expect(foundDashboards(all, 'x').map(({ title }) => title)).toEqual(['B', 'A']);
  });
  test('lines are whole however they are cut', async () => {
    const text = '{"a":"ä"}\n\n{"b":1}\n{"c":2}';
    const bytes = new TextEncoder().encode(text);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const body = new Blob([bytes.slice(0, cut), bytes.slice(cut)]).stream();
      const lines: string[] = [];
      for await (const some of linesOf(body)) lines.push(...some);
      expect(lines).toEqual(['{"a":"ä"}', '{"b":1}', '{"c":2}']);
    }
  });
  test('a line of many pieces is read in the time of its length', async () => {
    const piece = new TextEncoder().encode('x'.repeat(1_000));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < 8_000; i += 1) controller.enqueue(piece);
        controller.close();
      },
    });
    const begun = performance.now();
    const lines: string[] = [];
    for await (const some of linesOf(body)) lines.push(...some);
    expect(lines.map(({ length }) => length)).toEqual([8_000_000]);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });
  test('it is told how many rows of how many a table has', () => {
    const results = { columns: [], rows: [['a'], ['b']], truncated: false };
    expect(rowsRead(results)).toBe('2 rows');
    expect(rowsRead({ ...results, truncated: true })).toBe('2+ rows');
    expect(rowsRead({ ...results, truncated: true, available: 12_000 })).toBe('2 of 12,000 rows');
  });
  test('a sparkline is broken where a value is missing, and level when nothing changes', () => {
    const size = { width: 26, height: 16 };
    expect(sparklinePath([0, undefined, 10], size)).toEqual({ line: 'M3 13M23 3', last: { left: 23, top: 3 } });
    expect(sparklinePath([5, 5], size).line).toBe('M3 8L23 8');
    expect(sparklinePath([undefined], size)).toEqual({ line: '' });
  });
  test('links lead to the web, to mail and into the page only', () => {
    const all = [
      'https://x.org',
      'mailto:a@b.c',
      '/dashboards/x',
      '//evil.org',
      'javascript:alert(1)',
      'data:text/html,x',
      'x y',
    ];
    expect(all.map(safeAddress)).toEqual([...all.slice(0, 3), undefined, undefined, undefined, undefined]);
  });
  test('the colour of a dashboard changes places with the first series, so that no two look alike', () => {
    const theme = { mode: 'system', density: 'comfortable' } as const;
    expect(accentVariables(theme)).toEqual({ outer: {}, inner: {} });
    expect(accentVariables({ ...theme, accent: '#123456' }).inner).toEqual({ '--series-1': '#123456' });
    expect(accentVariables({ ...theme, accent: 'orange' }).inner).toEqual({
      ...{ '--series-1': 'var(--kept-other)', '--series-2': 'var(--kept-first)' },
    });
  });
});
