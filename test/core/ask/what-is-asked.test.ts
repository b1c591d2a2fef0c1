import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

const ordered = 'plant_orders JOIN gardens USING (garden_id) JOIN districts d USING (district_id)';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

describe('“when” is answered by a date', () => {
  answers(() => desk, {
    'when was order 32 placed': 'SELECT order_id, order_date FROM plant_orders WHERE order_id = 32',
    'when were orders over 480 placed':
      'SELECT order_id, order_date, order_value FROM plant_orders WHERE order_value > 480',
    'when was the last order of Garden D':
      "SELECT MAX(order_date) FROM plant_orders JOIN gardens USING (garden_id) WHERE garden_name = 'Garden D'",
  });
  refusals(() => desk, {
    'when did we have the most orders': 'when',
    'when did each garden register with us': 'when',
    'when does Garden D order': 'when',
    'when do gardens order': 'when',
  });
});

describe('“where” is answered by a place, “how big” by a number', () => {
  answers(() => desk, {
    'how high was the turnover in 2024': 'SELECT SUM(order_value) FROM plant_orders WHERE year(order_date) = 2024',
    'how high is the number of orders': 'SELECT COUNT(*) FROM plant_orders',
  });
  refusals(() => desk, {
    'where did order 32 go': 'where',
    'how big is order 32': 'how big',
    'how come turnover is low': 'how',
    'how many gardens ordered in every year': 'in every',
    'on which day was the biggest order placed': 'order placed',
  });
});

describe('a number that is said to be one', () => {
  const byPlant = 'SELECT plant, COUNT(*) FROM plant_orders GROUP BY 1';
  answers(() => desk, {
    'list the number of orders per plant': byPlant,
    'give me a list of the number of orders by plant': byPlant,
    'list the number of orders': 'SELECT COUNT(*) FROM plant_orders',
    'list the orders above 480': 'SELECT order_id, order_value FROM plant_orders WHERE order_value > 480',
    'orders above 480: number please': 'SELECT COUNT(*) FROM plant_orders WHERE order_value > 480',
    'order count of gardens in Harbour by plant': `SELECT plant, COUNT(*) FROM ${ordered} WHERE district_name = 'Harbour' GROUP BY 1`,
    'how large a part of the orders of 2024 were late?':
      "SELECT COUNT(*) AS a, COUNT(*) FILTER (WHERE punctuality = 'Late') AS b, b / a FROM plant_orders WHERE year(order_date) = 2024",
    'how big a share of the turnover comes from Rose?':
      "SELECT SUM(order_value) AS a, SUM(order_value) FILTER (WHERE plant = 'Rose') AS b, b / a FROM plant_orders",
  });
});

describe('“how often” something was done', () => {
  answers(() => desk, {
    'how often did Garden D order?': `SELECT COUNT(*) FROM ${ordered} WHERE garden_name = 'Garden D'`,
    'how many times has Garden D ordered in 2024': `SELECT COUNT(*) FROM ${ordered} WHERE garden_name = 'Garden D' AND year(order_date) = 2024`,
    'gardens with 15 or more orders and how many they placed': `SELECT garden_name, garden_id, COUNT(*) AS n FROM ${ordered} GROUP BY 1, 2 HAVING n >= 15`,
    'the largest order and who placed it': `SELECT order_id, garden_name, order_value FROM ${ordered} ORDER BY 3 DESC LIMIT 1`,
  });
  refusals(() => desk, {
    'how often do gardens order': 'often',
    'how often did gardens in Harbour order': 'often',
  });
});

describe('values with nothing but commas between them are asked for one by one', () => {
  const those = "SELECT plant, COUNT(*) FROM plant_orders WHERE plant IN ('Rose', 'Fern', 'Lily') GROUP BY 1";
  const all = "SELECT COUNT(*) FROM plant_orders WHERE plant IN ('Rose', 'Fern', 'Lily')";
  answers(() => desk, {
    'how many orders are Rose, Fern, Lily?': those,
    'how many orders are Rose, Fern or Lily?': all,
    'how many orders are Rose, Fern, Lily in total?': all,
  });
});

describe('a change goes from the earlier period to the later one', () => {
  const years = [2023, 2024].map(year => `SUM(order_value) FILTER (WHERE year(order_date) = ${year}) AS in${year}`);
  const both = `SELECT ${years.join(', ')},`;
  answers(() => desk, {
    'by how much did turnover change from 2023 to 2024': `${both} in2024 - in2023, in2024 / in2023 - 1 FROM plant_orders`,
    'difference in turnover between 2023 and 2024': `${both} in2023 - in2024, in2024 / in2023 - 1 FROM plant_orders`,
  });
});

describe('those who did something', () => {
  const did = 'SELECT COUNT(*) FROM gardens WHERE garden_id IN (SELECT garden_id FROM plant_orders)';
  answers(() => desk, {
    'how many of our gardens have actually ordered something?': did,
    'how many gardens have ever ordered': did,
    'how many gardens ordered per year':
      "SELECT date_trunc('year', order_date)::DATE, COUNT(DISTINCT garden_id) FROM plant_orders GROUP BY 1",
    'how many gardens have never ordered': did.replace(' IN ', ' NOT IN '),
  });
});

