import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { bakery, openBakery } from './bakery.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: bakery, open: openBakery });
});

const phone = 'phone_sales s JOIN days USING (day_key)';
const sale =
  'SELECT 1 FROM bakery_sales s JOIN days USING (day_key) JOIN cakes USING (cake_id) WHERE s.buyer_id = b.buyer_id';
const call =
  'SELECT 1 FROM phone_sales s JOIN days USING (day_key) JOIN cakes USING (cake_id) WHERE s.buyer_id = b.buyer_id';

describe('where something is bought or sold', () => {
  answers(() => desk, {
    'how much did we sell by phone in 2024': `SELECT SUM(phone_amount) FROM ${phone} WHERE year(day) = 2024`,
    'how much did we sell over the telephone': 'SELECT SUM(phone_amount) FROM phone_sales',
    'how much did buyers from Ystad spend in our bakeries':
      "SELECT SUM(counter_amount) FROM bakery_sales JOIN buyers USING (buyer_id) WHERE home_town = 'Ystad'",
    'how many buyers bought in a bakery in 2024': `SELECT COUNT(*) FROM buyers b WHERE EXISTS (${sale} AND year(day) = 2024)`,
    'how many buyers bought both in a bakery and through the telephone in 2024': `SELECT COUNT(*) FROM buyers b
      WHERE EXISTS (${sale} AND year(day) = 2024) AND EXISTS (${call} AND year(day) = 2024)`,
    'how many buyers bought tarts in a bakery': `SELECT COUNT(*) FROM buyers b WHERE EXISTS (${sale} AND kind = 'Tart')`,
    'how many buyers have never bought anything, neither in a bakery nor through the phone': `SELECT COUNT(*) FROM buyers b
      WHERE NOT EXISTS (${sale}) AND NOT EXISTS (${call})`,
    'which cakes were never sold in any bakery':
      'SELECT cake_name, cake_id FROM cakes c WHERE NOT EXISTS (SELECT 1 FROM bakery_sales s WHERE s.cake_id = c.cake_id)',
    'who from Ystad bought in a bakery in 2023': `SELECT buyer_name, buyer_id, home_town FROM buyers b WHERE home_town = 'Ystad' AND EXISTS (${sale} AND year(day) = 2023)`,
  });
  refusals(() => desk, {
    'how many buyers bought in a bakery or through the telephone': 'telephone',
    'how much did we sell in bakeries and through the telephone': 'bakeries',
    'how much did we not sell in bakeries': 'bakeries',
    'how many buyers bought through the web': 'web',
  });
});

describe('a total of rows that have nothing to do with each other', () => {
  answers(() => desk, {
    'revenue by bakery':
      'SELECT bakery_name, bakery_id, SUM(counter_amount) FROM bakery_sales JOIN bakeries USING (bakery_id) GROUP BY 1, 2',
    'revenue at Old Quay':
      "SELECT SUM(counter_amount) FROM bakery_sales JOIN bakeries USING (bakery_id) WHERE bakery_name = 'Old Quay'",
    'revenue by kind': `SELECT kind, SUM(a) FROM (SELECT cake_id, counter_amount a FROM bakery_sales
      UNION ALL SELECT cake_id, phone_amount FROM phone_sales) JOIN cakes USING (cake_id) GROUP BY 1`,
  });
  test('says which of its parts is told', async () => {
    expect(await desk.ask('revenue by bakery')).toMatchObject({
      assumptions: expect.arrayContaining([
        expect.objectContaining({ id: 'part:total_revenue', chosen: 'bakery_revenue' }),
      ]),
    });
  });
});

describe('one noun behind two numbers', () => {
  test.each([
    ['phone and bakery revenue by kind', 'phone revenue and bakery revenue by kind'],
    ['compare counter and telephone revenue in 2024', 'compare counter revenue and telephone revenue in 2024'],
    ['ratio of phone to bakery revenue by kind', 'ratio of phone revenue to bakery revenue by kind'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await desk.plan(question)).toEqual(await desk.plan(plain));
  });
});
