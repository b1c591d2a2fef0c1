import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnswerDocument } from '../../core/answer/document.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Client, shopApp } from './platform.ts';

const folder = temporaryFolder('query');
let shop: Awaited<ReturnType<typeof shopApp>>;
let ann: Client;
let ben: Client;

beforeAll(async () => {
  shop = await shopApp(folder);
  ann = await shop.signIn('ann');
  ben = await shop.signIn('ben');
});
afterAll(() => shop.close());

const answerOf = async (response: Response) => (await response.json()) as AnswerDocument;
const typeOf = async (response: Response) => ((await response.json()) as { type: string }).type;

describe('asking', () => {
  test('gives rows with their columns, the sentence, plan, SQL, cost and chart', async () => {
    const response = await ann.ask('revenue by region');
    expect(response.status).toBe(200);
    const answer = await answerOf(response);
    expect(answer).toMatchObject({ status: 'answered', persona: 'executive', question: 'revenue by region' });
    expect(answer.results.columns).toMatchObject([
      { name: 'region', role: 'dimension', type: 'string' },
      { name: 'revenue', role: 'measure', unit: 'USD' },
    ]);
    const rows = answer.results.rows.map(([region, amount]) => [region, Number(amount)]);
    expect(new Map(rows as [string, number][])).toEqual(
      new Map([
        ['Europe', 120.5],
        ['Asia', 80.25],
      ]),
    );
    expect(answer.chart).toMatchObject({ kind: 'bar', x: 'region', y: ['revenue'] });
    expect(answer.agent_response).toContain('$120.50');
    expect(answer.sql).toMatch(/select/i);
    expect(answer.plan).toMatchObject({ measures: [{ metric: 'revenue' }] });
    expect(answer.cost.total_cost).toBeCloseTo(answer.cost.database_cost + answer.cost.lambda_cost, 9);
    expect(answer.cost.database_cost).toBeGreaterThan(0);
  });

  test('the same again is cached: no run, no database cost', async () => {
    const fresh = await answerOf(await ann.ask('revenue by month'));
    const before = await (await ann.get('/api/v1/cache/stats')).json();
    const answer = await answerOf(await ann.ask('revenue by month'));
    const after = await (await ann.get('/api/v1/cache/stats')).json();
    expect(answer).toMatchObject({ cached: true, cost: { database_cost: 0 }, results: fresh.results });
    expect(answer.assumptions.map(each => each.text)).toEqual(['Counted by day']);
    expect(after).toMatchObject({ engine_runs: (before as { engine_runs: number }).engine_runs });
  });

  test('a persona may be named by its title', async () => {
    const answer = await answerOf(await ann.ask('revenue', { persona: 'Europe Manager' }));
    expect(answer.persona).toBe('europe');
    expect(Number(answer.results.rows[0]?.[0])).toBe(120.5);
    expect(answer.restrictions).not.toEqual([]);
  });

  test('no rows are said to be none', async () => {
    const answer = await answerOf(await ann.ask('revenue in Atlantis'));
    expect(answer.status).toBe('answered');
    expect(answer.results.rows.filter(row => row.some(cell => cell !== null))).toEqual([]);
  });

  test('a refusal is an answer that costs nothing and is remembered', async () => {
    const answer = await answerOf(await ann.ask('the weather'));
    expect(answer).toMatchObject({ status: 'refused', cost: { total_cost: 0 }, suggestions: ['revenue by region'] });
    expect(answer.not_understood).toMatchObject([{ text: 'the weather', start: 0, end: 11 }]);
    expect((await answerOf(await ann.get(`/api/v1/query/${answer.query_id}`))).status).toBe('refused');
  });

  test('a question back offers what can be chosen', async () => {
    const answer = await answerOf(await ann.ask('sales by place'));
    expect(answer).toMatchObject({
      status: 'clarify',
      clarification: { options: [{ question: 'revenue by region' }] },
    });
  });

  test('follow-ups see the conversation, of the same persona only', async () => {
    const first = await answerOf(await ann.ask('revenue by region'));
    const next = await answerOf(await ann.ask('same again', { session_id: first.session_id }));
    expect(next).toMatchObject({ status: 'answered', session_id: first.session_id, plan: first.plan });
    const other = await answerOf(await ann.ask('same again', { session_id: first.session_id, persona: 'europe' }));
    expect(other.status).toBe('refused');
    const conversation = await (await ann.get(`/api/v1/conversation/${first.session_id}`)).json();
    expect(conversation).toMatchObject({
      turns: [{ query_id: first.query_id }, { query_id: next.query_id }, { query_id: other.query_id }],
    });
  });

  describe('asked again with another choice', () => {
    const shownIn = async (sessionId: string) => {
      const { turns } = (await (await ann.get(`/api/v1/conversation/${sessionId}`)).json()) as {
        turns: AnswerDocument[];
      };
      return turns.map(turn => turn.query_id);
    };

    test('the answer stands in the place of the first, however often, and later turns stay', async () => {
      const first = await answerOf(await ann.ask('revenue by region'));
      const { session_id } = first;
      const later = await answerOf(await ann.ask('revenue', { session_id }));
      const choices = { date: 'sales.day' };
      const again = await answerOf(await ann.ask('revenue by month', { replaces: first.query_id, choices }));
      expect(again).toMatchObject({ session_id, replaces: first.query_id });
      expect(await shownIn(session_id)).toEqual([again.query_id, later.query_id]);
      const third = await answerOf(await ann.ask('revenue', { replaces: again.query_id, session_id }));
      expect(await shownIn(session_id)).toEqual([third.query_id, later.query_id]);
      expect((await answerOf(await ann.get(`/api/v1/query/${first.query_id}`))).status).toBe('answered');
    });

    test('is understood by what came before its place, not by the answer that it replaces', async () => {
      const first = await answerOf(await ann.ask('revenue by region'));
      const { session_id } = first;
      const second = await answerOf(await ann.ask('revenue by month', { session_id }));
      const again = await answerOf(await ann.ask('same again', { session_id, replaces: second.query_id }));
      expect(again.plan).toEqual(first.plan);
      const alone = await answerOf(await ann.ask('same again', { session_id, replaces: first.query_id }));
      expect(alone.status).toBe('refused');
      const next = await answerOf(await ann.ask('same again', { session_id }));
      expect(next.plan).toEqual(again.plan);
    });

    test('one that is cancelled replaces nothing; one that runs long does', async () => {
      const first = await answerOf(await ann.ask('revenue'));
      const { session_id } = first;
      const slow = await answerOf(await ann.ask('forever', { session_id, replaces: first.query_id, wait_seconds: 0 }));
      expect(await shownIn(session_id)).toEqual([slow.query_id]);
      await ann.delete(`/api/v1/query/${slow.query_id}`);
      expect(await shownIn(session_id)).toEqual([first.query_id]);
    });

    test('the query must be of the same conversation and user', async () => {
      const first = await answerOf(await ann.ask('revenue'));
      const other = await answerOf(await ann.ask('revenue'));
      const stranger = await ben.ask('revenue', { persona: 'europe', replaces: first.query_id });
      expect(stranger.status).toBe(404);
      expect(await typeOf(stranger)).toBe('urn:sophia:problem:query.unknown');
      expect((await ann.ask('revenue', { replaces: first.query_id, session_id: other.session_id })).status).toBe(404);
      expect((await ann.ask('revenue', { replaces: 'qry_none' })).status).toBe(404);
    });
  });

  test('the sign-in session may serve as the conversation', async () => {
    const answer = await answerOf(await ann.ask('revenue', { session_id: ann.sessionId }));
    expect(answer.session_id).toBe(ann.sessionId);
  });

  test('a hundred equal new questions at once are one run', async () => {
    const before = shop.platform.executor.statistics().engineRuns;
    const answers = await Promise.all(
      Array.from({ length: 100 }, async () => answerOf(await ann.ask('number of sales'))),
    );
    expect(new Set(answers.map(answer => JSON.stringify(answer.results.rows)))).toEqual(new Set(['[[4]]']));
    expect(shop.platform.executor.statistics().engineRuns).toBe(before + 1);
    expect(answers.filter(answer => answer.cost.database_cost > 0)).toHaveLength(1);
  });
});

