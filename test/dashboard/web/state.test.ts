import { describe, expect, test } from '@jest/globals';
import { ApiProblem, retryAfterSeconds } from '../../../dashboard/web/src/api/problem.ts';
import type { AnswerReply, User } from '../../../dashboard/web/src/api/types.ts';
import { spoken } from '../../../dashboard/web/src/pages/spoken.ts';
import { type AppEvent, type AppState, appAfter, firstState } from '../../../dashboard/web/src/state/app-state.ts';
import { LAST_QUESTIONS, lastQuestions } from '../../../dashboard/web/src/state/last-questions.ts';
import { rememberedPersona, rememberPersona } from '../../../dashboard/web/src/state/persona.ts';
import { parseRoute, type Route, routePath } from '../../../dashboard/web/src/state/route.ts';
import {
  emptyThread,
  type Thread,
  type Turn,
  threadAfter,
  turnsOfConversation,
} from '../../../dashboard/web/src/state/thread.ts';
import { pollDelay, waitForAnswer } from '../../../dashboard/web/src/state/wait.ts';
import { paintedTheme, parseThemeChoice } from '../../../dashboard/web/src/theme.ts';

const answer = (query_id: string, question: string): AnswerReply => ({
  query_id,
  session_id: 'c1',
  question,
  asked_at: '2026-11-20T09:00:00Z',
  persona: 'analyst',
  status: 'answered',
  agent_response: `About ${question}.`,
  assumptions: [{ id: 'date', kind: 'date', text: 'Counted by order date', chosen: 'orders.order_date', choices: [] }],
  not_understood: [],
  suggestions: [],
  restrictions: [],
  cost: { bedrock_cost: 0, database_cost: 0, lambda_cost: 0, total_cost: 0 },
  execution_time: 0.01,
  cached: false,
});
const turn = (key: string, question = 'Revenue'): Turn => ({
  key,
  question,
  persona: 'analyst',
  choices: {},
  askedAt: 0,
  pending: true,
});
const problem = new ApiProblem({
  type: 'urn:sophia:problem:budget.exhausted',
  status: 429,
  title: 'Spent',
  detail: 'The budget is spent.',
});
const asked = (...turns: Turn[]): Thread =>
  turns.reduce((thread, turn) => threadAfter(thread, { kind: 'asked', turn }), emptyThread);

describe('addresses', () => {
  test.each<[string, Route]>([
    ['/', { page: 'ask' }],
    ['/c/abc', { page: 'conversation', sessionId: 'abc' }],
    ['/q/a%2Fb', { page: 'query', queryId: 'a/b' }],
    ['/history', { page: 'history' }],
    ['/model', { page: 'model' }],
    ['/cost', { page: 'cost' }],
    ['/help', { page: 'help' }],
    ['/help/by-words', { page: 'help', guide: 'by-words' }],
  ])('%s is read and written alike', (path, route) => {
    expect(parseRoute(path)).toEqual(route);
    expect(routePath(route)).toBe(path);
  });

  test('others are no page', () => {
    for (const path of ['/c', '/cost/2', '/c/a/b', '/nope']) expect(parseRoute(path)).toBeUndefined();
  });
});

describe('the thread', () => {
  test('a question is pending until its answer comes, which names the conversation', () => {
    const thread = threadAfter(asked(turn('t1')), { kind: 'answered', key: 't1', answer: answer('q1', 'Revenue') });
    expect(thread).toMatchObject({ sessionId: 'c1', turns: [{ pending: false, queryId: 'q1' }], focus: 't1' });
  });

  test('another choice takes the place of the turn, not a new one', () => {
    const thread = threadAfter(asked(turn('t1'), turn('t2')), { kind: 'asked', turn: turn('t3'), replaces: 't2' });
    expect(thread.turns.map(({ key }) => key)).toEqual(['t1', 't3']);
  });

  test('an answer to a turn that is gone changes nothing', () => {
    expect(threadAfter(emptyThread, { kind: 'answered', key: 't1', answer: answer('q1', 'Revenue') })).toBe(
      emptyThread,
    );
    expect(threadAfter(emptyThread, { kind: 'accepted', key: 't1', queryId: 'q1', sessionId: 'c1' })).toBe(emptyThread);
  });

  test('a stored conversation shows each turn with the choices it was made with', () => {
    const turns = turnsOfConversation([answer('q2', 'Revenue'), answer('q3', 'Revenue')]);
    expect(turns.map(({ key }) => key)).toEqual(['q2', 'q3']);
    expect(turns[0]?.choices).toEqual({ date: 'orders.order_date' });
  });

  test('what is read out: work, then the answer, or what went wrong', () => {
    expect(spoken(asked(turn('t1')))).toBe('Working on the answer.');
    expect(
      spoken(threadAfter(asked(turn('t1')), { kind: 'answered', key: 't1', answer: answer('q1', 'Revenue') })),
    ).toContain('About Revenue.');
    expect(spoken(threadAfter(asked(turn('t1')), { kind: 'stopped', key: 't1', problem }))).toContain(
      'The budget is spent.',
    );
  });
});

