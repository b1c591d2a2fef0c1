import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nurseryYaml, openNursery } from './nursery.ts';

const modelOf = (yaml: string, metric: string) =>
  resolveModel(loadModel(`${yaml.trimEnd()}\n      - ${metric}\n`, { file: 'nursery.yaml' }));
const lateOrders =
  '{name: late_orders, expression: "SUM(CASE WHEN orders.punctuality = \'Late\' THEN 1 ELSE 0 END)", description: Number of orders that came late.}';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: modelOf(nurseryYaml, lateOrders), open: openNursery });
});

const shareOf = (
  part: string,
  whole: string,
  more = '',
) => `SELECT COUNT(*) FILTER (${whole}), COUNT(*) FILTER (${whole}
  AND ${part}), COUNT(*) FILTER (${whole} AND ${part}) / COUNT(*) FILTER (${whole}) FROM plant_orders ${more}`;
const [late, returned] = ["punctuality = 'Late'", "outcome = 'Returned'"];

describe('the part of some things that something else is said of', () => {
  const ofLate = shareOf(returned, late);
  answers(() => desk, {
    'share of late orders': `SELECT AVG((${late})::INT) FROM plant_orders`,
    'share of late orders that were returned': ofLate,
    'share of late orders returned': ofLate,
    'what percent of late orders got returned': ofLate,
    'of the orders that were late, what pct got returned': ofLate,
    'share of late orders that are for Fern': shareOf("plant = 'Fern'", late),
    'what percentage of late orders in 2025 were returned': shareOf(returned, late, 'WHERE year(order_date) = 2025'),
  });

  test('none of them is no percent, and not unknown', async () => {
    expect(await desk.rows('what share of late orders was returned in 2025')).toEqual([[expect.any(Number), 0, 0]]);
  });
});

describe('a share of which one clause tells the whole', () => {
  const gardens = 'SELECT COUNT(*), COUNT(*) FILTER (garden_id IN (SELECT garden_id FROM plant_orders WHERE';
  const those = (condition: string, more = '') => `${gardens} ${condition})), COUNT(*) FILTER (garden_id IN
    (SELECT garden_id FROM plant_orders WHERE ${condition})) / COUNT(*) FROM gardens ${more}`;
  const inJune = "order_date >= DATE '2023-06-01' AND order_date < DATE '2023-06-11'";
  answers(() => desk, {
    'what share of orders that were late were returned': shareOf(returned, late),
    'what percentage of orders that are for Fern got returned': shareOf(returned, "plant = 'Fern'"),
    'what percentage of gardens ordered from 1 to 10 June 2023': those(inJune),
    'what percentage of gardens placed an order from 1 to 10 June 2023': those(inJune),
    'what share of gardens ordered Fern from 1 to 10 June 2023': those(`${inJune} AND plant = 'Fern'`),
    'what percentage of gardens did not order from 1 to 10 June 2023': `SELECT COUNT(*), COUNT(*) FILTER (NOT done),
      COUNT(*) FILTER (NOT done) / COUNT(*) FROM (SELECT garden_id IN (SELECT garden_id FROM plant_orders
      WHERE ${inJune}) AS done FROM gardens)`,
  });
});