describe('a number said in other words', () => {
  answers(() => desk, {
    'orders above a quarter thousand': 'SELECT COUNT(*) FROM plant_orders WHERE order_value > 250',
    'orders above three quarters of a hundred': 'SELECT COUNT(*) FROM plant_orders WHERE order_value > 75',
    'turnover on orders discounted by 20 percent or more':
      'SELECT SUM(order_value) FROM plant_orders WHERE discount_rate >= 0.2',
    'which order numbers exceed 480 in turnover':
      'SELECT order_id, SUM(order_value) FROM plant_orders GROUP BY 1 HAVING SUM(order_value) > 480',
    'order numbers of late orders above 450':
      "SELECT order_id, punctuality, order_value FROM plant_orders WHERE punctuality = 'Late' AND order_value > 450",
  });
});

describe('what is left out may be named before the words that say so', () => {
  answers(() => desk, {
    'turnover by year, 2024 not included':
      "SELECT date_trunc('year', order_date), SUM(order_value) FROM plant_orders WHERE year(order_date) <> 2024 GROUP BY 1",
    'orders by plant, with Rose and Fern left out':
      "SELECT plant, COUNT(*) FROM plant_orders WHERE plant NOT IN ('Rose', 'Fern') GROUP BY 1",
  });
});

describe('words that say nothing more', () => {
  test.each([
    ['late rate for every combination of plant and garden', 'late rate by plant and garden'],
    ['how does the late rate vary across plants', 'late rate by plant'],
    ['current stock by grower', 'stock by grower'],
    ['turnover in Hill and in Harbour together', 'turnover in Hill and Harbour'],
    ['did turnover go up or down from 2023 to 2024, and by how much?', 'did turnover go up or down from 2023 to 2024'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await desk.plan(question)).toEqual(await desk.plan(plain));
  });
  refusals(() => desk, { 'current orders': 'current', 'pots in current use': 'current' });
});

describe('a noun without a plural is the amount that there is of it', () => {
  answers(() => desk, {
    'turnover as a percentage of the current stock':
      'SELECT (SELECT SUM(order_value) FROM plant_orders), SUM(pots_there), (SELECT SUM(order_value) FROM plant_orders) / SUM(pots_there) FROM shelf',
  });
});

describe('things that were counted are listed behind the count', () => {
  const list =
    "SELECT garden_name, garden_id FROM gardens JOIN districts USING (district_id) WHERE district_name = 'Hill'";
  answers(
    () => desk,
    Object.fromEntries(
      ['which are they?', 'which ones?', 'list them', 'who are they', 'show them'].map(question => [
        question,
        [list, { after: ['how many gardens in Hill'] }],
      ]),
    ),
  );
  test.each([
    ['turnover in 2024', 'list them'],
    ['number of orders by plant', 'which are they?'],
  ])('not behind “%s”', async (before, question) => {
    expect((await desk.ask(question, { after: [before] })).status).toBe('refused');
  });
});