describe('what takes long', () => {
  test('is answered with 202 and a Location that gives the answer in the end', async () => {
    const response = await ann.ask('held revenue', { wait_seconds: 0 });
    expect(response.status).toBe(202);
    const location = response.headers.get('location') ?? '';
    expect((await ann.get(location)).status).toBe(202);
    shop.gate.open();
    await eventually(async () => (await ann.get(location)).status === 200);
    expect(await answerOf(await ann.get(location))).toMatchObject({ status: 'answered' });
  });

  test('can be cancelled, and reads as cancelled then', async () => {
    const { query_id } = await answerOf(await ann.ask('forever', { wait_seconds: 0 }));
    expect((await ann.delete(`/api/v1/query/${query_id}`)).status).toBe(204);
    expect(await answerOf(await ann.get(`/api/v1/query/${query_id}`))).toMatchObject({ status: 'cancelled' });
    expect((await ann.delete(`/api/v1/query/${query_id}`)).status).toBe(204);
  });

  test('ends when its client goes away', async () => {
    const controller = new AbortController();
    const asked = ann.post('/api/v1/query', { query: 'forever', persona: 'executive' }, { signal: controller.signal });
    const runs = shop.platform.executor.statistics().engineRuns;
    await eventually(async () => shop.platform.executor.statistics().engineRuns > runs);
    controller.abort();
    await asked.catch(() => undefined);
    await eventually(async () => {
      const { turns } = (await (await ann.get('/api/v1/history?search=forever&limit=1')).json()) as {
        turns: { status: string }[];
      };
      return turns[0]?.status === 'cancelled';
    });
  });
});

