import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ErrorCode, messages, SophiaError } from '../../../core/errors.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { compilePlan } from '../../../core/plan/compile.ts';
import { parsePlan } from '../../../core/plan/parse.ts';
import { plainReason } from '../../../core/plan/plain-reason.ts';
import { type Desk, museum, openDesk, type Refused, resolvedMuseum } from '../ask/ask.ts';

/** What only the author of a model or of a plan can read. */
const raw = /\bfault|orderBy|topPerGroup|\w\[\d|[a-z]_[a-z]|\b[a-z]+\.[a-z]+\b|>=\d|E_[A-Z]|\bhaving\b|JSON|undefined/;

const reasonOf = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    return plainReason(error as SophiaError, museum);
  }
  throw new Error('It was not refused.');
};
const compiled = (input: unknown, persona = analyst) =>
  compilePlan(parsePlan(input), resolvedMuseum, { now: new Date(0), policy: persona, maxRows: 10, paths: 'strict' });
const fees = [{ name: 'fees', metric: 'loan_fees' }];

describe('why a plan is refused, in plain words', () => {
  test.each([
    ['no rows at all', { measures: fees, limit: 0 }],
    ['sorted by what is not there', { measures: fees, orderBy: [{ column: 'no_such', direction: 'ASC' }] }],
    ['a condition on what is not there', { measures: fees, having: [{ column: 'x', operator: '>', values: [1] }] }],
    ['a date that is none', { measures: fees, time: { field: 'loans.borrower', grain: 'month' } }],
    ['a word for a number', { measures: fees, where: [{ field: 'loans.fee', operator: '>', values: ['high'] }] }],
    ['an unknown field', { measures: fees, dimensions: [{ field: 'loans.no_such' }] }],
    ['not a plan', { measures: 7 }],
    ['things that are not related', { measures: fees, dimensions: [{ field: 'visitors.membership' }] }],
    ['rows that would repeat', { fields: ['artists.artist_name', 'loans.borrower', 'tickets.channel'] }],
    [
      'a share of averages',
      {
        measures: [{ name: 'price', metric: 'average_price' }],
        dimensions: [{ field: 'tickets.channel' }],
        steps: [{ kind: 'shareOfTotal', name: 'share', measure: 'price' }],
      },
    ],
  ])('%s', (_, plan) => {
    const reason = reasonOf(() => compiled(plan));
    expect(reason).not.toMatch(raw);
    expect(reason).toMatch(/^[A-Z“].*\.$/);
  });

  test('what the persona may not see is called by its label', () => {
    const narrow = { ...analyst, title: 'Visitor', metrics: ['loan_count'] };
    const reason = reasonOf(() => compiled({ measures: fees }, narrow));
    expect(reason).toContain('loan fees');
    expect(reason).not.toMatch(raw);
  });

  test('no code of the compiler is shown as it is, whatever comes up', () => {
    const details = {
      faults: [{ path: ['orderBy', 0, 'column'], message: 'm', mend: 'd' }],
      paths: ['loans.artwork_id -> x'],
      names: ['loans.fee'],
      datasets: ['loans', 'tickets'],
      ...Object.fromEntries(
        ['from', 'to', 'home', 'other', 'left', 'right', 'name', 'grain', 'step', 'measure', 'reason', 'mend'].map(
          key => [key, 'artist_countries'],
        ),
      ),
    };
    const codes = (Object.keys(messages) as ErrorCode[]).filter(code =>
      /^(E_|E3|plan\.[inu]|expression|query\.i)/.test(code),
    );
    expect(codes.length).toBeGreaterThan(20);
    for (const code of codes) {
      const error = Object.assign(new SophiaError('query.unknown', [], {}), { code, details }) as SophiaError;
      expect(plainReason(error, museum)).not.toMatch(raw);
    }
  });
});

describe('a question whose plan can not be made', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });

  test.each(['top 0 borrowers by loan fees', 'loan fees by borrower bottom 0'])('%s', async question => {
    const result = (await desk.ask(question)) as Refused;
    expect(result.status).toBe('refused');
    expect(result.reason).not.toMatch(raw);
    expect(result.suggestions.length).toBeGreaterThan(0);
  });
});