describe('what has no dates stands beside what has', () => {
  answers(() => desk, {
    'turnover in 2024 and stock quantity':
      'SELECT (SELECT SUM(order_value) FROM plant_orders WHERE year(order_date) = 2024), SUM(pots_there) FROM shelf',
    'turnover in 2024 as a percentage of the current stock, for every grower': `SELECT grower_name, grower_id, t, p, t / p
      FROM (SELECT grower_id, SUM(pots_there) AS p FROM shelf GROUP BY 1) JOIN growers USING (grower_id)
      LEFT JOIN (SELECT grower_id, SUM(order_value) AS t FROM plant_orders WHERE year(order_date) = 2024 GROUP BY 1) USING (grower_id)`,
  });
  test.each(['stock quantity in 2024', 'stock quantity and turnover in 2024'])('“%s” is refused', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('ways in which people ask', () => {
  const later = `SELECT COUNT(*) FROM plant_orders`;
  answers(() => desk, {
    'the 2 gardens that ordered the most often':
      'SELECT garden_name, garden_id, COUNT(*) AS n FROM plant_orders JOIN gardens USING (garden_id) GROUP BY 1, 2 ORDER BY n DESC, 1 LIMIT 2',
    'orders discounted at more than 20 percent: how many': `${later} WHERE discount_rate > 0.2`,
    'how many orders ask for leave outside': `${later} WHERE handover = 'LEAVE OUTSIDE'`,
    'turnover over stock value by grower': `SELECT grower_name, grower_id, t, w, t / w
      FROM (SELECT grower_id, SUM(pots_there * purchase_price) AS w FROM shelf GROUP BY 1) JOIN growers USING (grower_id)
      LEFT JOIN (SELECT grower_id, SUM(order_value) AS t FROM plant_orders GROUP BY 1) USING (grower_id)`,
    'when did Garden D order for the first time?':
      "SELECT MIN(order_date) FROM plant_orders JOIN gardens USING (garden_id) WHERE garden_name = 'Garden D'",
    'which part of all orders is late': `SELECT COUNT(*), SUM((punctuality = 'Late')::INTEGER), SUM((punctuality = 'Late')::INTEGER) / COUNT(*) FROM plant_orders`,
    'how many gardens have at least one order of Lily':
      "SELECT COUNT(DISTINCT garden_id) FROM plant_orders WHERE plant = 'Lily'",
  });
  test.each([
    ['late rate over everything, as a percentage please', 'late rate'],
    ['split turnover by plant', 'turnover by plant'],
    ['what do all orders over 400 add up to in turnover', 'turnover of orders over 400'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect((await desk.plan(question)).measures).toEqual((await desk.plan(plain)).measures);
    expect(await desk.rows(question)).toEqual(await desk.rows(plain));
  });
  refusals(() => desk, {
    'turnover of gardens with at least one late order': 'one',
    'for the growers in Hill: turnover and stock': 'for',
  });
});

describe('months of two years, averages over things of which each has many', () => {
  const june = (year: number) =>
    `(SELECT COUNT(*) FROM plant_orders WHERE year(order_date) = ${year} AND month(order_date) = 6)`;
  answers(() => desk, {
    'June orders: 2023 against 2024': `SELECT ${june(2023)}, ${june(2024)}, ${june(2024)} - ${june(2023)}, (${june(2024)} - ${june(2023)}) / ${june(2023)}`,
    'grower with the largest stock':
      'SELECT grower_name, grower_id, SUM(pots_there) AS pots FROM shelf JOIN growers USING (grower_id) GROUP BY 1, 2 ORDER BY pots DESC LIMIT 1',
  });
  test('a month is not set beside a whole year', async () => {
    expect((await desk.ask('turnover in March 2023 vs 2024')).status).toBe('refused');
  });
});

describe('one number for each of those that are named first', () => {
  const each = 'SELECT grower_name, grower_id, SUM(pots_there) FROM shelf JOIN growers USING (grower_id) GROUP BY 1, 2';
  answers(() => desk, {
    'growers with their stock quantity': each,
    'plants with their turnover': 'SELECT plant, SUM(order_value) FROM plant_orders GROUP BY 1',
    'turnover of the various plants': 'SELECT plant, SUM(order_value) FROM plant_orders GROUP BY 1',
    'stock quantity of the different growers': each,
  });
});

describe('columns said before the things that have them', () => {
  answers(() => desk, {
    'order number and date of every late order of Garden D':
      "SELECT order_id, order_date, punctuality, garden_name FROM plant_orders JOIN gardens USING (garden_id) WHERE punctuality = 'Late' AND garden_name = 'Garden D'",
    'plant and pots of all orders over 480':
      'SELECT plant, pots, order_value FROM plant_orders WHERE order_value > 480',
  });
});

describe('a sign belongs to its number', () => {
  answers(() => desk, {
    'orders with a discount above -0.05': 'SELECT COUNT(*) FROM plant_orders WHERE discount_rate > -0.05',
    'orders with pots less than minus 3': 'SELECT COUNT(*) FROM plant_orders WHERE pots < -3',
    'turnover - profit':
      'SELECT SUM(order_value), SUM(order_value - pots), SUM(order_value) - SUM(order_value - pots) FROM plant_orders',
  });
});

describe('a word that is looked for in a field', () => {
  answers(() => desk, {
    'gardens with Hill in their name': "SELECT garden_name, garden_id FROM gardens WHERE garden_name ILIKE '%hill%'",
    'how many orders with fern in the plant': "SELECT COUNT(*) FROM plant_orders WHERE plant ILIKE '%fern%'",
  });
});

describe('shares', () => {
  answers(() => desk, {
    "Hill's share of total turnover": `SELECT SUM(order_value), SUM(order_value) FILTER (d.district_name = 'Hill'),
      SUM(order_value) FILTER (d.district_name = 'Hill') / SUM(order_value) FROM ${ordered}`,
    'discounts given as a percentage of turnover':
      'SELECT SUM(order_value * discount_rate), SUM(order_value), SUM(order_value * discount_rate) / SUM(order_value) FROM plant_orders',
    'discounts as a percentage of turnover':
      'SELECT SUM(order_value * discount_rate), SUM(order_value), SUM(order_value * discount_rate) / SUM(order_value) FROM plant_orders',
  });
});

describe('what was sold to somebody', () => {
  refusals(() => desk, { 'what have we sold to gardens in Hill': 'what', 'what did we sell to Garden D': 'what' });
});

describe('“their” is of the things that are named, whatever was asked before', () => {
  answers(() => desk, {
    'growers with their stock quantity': [
      'SELECT grower_name, grower_id, SUM(pots_there) FROM shelf JOIN growers USING (grower_id) GROUP BY 1, 2',
      { after: ['turnover by plant'] },
    ],
  });
});
