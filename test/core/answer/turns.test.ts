import { expect, test } from '@jest/globals';
import { contextOf } from '../../../core/answer/turns.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { parsePlan } from '../../../core/plan/parse.ts';
import type { Turn } from '../../../core/ports/stores.ts';

const plan = parsePlan({ measures: [{ name: 'revenue', metric: 'revenue' }] });
const turn = (question: string, facts: Partial<Turn>): Turn => ({
  queryId: question,
  sessionId: 'c1',
  username: 'ann',
  persona: analyst.name,
  askedAt: '2026-02-01T00:00:00Z',
  question,
  status: 'answered',
  answer: { plan },
  ...facts,
});

test('a question goes on from answers, and is told of questions that had none', () => {
  const turns = [
    turn('revenue', {}),
    turn('in Atlantis', { status: 'refused', answer: { plan: null } }),
    turn('in Georgia', { status: 'clarify', answer: { plan } }),
  ];
  expect(contextOf(turns, analyst)).toEqual([
    { question: 'revenue', plan },
    { question: 'in Atlantis', plan: undefined },
    { question: 'in Georgia', plan: undefined },
  ]);
});

test('what was cancelled, failed or still runs, and what another persona asked, is no part of it', () => {
  const turns = [
    ...(['running', 'failed', 'cancelled'] as const).map(status => turn(status, { status })),
    turn('as another', { persona: 'another' }),
  ];
  expect(contextOf(turns, analyst)).toEqual([]);
});

test('a plan that this version can’t read counts as none', () => {
  expect(contextOf([turn('revenue', { answer: { plan: { later: true } } })], analyst)).toEqual([
    { question: 'revenue', plan: undefined },
  ]);
});