describe('the last questions', () => {
  const listed = (query_id: string, question: string) => answer(query_id, question);
  const texts = (history: AnswerReply[], turns: Turn[]) =>
    lastQuestions(history, turns).map(({ question, queryId }) => [question, queryId]);

  test('a question stands first as soon as it is asked, and stays there when it is answered and listed', () => {
    const history = [listed('q1', 'Revenue')];
    const asked = turn('asked-1', 'Orders');
    expect(texts(history, [asked])).toEqual([
      ['Orders', undefined],
      ['Revenue', 'q1'],
    ]);
    const answered = { ...asked, queryId: 'q2', pending: false };
    const after = [
      ['Orders', 'q2'],
      ['Revenue', 'q1'],
    ];
    expect(texts(history, [answered])).toEqual(after);
    expect(texts([listed('q2', 'Orders'), ...history], [answered])).toEqual(after);
  });

  test('what was asked before the last one listed is not put before it', () => {
    const turns = ['q1', 'q2'].map((queryId, at) => ({ ...turn(`asked-${at}`, `Question ${queryId}`), queryId }));
    expect(texts([listed('q2', 'Question q2')], turns)).toEqual([['Question q2', 'q2']]);
  });

  test('an old conversation that is opened adds none', () => {
    expect(texts([listed('q9', 'Revenue')], turnsOfConversation([answer('q1', 'Orders')]))).toEqual([
      ['Revenue', 'q9'],
    ]);
  });

  test('each question once, and no more than the list holds', () => {
    const many = Array.from({ length: LAST_QUESTIONS + 3 }, (_, at) => listed(`q${at}`, `Question ${at}`));
    expect(lastQuestions(many, [turn('asked-1', 'Question 2')]).map(({ question }) => question)).toEqual([
      'Question 2',
      'Question 0',
      'Question 1',
      ...[3, 4, 5, 6, 7].map(at => `Question ${at}`),
    ]);
  });
});

describe('the page', () => {
  const pageAfter = (...events: AppEvent[]): AppState => events.reduce(appAfter, firstState({ page: 'ask' }, 'system'));

  test('a cleared thread comes back with Undo', () => {
    const cleared = pageAfter({ kind: 'asked', turn: turn('t1') }, { kind: 'cleared' });
    expect(cleared.thread).toBe(emptyThread);
    expect(appAfter(cleared, { kind: 'restored' })).toMatchObject({
      thread: { turns: [{ key: 't1' }] },
      toast: undefined,
    });
  });

  test('clearing an empty thread does nothing, so that Undo never loses the last one', () => {
    const state = pageAfter({ kind: 'asked', turn: turn('t1') }, { kind: 'cleared' });
    expect(appAfter(state, { kind: 'cleared' })).toBe(state);
  });

  test('a session that ends keeps the question in the ask box and nothing else', () => {
    const state = pageAfter(
      { kind: 'asked', turn: turn('t1', 'Orders by day') },
      { kind: 'signedOut', notice: 'Ended.' },
    );
    expect(state).toMatchObject({
      draft: 'Orders by day',
      thread: emptyThread,
      session: { kind: 'signedOut' },
      persona: undefined,
    });
  });

  test('signing out keeps no draft', () => {
    expect(pageAfter({ kind: 'typed', draft: 'secret' }, { kind: 'signedOut' }).draft).toBe('');
  });

  test('another persona loads another model', () => {
    expect(pageAfter({ kind: 'personaChosen', persona: 'buyer' })).toMatchObject({
      persona: 'buyer',
      model: { kind: 'loading' },
    });
  });
});

describe('the persona', () => {
  const persona = (name: string) => ({ name, title: name, examples: [] });
  const user = (...names: string[]): User => ({ username: 'ada', roles: [], personas: names.map(persona) });
  const memory = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
  };

  test('is the only one, else the one chosen before, else asked for', () => {
    const storage = memory();
    expect(rememberedPersona(user('analyst'), storage)).toBe('analyst');
    expect(rememberedPersona(user('analyst', 'buyer'), storage)).toBeUndefined();
    rememberPersona(user('analyst', 'buyer'), 'buyer', storage);
    expect(rememberedPersona(user('analyst', 'buyer'), storage)).toBe('buyer');
  });

  test('that was taken away is not used', () => {
    const storage = memory();
    rememberPersona(user('analyst', 'buyer'), 'buyer', storage);
    expect(rememberedPersona(user('analyst', 'executive'), storage)).toBeUndefined();
  });
});

describe('waiting', () => {
  test('polls ever slower, at most every two seconds', () => {
    expect(pollDelay(0)).toBe(300);
    expect(pollDelay(1)).toBeGreaterThan(pollDelay(0));
    expect(pollDelay(50)).toBe(2_000);
  });

  test('ends at once when it is cancelled', async () => {
    const abort = new AbortController();
    const waiting = waitForAnswer(async () => ({ query_id: 'q1', session_id: 'c1', status: 'running' }), abort.signal);
    abort.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
  });

  test('Retry-After is seconds or a date', () => {
    expect(retryAfterSeconds('42', 0)).toBe(42);
    expect(retryAfterSeconds('Thu, 01 Jan 1970 00:01:00 GMT', 0)).toBe(60);
    expect(retryAfterSeconds(null, 0)).toBeUndefined();
    expect(retryAfterSeconds('soon', 0)).toBeUndefined();
  });
});

test('the theme follows the system unless one is chosen', () => {
  expect(paintedTheme('system', true)).toBe('dark');
  expect(paintedTheme('light', true)).toBe('light');
  expect(parseThemeChoice('purple')).toBe('system');
});
