import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createUsersFile, openUsersFile } from '../../adapters/users-file.ts';
import type { AnswerDocument } from '../../core/answer/document.ts';
import type { TileEvent } from '../../core/dashboards/load-document.ts';
import { createPlatformApp } from '../../local/server.ts';
import { openDepot } from '../core/agents/depot.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Client, signIn } from './platform.ts';
import { loaded } from './replies.ts';

const folder = temporaryFolder('agents-http');
let ann: Client;
let close = async () => {};

beforeAll(async () => {
  const { platform } = await openDepot(folder);
  const usersFile = join(folder, 'users.json');
  const [made] = await createUsersFile(
    usersFile,
    [{ username: 'ann', personas: ['keeper', 'north'], roles: ['admin'] }],
    { cost: 4 },
  );
  const { app, drain } = await createPlatformApp({
    platform,
    identities: await openUsersFile({ file: usersFile }),
    stateDirectory: join(folder, 'state'),
    waitSeconds: 60,
    secureCookies: false,
    log: () => undefined,
  });
  close = async () => {
    await drain();
    await platform.close();
  };
  ann = await signIn((path, init) => app.request(path, init), 'ann', made?.password ?? '');
});
afterAll(() => close());

const ten = { window_days: 10, minimum_history_days: 5 };
const asked = async (query: string, more: object = {}): Promise<AnswerDocument> => {
  const response = await ann.ask(query, { persona: 'keeper', ...more });
  expect(response.status).toBe(200);
  return (await response.json()) as AnswerDocument;
};
const column = ({ results }: Pick<AnswerDocument, 'results'>, name: string) => {
  const index = results.columns.findIndex(one => one.name === name);
  return results.rows.map(row => row[index]);
};

describe('POST /api/v1/query', () => {
  test('an agent by its name, by words of its own', async () => {
    const answer = await asked('what should I reorder over the last 10 days', { agent: 'inventory' });
    expect(answer).toMatchObject({
      status: 'answered',
      plan: null,
      computation: { agent: 'inventory', calculation: 'reorder_point', formula: { symbols: expect.any(String) } },
    });
    expect(column(answer, 'product')).toEqual(['G1']);
  });

  test('a calculation by its name, with what it assumes; a choice in place of it is another answer', async () => {
    const agent = { name: 'inventory', calculation: 'safety_stock', parameters: { ...ten, product: 'G1' } };
    const first = await asked('safety stock', { agent });
    expect(column(first, 'safety_stock')).toEqual([expect.closeTo(13.4357684, 6)]);
    const choices = { service_level: '0.99' };
    const more = { agent, choices, session_id: first.session_id, replaces: first.query_id };
    const second = await asked('safety stock', more);
    expect(column(second, 'safety_stock')).toEqual([expect.closeTo(19.0024636, 6)]);
    const conversation = await (await ann.get(`/api/v1/conversation/${first.session_id}`)).json();
    expect(conversation).toMatchObject({ turns: [{ query_id: second.query_id, computation: { agent: 'inventory' } }] });
  });

  test('what an agent does not know is refused with what it does; no agent is no request', async () => {
    const unknown = await asked('revenue', { agent: { name: 'supplier', calculation: 'horoscope' } });
    expect(unknown.status).toBe('refused');
    expect(unknown.agent_response).toContain('concentration');
    for (const suggestion of unknown.suggestions) {
      expect((await asked(suggestion)).status).toBe('answered');
    }
    expect((await ann.ask('stock', { persona: 'keeper', agent: 'weather' })).status).toBe(400);
  });

  test('an answer costs what its runs cost together', async () => {
    const answer = await asked('price trend', {
      agent: { name: 'supplier', calculation: 'price_trend', parameters: { price_days: 20 } },
    });
    expect(answer.computation?.inputs.flatMap(({ query_ids }) => query_ids)).toHaveLength(2);
    const cost = await (await ann.get(`/api/v1/cost/query/${answer.query_id}`)).json();
    expect(cost).toMatchObject({
      query_id: answer.query_id,
      database_cost: answer.cost.database_cost,
      total_cost: answer.cost.total_cost,
    });
    const again = await asked('price trend', {
      agent: { name: 'supplier', calculation: 'price_trend', parameters: { price_days: 20 } },
    });
    expect(again).toMatchObject({ cached: true, cost: { database_cost: 0 } });
  });
});