describe('a share in each of two periods', () => {
  const of = (part: string, year: number) => `COUNT(*) FILTER (${part} AND year(order_date) = ${year})`;
  answers(() => desk, {
    'what percent of orders were late in 2023 versus 2024': `SELECT ${of('true', 2023)}, ${of(late, 2023)},
      ${of('true', 2024)}, ${of(late, 2024)}, ${of(late, 2023)} / ${of('true', 2023)} AS a,
      ${of(late, 2024)} / ${of('true', 2024)} AS b, b - a FROM plant_orders`,
    'share of turnover by plant 2023 vs 2024': `SELECT plant, a, b, a / SUM(a) OVER () AS sa, b / SUM(b) OVER () AS sb, sb - sa
      FROM (SELECT plant, SUM(order_value) FILTER (year(order_date) = 2023) AS a,
        SUM(order_value) FILTER (year(order_date) = 2024) AS b FROM plant_orders GROUP BY 1)`,
    'turnover per order 2023 vs 2024': `SELECT a, m, b, n, a / m, b / n, b / n - a / m FROM (SELECT
      SUM(order_value) FILTER (year(order_date) = 2023) AS a, ${of('true', 2023)} AS m,
      SUM(order_value) FILTER (year(order_date) = 2024) AS b, ${of('true', 2024)} AS n FROM plant_orders)`,
  });

  test('the best of two periods are asked about, and each answer works', async () => {
    const question = 'top 2 plants by turnover 2023 vs 2024';
    const result = await desk.ask(question);
    if (result.status !== 'clarify') throw new Error(result.status);
    const best = await Promise.all(result.options.map(({ choices }) => desk.rows(question, { choices })));
    expect(best.map(rows => rows.length)).toEqual(result.options.map(() => 2));
    expect(result.options.map(({ label }) => label)).toEqual([
      'Turnover 2023',
      'Turnover 2024',
      'Change of turnover',
      'Growth of turnover',
    ]);
  });
});

describe('one of the documents, what a number is before or after, and what lies somewhere', () => {
  answers(() => desk, {
    'biggest single invoice per customer district': `SELECT district_name, order_id, order_value + pots FROM plant_orders
      JOIN gardens USING (garden_id) JOIN districts USING (district_id)
      QUALIFY rank() OVER (PARTITION BY district_name ORDER BY order_value + pots DESC) = 1`,
    'turnover excl. tax': 'SELECT SUM(order_value) FROM plant_orders',
    'turnover net of rebates in 2024': 'SELECT SUM(order_value) FROM plant_orders WHERE year(order_date) = 2024',
  });
  refusals(() => desk, { 'turnover incl. tax': 'tax', 'turnover after tax': 'tax' });
});

describe('pots that lie somewhere, where those that were sold are called so too', () => {
  const yaml = nurseryYaml
    .replace('{name: pots, expression', '{name: quantity, expression')
    .replaceAll('orders.pots', 'orders.quantity');
  const model = modelOf(yaml, '{name: pots_sold, expression: SUM(orders.quantity), description: Pots sold.}');
  let growers: Desk;
  beforeAll(async () => {
    growers = await openDesk(analyst, { model, open: openNursery });
  });
  answers(() => growers, {
    'how many pots were sold': 'SELECT SUM(pots) FROM plant_orders',
    'how many pots are sitting at our growers right now': 'SELECT SUM(pots_there) FROM shelf',
    'pots lying at growers in Hill': `SELECT SUM(pots_there) FROM shelf JOIN growers USING (grower_id)
      JOIN districts USING (district_id) WHERE district_name = 'Hill'`,
  });
  refusals(() => growers, { 'how many pots at our growers': 'pots' });
});

describe('behind an answer', () => {
  test('a bound keeps the rows of a list by the one number that it shows', async () => {
    const rows = await desk.rows('only those above 480', { after: ['list orders of 2023 with invoice total'] });
    const all = await desk.sql(`SELECT COUNT(*) FROM plant_orders
      WHERE year(order_date) = 2023 AND order_value + pots > 480`);
    expect(rows).toHaveLength(Number(all[0]?.[0]));
  });

  test('the same of the other side takes its place; both are a choice away', async () => {
    const asking = { after: ['turnover by garden district'] };
    expect(await desk.rows('and by grower district?', asking)).toHaveLength(4);
    const both = { ...asking, choices: { twins: 'both' } };
    expect((await desk.rows('and by grower district?', both)).length).toBeGreaterThan(4);
    expect((await desk.rows('and also by grower district', asking)).length).toBeGreaterThan(4);
  });
});
