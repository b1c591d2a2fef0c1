import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('the highest period of an answer by period', () => {
  const after = ['takings by month in 2024'];
  const best =
    "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1 ORDER BY 2";
  answers(() => desk, {
    'which month was the best?': [`${best} DESC LIMIT 1`, { after }],
    'which month was the lowest?': [`${best} LIMIT 1`, { after }],
  });
  test('it must be of that answer', async () => {
    const result = await desk.ask('which week was the best?', { after });
    expect(result.status).toBe('refused');
  });
});

describe('an amount that the model does not name', () => {
  refusals(() => desk, {
    'visitor spend by country': 'spend',
    'average spend per visitor': 'spend',
  });
  test.each(['what do we earn per ticket', 'how much do we earn per exhibition'])('%s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('two places of which nothing is both', () => {
  test.each(['how many visitors from France in Japan', 'takings from visitors from France in Japan'])(
    '%s',
    async question => {
      expect((await desk.ask(question)).status).not.toBe('planned');
    },
  );
  answers(() => desk, {
    'takings from visitors from France and Japan':
      "SELECT SUM(amount) FROM visits WHERE country IN ('France', 'Japan')",
  });
});
