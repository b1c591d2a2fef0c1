import { describe, expect, test } from '@jest/globals';
import { createPreparer } from '../../../core/answer/prepared.ts';
import { withoutNextRow } from '../../../core/answer/tied.ts';
import type { AnswerColumn } from '../../../core/answer/types.ts';
import { analyst } from '../../../core/identity/persona.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { plan, revenue, shop } from '../plan/shop.ts';

const ranked = (more: Partial<PlanInput> = {}) =>
  plan({
    measures: [revenue],
    dimensions: [{ field: 'orders.status' }],
    orderBy: [{ column: 'revenue', direction: 'DESC' }],
    limit: 2,
    ...more,
  });
const columns: AnswerColumn[] = [
  { name: 'status', label: 'Status', type: 'string', role: 'dimension' },
  { name: 'revenue', label: 'Revenue', type: 'decimal', role: 'measure' },
];
const [a, b, c] = [['a', 3] as const, ['b', 2] as const, ['c', 2] as const];

describe('a ranking whose last place is shared', () => {
  test('is told by the one row more that is read and not shown', () => {
    expect(withoutNextRow(ranked(), columns, [a, b, c])).toEqual({ rows: [a, b], tied: true });
    expect(withoutNextRow(ranked(), columns, [a, b, ['c', 1]])).toEqual({ rows: [a, b], tied: false });
    expect(withoutNextRow(ranked(), columns, [a, b])).toEqual({ rows: [a, b], tied: false });
  });

  test('is no tie of those that have no value, nor where it is ranked by what is not shown', () => {
    const none = ['n', null] as const;
    expect(withoutNextRow(ranked(), columns, [a, none, ['m', null]])).toEqual({ rows: [a, none], tied: false });
    expect(withoutNextRow(ranked(), columns.slice(0, 1), [['a'], ['b'], ['c']]).tied).toBe(false);
  });

  test('the SQL that is shown gives the rows that are shown', () => {
    const prepare = createPreparer(resolveModel(shop), { dialect: 'duckdb' });
    const prepared = (of: ReturnType<typeof ranked>, maxRows = 100) =>
      prepare({ plan: of, persona: analyst, maxRows, now: new Date('2026-08-20') });
    const { sql, compiled } = prepared(ranked());
    expect(sql).toMatch(/LIMIT 2$/);
    expect(compiled.query).toMatchObject({ limit: 3 });
    expect(prepared(ranked({ orderBy: [] })).compiled.query).toMatchObject({ limit: 2 });
    expect(prepared(ranked(), 2).compiled.query).toMatchObject({ limit: 2 });
  });
});
