import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PreviousTurn } from '../../../core/ask/types.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import type { Platform } from '../../../local/platform.ts';
import { openForCommand } from '../../../scripts/ask/platform.ts';
import { generateData } from '../../../scripts/data/generate.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { type Depot, openDepot } from './depot.ts';

const now = '2026-07-01T00:00:00Z';
const data = temporaryFolder('who-answers');
const depots = temporaryFolder('who-answers-depot');
const model = (name: string) => join(import.meta.dirname, '..', '..', '..', 'models', `${name}.yaml`);
let platform: Platform;
let persona: Persona;
let depot: Depot;
let poor: Depot;

beforeAll(async () => {
  await generateData({ directory: data, scale: 0.002, until: '2026-06-30', only: 'supply-chain' });
  ({ platform, persona } = await openForCommand({ data, model: model('supply-chain'), now }));
  depot = await openDepot(join(depots, 'whole'));
  poor = await openDepot(join(depots, 'poor'), ['purchase_quantity', 'lead_time', 'order_promised']);
}, 120_000);
afterAll(() => Promise.all([platform?.close(), depot?.platform.close(), poor?.platform.close()]));

const answerTo = (
  question: string,
  choices: Readonly<Record<string, string>> = {},
  conversation: readonly PreviousTurn[] = [],
) => platform.answerer.answer({ queryId: 'q', username: 'u', persona, question, conversation, choices });
const answeredBy = ({ assumptions }: Awaited<ReturnType<typeof answerTo>>) =>
  assumptions.find(({ id }) => id === 'answered_by');

/** Each subject of the agents, in words that people use. */
const subjects: Readonly<Record<string, readonly string[]>> = {
  reorder_point: [
    'what should we reorder',
    'which products should we reorder?',
    'which products are below their reorder point',
    'what do we need to order now',
    'reorder points',
  ],
  safety_stock: [
    'safety stock',
    'how much safety stock do we need',
    'recommended safety stock',
    'how high should our safety stock be?',
  ],
  days_of_cover: [
    'how many days of stock are left',
    'how long will the stock last',
    'which products will run out of stock first',
    'when will we run out of stock?',
  ],
  abc: ['abc classes of products', 'ABC analysis', 'classify our products by ABC', 'products by abc class'],
  order_risk: [
    'which orders are at risk of being late',
    'which orders are late',
    'late orders',
    'which open orders may miss their promised date?',
  ],
  fill_rate: [
    'fill rate analysis',
    'unit and line fill rate',
    'how complete are our shipments',
    'where is our fill rate lowest',
  ],
  lead_time: [
    'lead time distribution',
    'spread of delivery times',
    'how long do deliveries take',
    'how much do our lead times vary',
  ],
  on_time: [
    'how reliable are our suppliers',
    'which suppliers deliver late',
    'how often do suppliers deliver on time',
    'on-time rate by supplier',
  ],
  price_trend: [
    'supplier price trend',
    'how do supplier prices develop',
    'are suppliers raising prices',
    'how have purchase prices changed?',
  ],
  concentration: [
    'how dependent are we on single suppliers',
    'concentration risk',
    'how concentrated is our spend',
    'do we rely too much on a few suppliers?',
  ],
};

describe('what an agent computes is asked of it in usual words, whatever names the model has', () => {
  const wordings = Object.entries(subjects).flatMap(([name, all]) => all.map(words => [words, name] as const));
  test.each(wordings)('%s → %s, with its formula', async (question, calculation) => {
    const answer = await answerTo(question);
    expect(answer).toMatchObject({ status: 'answered', computation: { calculation } });
    expect(answer.computation?.formula.symbols).not.toBe('');
  });

  // The depot's names are its own, and it has metrics for none of it.
  test.each(wordings)('in a model of other names: %s → %s', async (question, calculation) => {
    expect(await depot.ask(question)).toMatchObject({ status: 'answered', computation: { calculation } });
  });

  test('the one that is asked about stands in the midst of the words', async () => {
    for (const question of [
      'how does the price of supplier Alpha develop?',
      'How have the prices from supplier Alpha changed',
      'is supplier Alpha getting more expensive',
    ]) {
      const answer = await depot.ask(question);
      expect(answer).toMatchObject({ status: 'answered', computation: { calculation: 'price_trend' } });
      expect(answer.results?.rows.map(row => row[0])).toEqual(['V1']);
    }
    const reliable = await depot.ask('how reliable is vendor Beta');
    expect(reliable.results?.rows.map(row => row[0])).toEqual(['V2']);
  });
});