describe('a tile of an agent', () => {
  const at = { x: 0, y: 0, w: 12, h: 6 };
  const source = { source: 'agent.inventory', query: 'days_of_cover', parameters: ten };
  const tile = { id: 'cover', kind: 'table', title: 'Days of cover', at, source };
  const spec = (id: string, more: object = {}) => ({
    version: 1,
    id,
    title: 'Depot',
    model: 'depot',
    filters: [
      { id: 'family', label: 'Family', field: 'goods.family', kind: 'values' },
      { id: 'state', label: 'State', field: 'jobs.state', kind: 'values' },
    ],
    tiles: [{ ...tile, ...more }],
  });
  const load = async (id: string, body: object): Promise<TileEvent> => {
    const events = await loaded(ann.post(`/api/v1/dashboards/${id}/load`, { persona: 'keeper', ...body }));
    return events.find((event): event is TileEvent => event.kind === 'tile')!;
  };

  test('shows what it computes, as each persona sees it', async () => {
    expect((await ann.post('/api/v1/dashboards', { spec: spec('depot') })).status).toBe(200);
    const all = await load('depot', {});
    expect(all).toMatchObject({ status: 'answered', computation: { calculation: 'days_of_cover' } });
    expect(column(all, 'product')).toContain('G5');
    expect(column(await load('depot', { persona: 'north' }), 'product')).not.toContain('G5');
  });

  test('drawn, shows the number that it is about, of the parts without the whole', async () => {
    const leadTimes = { source: 'agent.logistics', query: 'lead_time' };
    const drawn = { source: leadTimes, kind: 'bar', title: 'Lead time' };
    expect((await ann.post('/api/v1/dashboards', { spec: spec('drawn', drawn) })).status).toBe(200);
    const bars = await load('drawn', {});
    expect(bars.chart).toEqual({ kind: 'table', y: ['p50'] });
    expect(column(bars, 'delivery_group')).toContain('Boat');
    expect(column(bars, 'delivery_group')).not.toContain('All');
    await ann.post('/api/v1/dashboards', { spec: spec('listed', { ...drawn, kind: 'table' }) });
    expect(column(await load('listed', {}), 'delivery_group')[0]).toBe('All');
  });

  test('is narrowed by filters that all it reads can take; others are told', async () => {
    const view = { filters: { family: { selected: ['Cordage'] }, state: { selected: ['open'] } } };
    const narrowed = await load('depot', { view });
    expect(column(narrowed, 'product')).toEqual(['G1', 'G2']);
    expect(narrowed.not_applied).toEqual([expect.objectContaining({ what: 'filter', filter_id: 'state' })]);
  });

  test('asks for what there is: agent, calculation, parameters in their limits', async () => {
    const faults = async (wrong: object) => {
      const response = await ann.post('/api/v1/dashboards', {
        spec: spec('wrong', { source: { ...source, ...wrong } }),
      });
      const problem = (await response.json()) as { type: string; faults: { path: string[] }[] };
      expect(problem.type).toBe('urn:sophia:problem:dashboard.invalid');
      return problem.faults.map(({ path }) => path.join('.'));
    };
    expect(await faults({ source: 'agent.inventroy' })).toEqual(['tiles.0.source.source']);
    expect(await faults({ query: 'days' })).toEqual(['tiles.0.source.query']);
    const parameters = { window_days: 3, colour: 'red', minimum_history_days: true };
    expect((await faults({ parameters })).sort()).toEqual([
      'tiles.0.source.parameters.colour',
      'tiles.0.source.parameters.minimum_history_days',
      'tiles.0.source.parameters.window_days',
    ]);
  });
});
