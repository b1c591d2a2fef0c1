import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { chandlery, chandleryYaml, openChandlery } from './chandlery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: chandlery, open: openChandlery });
});

const last = "count_date = DATE '2024-12-01'";

describe('stock that is counted every month', () => {
  answers(() => desk, {
    'stock on hand': `SELECT SUM(on_hand) FROM stock WHERE ${last}`,
    'how much stock do we have': `SELECT SUM(on_hand) FROM stock WHERE ${last}`,
    'pieces in stock by depot': `SELECT depot_name, SUM(on_hand) FROM stock JOIN depots USING (depot_key) WHERE ${last} GROUP BY 1`,
    'stock level by quarter in 2024':
      "SELECT date_trunc('quarter', count_date)::DATE::TEXT, SUM(on_hand) FROM stock WHERE month(count_date) % 3 = 0 GROUP BY 1",
    'stock level at each count date': 'SELECT count_date::TEXT, SUM(on_hand) FROM stock GROUP BY 1',
    'how high was the stock level at every count': 'SELECT count_date::TEXT, SUM(on_hand) FROM stock GROUP BY 1',
    'share of stock by depot': `SELECT depot_name, SUM(on_hand), SUM(on_hand) / SUM(SUM(on_hand)) OVER () FROM stock JOIN depots USING (depot_key) WHERE ${last} GROUP BY 1`,
  });
});

describe('which numbers are levels where no extension says so', () => {
  const isLevel = (yaml: string) =>
    loadModel(yaml, { file: 'chandlery.yaml' }).metrics.find(({ name }) => name === 'stock_on_hand')?.extension
      .semiAdditive === true;
  test('pieces on hand, a row for each good and day', () => expect(isLevel(chandleryYaml)).toBe(true));
  test('not what is counted once', () =>
    expect(isLevel(chandleryYaml.replace('[count_date, good_key, depot_key]', '[good_key, depot_key]'))).toBe(false));
  test('not what came in', () =>
    expect(isLevel(chandleryYaml.replaceAll(/\bon_hand\b/g, 'pieces_received'))).toBe(false));
  test('not what the model says otherwise', () =>
    expect(
      isLevel(
        chandleryYaml.replace(
          'SUM(stock.on_hand),',
          'SUM(stock.on_hand), custom_extensions: [{vendor_name: COMMON, data: \'{"semi_additive": false}\'}],',
        ),
      ),
    ).toBe(false));
});

describe('the first word of several names', () => {
  test.each(['the same for the post', 'what about the post?'])('refused: %s', async question => {
    expect((await desk.ask(question, { after: ['revenue by month'] })).status).toBe('refused');
  });
});

describe('things whose names repeat, and whose key is not shown', () => {
  answers(() => desk, {
    'how many sailors have revenue over 350':
      'SELECT COUNT(*) FROM (SELECT sailor_key FROM post_sales GROUP BY 1 HAVING SUM(post_amount) > 350)',
    'sailors with revenue over 350':
      'SELECT sailor_name, sailor_code, SUM(post_amount) FROM post_sales JOIN sailors USING (sailor_key) GROUP BY 1, 2 HAVING SUM(post_amount) > 350',
  });
});

describe('what is missing wins no ranking', () => {
  answers(() => desk, {
    'which skipper has the lowest revenue':
      'SELECT skipper, SUM(post_amount) FROM post_sales JOIN sailors USING (sailor_key) WHERE skipper IS NOT NULL GROUP BY 1 ORDER BY 2 LIMIT 1',
    'revenue by skipper': 'SELECT skipper, SUM(post_amount) FROM post_sales JOIN sailors USING (sailor_key) GROUP BY 1',
  });
});

describe('words of fields that are words of values too', () => {
  answers(() => desk, {
    'Please name the top 2 labels by revenue':
      'SELECT label, SUM(post_amount) FROM post_sales JOIN goods USING (good_key) GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
    'goods priced under 12': 'SELECT good_name, list_price FROM goods WHERE list_price < 12',
    'goods that cost us more than 10': 'SELECT good_name, buying_cost FROM goods WHERE buying_cost > 10',
    'labels with more than 1000 in post sales':
      'SELECT label, SUM(post_amount) FROM post_sales JOIN goods USING (good_key) GROUP BY 1 HAVING SUM(post_amount) > 1000',
    'revenue by gender: men versus women':
      'SELECT gender, SUM(post_amount) FROM post_sales JOIN sailors USING (sailor_key) GROUP BY 1',
  });
  test.each(['revenue of men versus women', 'revenue from women'])('two meanings: %s', async question => {
    expect((await desk.ask(question)).status).toBe('clarify');
  });
  test('goods with price', async () => {
    expect((await desk.ask('goods with price')).status).toBe('refused');
  });
});

describe('a verb that is a state as well', () => {
  answers(() => desk, {
    'how many post sales were packed in March 2024':
      "SELECT COUNT(*) FROM post_sales WHERE post_pack_date >= '2024-03-01' AND post_pack_date < '2024-04-01'",
    'how many packed post sales were there in all': "SELECT COUNT(*) FROM post_sales WHERE packing_state = 'Packed'",
  });
});

describe('a rate of two kinds of rows', () => {
  answers(() => desk, {
    'return rate': 'SELECT (SELECT SUM(back_pieces) FROM send_backs) / SUM(post_pieces) FROM post_sales',
  });
  test.each(['return rate in 2024', 'return rate by back reason', 'return rate by month'])(
    'refused: %s',
    async question => {
      expect((await desk.ask(question)).status).toBe('refused');
    },
  );
  refusals(() => desk, { 'what do we earn on one good': 'one' });
});
