import { expect, test } from '@jest/globals';
import { createPreparer, type Preparing } from '../../../core/answer/prepared.ts';
import { analyst, type Persona } from '../../../core/identity/persona.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { plan, revenue, shop } from '../plan/shop.ts';

const prepare = createPreparer(resolveModel(shop), { dialect: 'duckdb' });
const thisMonth = () =>
  plan({ measures: [revenue], time: { field: 'orders.order_date', range: { kind: 'current', unit: 'day' } } });
const at = (now: string, more: Partial<Preparing> = {}): Preparing => ({
  ...{ plan: thisMonth(), persona: analyst, maxRows: 100, now: new Date(now) },
  ...more,
});

test('an equal plan asked again within the minute is what it was', () => {
  expect(prepare(at('2026-08-20T10:00:01Z'))).toBe(prepare(at('2026-08-20T10:00:59Z')));
});

test('a relative time is what it means now', () => {
  const [late, early] = [prepare(at('2026-08-20T23:59:59Z')), prepare(at('2026-08-21T00:00:00Z'))];
  expect(late.explanation).toContain('20 August 2026');
  expect(early.explanation).toContain('21 August 2026');
  expect(early.hash).not.toBe(late.hash);
  expect(early.sql).not.toBe(late.sql);
});

test('what a persona may see is never taken from another, nor from what the persona was', () => {
  const now = '2026-08-20T10:00:00Z';
  const [whole] = [prepare(at(now)).sql];
  for (const name of ['analyst', 'north']) {
    const narrowed: Persona = { ...analyst, name, rowFilters: { orders: "status = 'Open'" } };
    const { sql, compiled } = prepare(at(now, { persona: narrowed }));
    expect(sql).not.toBe(whole);
    expect(compiled.restrictions).toHaveLength(1);
  }
  expect(prepare(at(now)).sql).toBe(whole);
});

test('how many rows are wanted is part of it', () => {
  const now = '2026-08-20T10:00:00Z';
  expect(prepare(at(now, { maxRows: 7 })).compiled.maxRows).toBe(7);
  expect(prepare(at(now)).compiled.maxRows).toBe(100);
});

test('what is refused is refused each time', () => {
  const barred: Persona = { ...analyst, name: 'barred', metrics: ['order_count'] };
  for (const _ of [1, 2]) expect(() => prepare(at('2026-08-20T10:00:00Z', { persona: barred }))).toThrow(/revenue/i);
});
