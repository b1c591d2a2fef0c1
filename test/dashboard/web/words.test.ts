import { describe, expect, test } from '@jest/globals';
import { questionSegments } from '../../../dashboard/web/src/answer/question-segments.ts';
import { resultTitle } from '../../../dashboard/web/src/answer/result-title.ts';
import type { AnswerColumn } from '../../../dashboard/web/src/api/types.ts';
import { composed, fieldsOf, finds, toggled } from '../../../dashboard/web/src/pages/compose.ts';
import { costChart, costTable, lastDays, totalsOf } from '../../../dashboard/web/src/pages/cost-days.ts';
import { groupByDay } from '../../../dashboard/web/src/pages/history-days.ts';
import { keyAction, paletteKeys } from '../../../dashboard/web/src/shell/keys.ts';
import { findEntries, matchScore, paletteEntries } from '../../../dashboard/web/src/shell/palette-entries.ts';
import { highlight } from '../../../dashboard/web/src/sql/highlight.ts';
import { nextIndex } from '../../../dashboard/web/src/ui/next-index.ts';
import { costDays, MODEL } from '../../doubles/sophia-model.ts';

describe('a question', () => {
  const fault = (start: number, end: number) => ({ text: '', start, end, reason: 'unknown' });

  test('is cut at what was not understood', () => {
    expect(questionSegments('Revenue churn by region', [fault(8, 13)])).toEqual([
      { text: 'Revenue ', start: 0 },
      { text: 'churn', start: 8, reason: 'unknown' },
      { text: ' by region', start: 13 },
    ]);
  });

  test('spans that overlap or lie outside leave the question whole', () => {
    const whole = questionSegments('abc', [fault(0, 2), fault(1, 3), fault(2, 9)]);
    expect(whole.map(({ text }) => text).join('')).toBe('abc');
  });
});

describe('a title', () => {
  const column = (label: string, role: AnswerColumn['role'], more: Partial<AnswerColumn> = {}): AnswerColumn => ({
    name: label,
    label,
    type: role === 'measure' ? 'decimal' : 'string',
    role,
    ...more,
  });
  test('names the subject, not the chart', () => {
    expect(
      resultTitle([
        column('Order date', 'time', { grain: 'month' }),
        column('Region', 'dimension'),
        column('Revenue', 'measure'),
      ]),
    ).toBe('Revenue by month and region');
    expect(resultTitle([column('Region', 'dimension'), column('Stock', 'measure', { unit: 'pieces' })])).toBe(
      'Stock, pieces by region',
    );
    expect(resultTitle([column('Revenue', 'measure')])).toBe('Revenue');
  });
});

describe('composing a question', () => {
  const revenue = MODEL.metrics[0];

  test('only fields that the metric can be split by are offered, with their dataset where a name is used twice', () => {
    expect(fieldsOf(MODEL, revenue).map(({ called }) => called)).toEqual([
      'Region',
      'Customers Country',
      'Channel',
      'Suppliers Country',
    ]);
  });

  test('reads as a person would write it', () => {
    const [region, country] = fieldsOf(MODEL, revenue);
    expect(composed(revenue, region && country ? [region, country] : [])).toBe(
      'Revenue by region and customers country',
    );
    expect(composed(undefined, [])).toBe('');
  });

  test('a second click takes a field out, a third field takes the oldest’s place', () => {
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    expect(toggled(['a', 'b'], 'c')).toEqual(['b', 'c']);
  });

  test('synonyms find a metric', () => {
    expect(MODEL.metrics.filter(metric => finds('turnover', metric)).map(({ name }) => name)).toEqual(['revenue']);
  });
});

describe('the palette', () => {
  test('a text that starts so beats a word that does, which beats letters in order', () => {
    expect(matchScore('rev', 'Revenue')).toBeGreaterThan(matchScore('reg', 'Revenue by region'));
    expect(matchScore('by reg', 'Revenue by region')).toBeGreaterThan(matchScore('rvn', 'Revenue'));
    expect(matchScore('xyz', 'Revenue')).toBe(0);
  });

  test('finds metrics by their synonyms and pages by their names', () => {
    const entries = paletteEntries(MODEL.metrics, []);
    expect(findEntries(entries, 'turnover')[0]).toMatchObject({
      group: 'Metrics',
      command: { kind: 'ask', question: 'Revenue' },
    });
    expect(findEntries(entries, 'hist')[0]).toMatchObject({ command: { kind: 'go', route: { page: 'history' } } });
    // Letters here and there are found in names, not in the words behind them.
    expect(findEntries(entries, 'tnvr')).toEqual([]);
    expect(findEntries(entries, '').some(({ group }) => group === 'Metrics')).toBe(false);
  });
});