describe('budgets', () => {
  test('a question that may cost more than one may is refused before it runs', async () => {
    const before = shop.platform.executor.statistics().engineRuns;
    const answer = await answerOf(await ann.ask('revenue by product', { persona: 'miser' }));
    expect(answer).toMatchObject({ status: 'refused', cost: { total_cost: 0 } });
    expect(shop.platform.executor.statistics().engineRuns).toBe(before);
  });

  test('a day’s budget covers so many questions and no more', async () => {
    const statuses: string[] = [];
    for (const question of ['revenue by month', 'revenue by product', 'revenue in Atlantis']) {
      statuses.push((await answerOf(await ann.ask(question, { persona: 'poor' }))).status);
    }
    // The executive has asked some of these: the same rows under the same policy come from the cache for free.
    expect(statuses.filter(status => status === 'answered').length).toBeGreaterThan(0);
    const costs = await (await ann.get('/api/v1/cost/daily')).json();
    const poor = (costs as { days: { persona: string; total_cost: number }[] }).days.find(
      day => day.persona === 'poor',
    );
    expect(poor?.total_cost ?? 0).toBeLessThanOrEqual(0.0001 + 0.00001);
  });

  test('each question and day is accounted for', async () => {
    const answer = await answerOf(await ann.ask('revenue by region', { persona: 'europe' }));
    const cost = await (await ann.get(`/api/v1/cost/query/${answer.query_id}`)).json();
    expect(cost).toMatchObject({ query_id: answer.query_id, ...answer.cost, cached: answer.cached });
    expect(cost).toHaveProperty('bytes_scanned');
  });
});

describe('whose it is', () => {
  test('another user’s question, its rows, cost and conversation do not exist', async () => {
    const answer = await answerOf(await ann.ask('revenue'));
    for (const path of ['query/', 'cost/query/'].map(part => `/api/v1/${part}`)) {
      const [other, unknown] = [await ben.get(path + answer.query_id), await ben.get(`${path}qry_unknown`)];
      expect(other.status).toBe(404);
      expect(await typeOf(other)).toBe(await typeOf(unknown));
    }
    expect((await ben.get(`/api/v1/query/${answer.query_id}/csv`)).status).toBe(404);
    expect((await ben.delete(`/api/v1/query/${answer.query_id}`)).status).toBe(404);
    expect((await ben.get(`/api/v1/conversation/${answer.session_id}`)).status).toBe(404);
    expect((await ben.ask('revenue', { persona: 'europe', session_id: answer.session_id })).status).toBe(404);
    expect((await ben.get(`/api/v1/conversation/${ann.sessionId}`)).status).toBe(404);
  });

  test('a persona that is not theirs reads like one that does not exist', async () => {
    const [theirs, none] = [await ben.ask('revenue'), await ben.ask('revenue', { persona: 'emperor' })];
    expect([theirs.status, none.status]).toEqual([403, 403]);
    expect([await typeOf(theirs), await typeOf(none)]).toEqual(Array(2).fill('urn:sophia:problem:persona.unknown'));
  });

  test('history is one’s own and can be searched', async () => {
    await ben.ask('revenue', { persona: 'europe' });
    const { turns } = (await (await ben.get('/api/v1/history?search=REVENUE')).json()) as { turns: object[] };
    expect(turns).toHaveLength(1);
    expect(turns[0]).toMatchObject({ question: 'revenue', persona: 'europe', status: 'answered' });
    expect(turns[0]).not.toHaveProperty('results');
  });

  test('suggestions and the model hold nothing that the persona may not see', async () => {
    const model = JSON.stringify(await (await ben.get('/api/v1/model')).json());
    expect(model).toContain('"revenue"');
    for (const hidden of ['sales_count', 'forever', 'Asia']) expect(model).not.toContain(hidden);
    expect((await ben.get('/api/v1/model?persona=executive')).status).toBe(403);
    const { suggestions } = (await (await ben.get('/api/v1/suggest?q=rev')).json()) as {
      suggestions: { kind: string }[];
    };
    expect(suggestions.map(each => each.kind)).toContain('history');
  });

  test('every question is in the audit log with what was shown', async () => {
    const answer = await answerOf(await ann.ask('revenue by region'));
    const events = await shop.platform.stores.audit.list({ actor: 'ann', limit: 200 });
    const event = events.find(each => each.target === answer.query_id);
    expect(event).toMatchObject({
      action: 'query.ask',
      outcome: 'ok',
      details: { question: 'revenue by region', persona: 'executive', columns: ['region', 'revenue'], rows: 2 },
    });
  });
});

test('rows come as CSV, harmless to a spreadsheet', async () => {
  const answer = await answerOf(await ann.ask('revenue by product'));
  const response = await ann.get(`/api/v1/query/${answer.query_id}/csv`);
  expect(response.headers.get('content-type')).toContain('text/csv');
  expect(response.headers.get('content-disposition')).toContain('attachment');
  expect(await response.text()).toContain("'=Bellows,");
});