describe('what is not asked of an agent never reaches one', () => {
  test.each([
    'how many suppliers do we have by country',
    'revenue by month',
    'average safety stock',
    'safety stock by product group',
    'products with safety stock over 100',
    'fill rate by carrier',
    'fill rate last quarter',
    'average lead time',
    'purchase spend by supplier',
    'average purchase price by month',
    'late orders by carrier',
    'which orders were late last month',
    'which orders are late and open',
    'how many days does our stock last in each warehouse',
    'which products are class A',
    'how many products to reorder in Houston?',
    'what should we reorder next quarter if demand doubles',
    'how does the price of rope develop',
    'how dependent are we on single customers',
    'how reliable are our carriers',
  ])('%s', async question => {
    expect((await answerTo(question)).computation).toBeUndefined();
  });
});

describe('where both could answer', () => {
  test('the bare name of a metric is the metric; the agent is one choice away', async () => {
    const answer = await answerTo('days of cover');
    expect(answer.plan?.measures).toHaveLength(1);
    expect(answer.computation).toBeUndefined();
    expect(answeredBy(answer)).toMatchObject({ chosen: 'model', choices: [{ id: 'agent' }, { id: 'model' }] });
    expect(await answerTo('days of cover', { answered_by: 'agent' })).toMatchObject({
      status: 'answered',
      computation: { calculation: 'days_of_cover' },
    });
  });

  test('how many there are is counted by the model; of the open ones the agent is one choice away', async () => {
    const answer = await answerTo('number of late orders');
    expect(answer.computation).toBeUndefined();
    expect(answer.sentence).toMatch(/^Order count is [\d,]+, only delivery status Late/);
    expect(answeredBy(answer)).toMatchObject({ chosen: 'model', choices: [{ id: 'agent' }, { id: 'model' }] });
  });

  test('a name that only lists stored rows is the agent’s; the rows are one choice away', async () => {
    const answer = await answerTo('safety stock');
    expect(answeredBy(answer)).toMatchObject({ chosen: 'agent', choices: [{ id: 'agent' }, { id: 'model' }] });
    const stored = await answerTo('safety stock', { answered_by: 'model' });
    expect(stored.computation).toBeUndefined();
    expect(stored.plan?.measures).toEqual([]);
    expect(answeredBy(stored)).toMatchObject({ chosen: 'model' });
  });

  test('choices of either are no fault when the other is chosen', async () => {
    const choices = { answered_by: 'model', service_level: '0.99' };
    expect(await answerTo('safety stock', choices)).toMatchObject({ status: 'answered' });
    const agent = await answerTo('safety stock', { ...choices, answered_by: 'agent' });
    expect(agent.assumptions.find(({ id }) => id === 'service_level')?.chosen).toBe('0.99');
  });

  test('a plan that guesses what a word means is neither the answer nor offered', async () => {
    for (const question of ['supplier price trend', 'lead time distribution']) {
      const answer = await answerTo(question);
      expect(answer.computation).toBeDefined();
      expect(answeredBy(answer)).toBeUndefined();
    }
  });

  test('a name that goes on with what was talked about stays with it', async () => {
    const before = 'stock on hand in Houston';
    const { plan } = await answerTo(before);
    const next = await answerTo('days of cover', {}, [{ question: before, plan }]);
    expect(next.plan?.where).toEqual(plan?.where);
    expect(next.plan?.where).toHaveLength(1);
    // The agent would tell of all places: that is another question.
    expect(answeredBy(next)).toBeUndefined();
  });
});

describe('a model that lacks what the agent needs', () => {
  test.each([
    ['supplier price trend', 'purchase_quantity'],
    ['what should we reorder', 'lead_time'],
    ['which orders are at risk of being late', 'order_promised'],
  ])('%s is refused, and says that %s is missing', async (question, role) => {
    const answer = await poor.ask(question);
    expect(answer.status).toBe('refused');
    expect(answer.sentence).toContain(`(role ${role})`);
  });

  test('a model without agents keeps its own refusal, and says what they would need', async () => {
    const folder = temporaryFolder('who-answers-company');
    await generateData({ directory: folder, scale: 0.002, until: '2026-06-30', only: 'company' });
    const company = await openForCommand({ data: folder, model: model('company'), now });
    try {
      const answer = await company.platform.answerer.answer({
        queryId: 'q',
        username: 'u',
        persona: company.persona,
        question: 'what should we reorder',
        conversation: [],
        choices: {},
      });
      expect(answer).toMatchObject({ status: 'refused' });
      expect(answer.notUnderstood.length + answer.suggestions.length).toBeGreaterThan(0);
      expect(answer.sentence).toContain('(role demand_quantity)');
    } finally {
      await company.platform.close();
    }
  });
});