describe('keys', () => {
  const press = (key: string, more = {}) => ({ key, metaKey: false, ctrlKey: false, altKey: false, ...more });
  test('work everywhere, but letters are letters inside a field', () => {
    expect(keyAction(press('k', { metaKey: true }), true)).toBe('palette');
    expect(keyAction(press('/'), false)).toBe('focusAsk');
    expect(keyAction(press('/'), true)).toBeUndefined();
    expect(keyAction(press('?'), false)).toBe('shortcuts');
    expect(keyAction(press('Escape'), true)).toBe('back');
    expect(keyAction(press('/', { ctrlKey: true }), false)).toBeUndefined();
  });

  test('are written as the machine has them', () => {
    expect(paletteKeys('MacIntel')).toBe('⌘K');
    expect(paletteKeys('Linux x86_64')).toBe('Ctrl K');
  });

  test('move in lists, around the ends, and to letters', () => {
    expect(nextIndex('ArrowDown', 2, ['a', 'b', 'c'])).toBe(0);
    expect(nextIndex('ArrowUp', -1, ['a', 'b', 'c'])).toBe(2);
    expect(nextIndex('c', 0, ['a', 'b', 'C'])).toBe(2);
    expect(nextIndex('Enter', 0, ['a'])).toBeUndefined();
  });
});

describe('SQL', () => {
  const sql = `SELECT "a b", 'it''s' -- from\nFROM t WHERE n >= 1.5 /* select */`;
  test('joined again is the statement', () => {
    expect(
      highlight(sql)
        .map(({ text }) => text)
        .join(''),
    ).toBe(sql);
  });

  test('words inside names, texts and comments are no keywords', () => {
    const of = (kind: string) =>
      highlight(sql)
        .filter(token => token.kind === kind)
        .map(({ text }) => text);
    expect(of('keyword')).toEqual(['SELECT', 'FROM', 'WHERE']);
    expect(of('text')).toEqual(["'it''s'"]);
    expect(of('name')).toEqual(['"a b"']);
    expect(of('comment')).toEqual(['-- from', '/* select */']);
    expect(of('number')).toEqual(['1.5']);
  });
});

describe('costs', () => {
  const now = Date.UTC(2026, 10, 20, 12);
  const days = costDays(now);

  test('are added exactly', () => {
    const day = { ...days[0], total_cost: 0.1 } as (typeof days)[number];
    expect(totalsOf([day, { ...day, total_cost: 0.2 }]).cost).toBe(0.3);
  });

  test('a day without questions costs nothing and has its place', () => {
    const { from, to } = lastDays(7, now);
    expect([from, to]).toEqual(['2026-11-14', '2026-11-20']);
    const chart = costChart(days, from, to);
    expect(chart.stops).toHaveLength(7);
    expect(chart.series[0]?.values[1]).toBe(0);
    expect(chart.openFrom).toBe(6);
  });

  test('the table begins with the newest day', () => {
    expect(costTable([...days].reverse(), name => name.toUpperCase()).rows[0]?.slice(0, 2)).toEqual([
      '2026-11-20',
      'ANALYST',
    ]);
  });
});

test('history stands under the days of the viewer’s clock', () => {
  const turn = (query_id: string, asked_at: string) => ({
    query_id,
    session_id: 'c',
    question: '',
    asked_at,
    persona: '',
    status: 'answered' as const,
    agent_response: '',
  });
  const days = groupByDay(
    [turn('b', '2026-11-20T01:00:00Z'), turn('a', '2026-11-19T23:00:00Z')],
    'en-GB',
    'America/New_York',
  );
  expect(days.map(({ turns }) => turns.map(({ query_id }) => query_id))).toEqual([['b', 'a']]);
});
