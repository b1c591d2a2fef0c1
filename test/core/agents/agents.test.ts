import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/folder.ts';
import { type Depot, NOW, openDepot, records } from './depot.ts';

const folder = temporaryFolder('agents');
let depot: Depot;

beforeAll(async () => {
  depot = await openDepot(folder);
});
afterAll(() => depot.platform.close());

/** Ten days of demand, five of history: what the data is made for. */
const ten = { window_days: 10, minimum_history_days: 5 };
const of = (rows: readonly Record<string, unknown>[], column: string, value: unknown) =>
  rows.find(row => row[column] === value);

describe('inventory', () => {
  // G1: 30 pieces in ten days, squares 16 + 36 + 100 + 25 + 25 = 202, so d = 3 and s² = (202 − 90) / 9 = 112/9.
  // Its five receipts took 4, 6, 5, 5 and 5 days: L = 5, s² = 2/4. So σ = √(5 × 112/9 + 9 × 0.5) = 8.16836719.
  // z of 95 % is 1.64485363, so SS = 13.4357684 and ROP = 3 × 5 + SS = 28.4357684; at hand are 20 − 2 + 5 = 23.
  test('a reorder point is demand over the lead time and a safety stock for what both vary', async () => {
    const answer = await depot.compute('inventory', 'reorder_point', ten);
    expect(answer.status).toBe('answered');
    expect(records(answer)).toEqual([
      expect.objectContaining({
        product: 'G1',
        location: 'D1',
        location_name: 'North',
        status: 'Reorder',
        on_hand: 20,
        stock_position: 23,
        daily_demand: 3,
        demand_deviation: 3.52766841,
        lead_time: 5,
        lead_time_deviation: expect.closeTo(Math.SQRT1_2, 8),
        safety_stock: 13.4357684,
        reorder_point: 28.4357684,
        shortfall: 5.43576837,
        receipts: 5,
      }),
    ]);
  });

  test('each row says why it has no number, and none is made up', async () => {
    const rows = records(await depot.compute('inventory', 'safety_stock', ten));
    const notes = Object.fromEntries(rows.map(row => [row['product'], row['note']]));
    expect(notes).toEqual({
      G1: null,
      G2: 'Demand never varied',
      G3: 'Too little history: 2 of 5 days; No receipt in the last 365 days',
      G4: 'No demand yet; No receipt in the last 365 days',
      G5: 'No receipt in the last 365 days',
      G6: 'Too few receipts: 2 of 5',
    });
    for (const row of rows) expect(row['safety_stock'] === null).toBe(!['G1', 'G2'].includes(String(row['product'])));
  });

  test('a product received too seldom takes the lead time of its supplier', async () => {
    // V1 was received from seven times: 4, 6, 5, 5, 5, 5 and 5 days, so s = √(2/6); σ = √(5 × 0 + 1 × 2/6).
    const [row] = records(await depot.compute('inventory', 'reorder_point', { ...ten, product: 'twine' }));
    expect(row).toMatchObject({ product: 'G2', status: 'Enough; demand never varied', receipts: 7, lead_time: 5 });
    expect(row?.['safety_stock']).toBeCloseTo(1.6448536 * Math.sqrt(2 / 6), 6);
  });

  test('the service level is an assumption that can be chosen, and its effect is told', async () => {
    const standard = await depot.compute('inventory', 'reorder_point', ten);
    const chosen = await depot.compute('inventory', 'reorder_point', { ...ten, service_level: 0.99 });
    // 2.32634787 × 8.16836719
    expect(records(chosen)[0]).toMatchObject({ safety_stock: 19.0024636 });
    expect(standard.assumptions.find(({ id }) => id === 'service_level')).toMatchObject({
      kind: 'parameter',
      chosen: '0.95',
      choices: [{ id: '0.9' }, { id: '0.95' }, { id: '0.98' }, { id: '0.99' }],
    });
    expect(standard.computation?.sensitivity.some(text => text.includes('99.0 %') && text.includes('34.0'))).toBe(true);
  });

  test('days of cover: 20 / 3; a negative stock is told and not divided', async () => {
    const rows = records(await depot.compute('inventory', 'days_of_cover', ten));
    expect(of(rows, 'product', 'G1')).toMatchObject({ days_of_cover: 6.66666667, daily_demand: 3 });
    expect(of(rows, 'product', 'G5')).toMatchObject({ days_of_cover: null, on_hand: -3 });
    expect(of(rows, 'product', 'G5')?.['note']).toContain('Negative stock');
  });

  test('ABC: by the value consumed, what is without a cost left out', async () => {
    const answer = await depot.compute('inventory', 'abc', { consumption_days: 365 });
    // G1 37 × 2.5 = 92.5, G5 21 × 3 = 63, G3 4 × 10 = 40, G2 11 × 1 = 11, G4 nothing: 206.5 in all.
    expect(records(answer).map(row => [row['product'], row['abc_class'], row['consumption_value']])).toEqual([
      ['G1', 'A', 92.5],
      ['G5', 'A', 63],
      ['G3', 'A', 40],
      ['G2', 'B', 11],
      ['G4', 'C', 0],
    ]);
    expect(records(answer)[2]).toMatchObject({ share: 0.1937046, cumulative_share: 0.946731235 });
  });
});

describe('logistics', () => {
  test('late by the promise, at risk by how long deliveries took that took as long', async () => {
    const answer = await depot.compute('logistics', 'order_risk', { minimum_deliveries: 10 });
    const rows = records(answer);
    expect(of(rows, 'order', 'late')).toMatchObject({ state: 'Late', days_late: 9, probability: null });
    // Promised for today, the third day: all 60 that took three days and more; 30 of them took longer.
    expect(of(rows, 'order', 'today')).toMatchObject({ state: 'At risk', probability: 0.5 });
    expect(of(rows, 'order', 'free')).toMatchObject({ state: 'Not known', note: 'No promised date' });
    expect(of(rows, 'order', 'ages')).toMatchObject({ state: 'Not known', probability: null });
    // Promised within five days: 10 of 60 took longer, which is under the limit.
    expect(of(rows, 'order', 'soon')).toBeUndefined();
    const careful = records(await depot.compute('logistics', 'order_risk', { minimum_deliveries: 10, risk: 0.1 }));
    expect(of(careful, 'order', 'soon')).toMatchObject({ state: 'At risk', probability: 0.166666667 });
  });

  test('too few deliveries that took as long: nothing is said', async () => {
    const rows = records(await depot.compute('logistics', 'order_risk', { minimum_deliveries: 100 }));
    expect(of(rows, 'order', 'today')).toMatchObject({ state: 'Not known', probability: null });
  });

  test('fill rate: shipped of what was asked for, and what is missing to the target', async () => {
    // South: 10 + 9 of 20; North: 100 × 4 and 5 of 420. 0.98 × 20 = 19.6 and 0.98 × 420 = 411.6.
    const answer = await depot.compute('logistics', 'fill_rate', {});
    expect(records(answer)).toEqual([
      expect.objectContaining({ location: 'D2', unit_fill_rate: 0.95, asked: 20, shipped: 19, missing_to_target: 1 }),
      expect.objectContaining({ location: 'D1', unit_fill_rate: 0.964285714, asked: 420, missing_to_target: 7 }),
    ]);
  });

  test('lead times: percentiles as PERCENTILE_CONT gives them', async () => {
    const [all, boat] = records(await depot.compute('logistics', 'lead_time', { delivery_days: 90 }));
    expect(all).toMatchObject({
      delivery_group: 'All',
      deliveries: 100,
      mean: 3.5,
      p10: 2,
      p50: 3,
      p90: 5.3,
      maximum: 8,
    });
    // 20 of 5 and 10 of 8: mean 6, s² = (20 × 1 + 10 × 4) / 29.
    expect(boat).toMatchObject({ delivery_group: 'Boat', mean: 6, deviation: 1.4383899, p50: 5, p90: 8 });
  });
});

describe('supplier', () => {
  const three = { minimum_due: 3 };
  test('on time: what is due and outstanding is late, what is void does not count', async () => {
    const rows = records(await depot.compute('supplier', 'on_time', three));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ supplier: 'V2', on_time_rate: 0, due: 3, outstanding: 1, days_late: 5 });
    expect(rows[0]?.['rate_high']).toBeCloseTo(0.561497, 6);
    expect(rows[1]).toMatchObject({ supplier: 'V1', on_time_rate: 0.714285714, due: 7, on_time: 5, days_late: 1 });
    const few = records(await depot.compute('supplier', 'on_time', { minimum_due: 5 }));
    expect(of(few, 'supplier', 'V2')).toMatchObject({ on_time_rate: null, rate_high: null, due: 3 });
  });

  test('prices: the same products at the same quantities, now and before', async () => {
    // G1 from 84 / 40 to 111.5 / 45, G2 from 10 / 10 to 11 / 10.
    const rows = records(await depot.compute('supplier', 'price_trend', { price_days: 31 }));
    expect(of(rows, 'supplier', 'V1')).toMatchObject({
      price_index: Number((((111.5 / 45) * 40 + 11) / 94).toPrecision(9)),
      paasche: Number((122.5 / (2.1 * 45 + 10)).toPrecision(9)),
      products: 2,
      coverage: 1,
      spend: 122.5,
    });
    expect(of(rows, 'supplier', 'V3')).toMatchObject({ price_change: null, products: 0 });
  });

  test('concentration: the sum of the squared shares, by group and in all', async () => {
    const rows = records(await depot.compute('supplier', 'concentration'));
    const total = 216.5 + 95 + 100;
    expect(rows[0]).toMatchObject({ product_group: 'All', largest_supplier: 'Alpha', suppliers: 3, level: 'high' });
    expect(rows[0]?.['hhi']).toBeCloseTo((216.5 ** 2 + 95 ** 2 + 100 ** 2) / total ** 2, 9);
    expect(of(rows, 'product_group', 'Cordage')).toMatchObject({ hhi: 1, effective_suppliers: 1 });
    expect(of(rows, 'product_group', 'Ware')?.['hhi']).toBeCloseTo((95 ** 2 + 100 ** 2) / 195 ** 2, 9);
  });

  test('risk: flags with their reasons', async () => {
    const rows = records(await depot.compute('supplier', 'risk', { ...three, price_days: 31 }));
    expect(rows.map(row => [row['supplier'], row['flags'], row['reasons']])).toEqual([
      ['V1', 2, 'prices rose, large share of spend'],
      ['V2', 2, 'late, large share of spend'],
      ['V3', 1, 'large share of spend'],
    ]);
  });
});

describe('an answer is explained', () => {
  test('formula with its source, an example with numbers, each input with its plan and SQL', async () => {
    const { computation, sql, plan } = await depot.compute('inventory', 'reorder_point', ten);
    expect(computation).toMatchObject({ agent: 'inventory', calculation: 'reorder_point' });
    expect(computation?.formula.source).not.toBe('');
    expect(computation?.example).toContain('28.44');
    expect(computation?.inputs.map(({ name, rows }) => [name, rows])).toEqual([
      ['stock', 6],
      ['on_order', 3],
      ['demand', 5],
      ['demand_squares', 5],
      ['first_demand', 5],
      ['lead_times', 3],
      ['product_suppliers', 3],
      ['supplier_lead_times', 2],
    ]);
    for (const input of computation?.inputs ?? []) {
      expect(sql).toContain(input.sql);
      const again = await depot.platform.answerer.answerPlan({
        queryId: 'qry_again',
        username: 'ann',
        persona: depot.platform.personas[0]!,
        plan: input.plan,
        now: new Date(NOW),
      });
      expect(again).toMatchObject({ status: 'answered', cached: true, sql: input.sql });
    }
    expect(plan).toBeUndefined();
  });
});

describe('asked in words', () => {
  test('what the planner refuses and an agent knows is computed', async () => {
    const answer = await depot.ask(
      'What should I reorder of rope in North over the last 10 days at 99 % service level?',
    );
    expect(answer).toMatchObject({ status: 'answered', computation: { calculation: 'reorder_point' } });
    expect(records(answer)).toEqual([expect.objectContaining({ product: 'G1', safety_stock: 19.0024636 })]);
  });
  test('choices go before what the words say', async () => {
    const answer = await depot.ask('what should I reorder of G1 over the last 10 days', { service_level: '0.99' });
    expect(records(answer)[0]).toMatchObject({ safety_stock: 19.0024636 });
    expect(answer.assumptions.map(({ id, chosen }) => [id, chosen])).toContainEqual(['window_days', '10']);
  });
  test('what the planner answers stays its own', async () => {
    const answer = await depot.ask('spend by vendor');
    expect(answer).toMatchObject({ status: 'answered', plan: expect.anything() });
    expect(answer.computation).toBeUndefined();
  });
  test('a thing that is not there, and a choice that is no number, are refused', async () => {
    expect(await depot.ask('what should I reorder of Zeppelins')).toMatchObject({ status: 'refused' });
    expect(await depot.ask('what should I reorder', { service_level: 'high' })).toMatchObject({ status: 'refused' });
    expect(await depot.ask('what should I reorder', { service_level: '1' })).toMatchObject({ status: 'refused' });
    expect(await depot.ask('what should I reorder', { colour: '1' })).toMatchObject({ status: 'refused' });
  });
});

describe('personas', () => {
  test('row filters narrow what is computed from', async () => {
    const all = records(await depot.compute('inventory', 'days_of_cover', ten));
    const own = records(await depot.compute('inventory', 'days_of_cover', ten, 'north'));
    expect(all.map(row => row['product'])).toContain('G5');
    expect(own.map(row => row['product'])).not.toContain('G5');
    const spend = records(await depot.compute('supplier', 'concentration', {}, 'north'));
    expect(spend[0]).toMatchObject({ suppliers: 2, spend: 311.5 });
  });
  test('what a persona may not see is no input', async () => {
    expect(await depot.compute('inventory', 'days_of_cover', ten, 'seller')).toMatchObject({ status: 'answered' });
    const refused = await depot.compute('inventory', 'reorder_point', ten, 'seller');
    expect(refused).toMatchObject({ status: 'refused' });
    expect(refused.results).toBeUndefined();
    expect(refused.cost).toEqual({ model: 0, database: 0, compute: 0 });
    expect(await depot.ask('which suppliers are risky', {}, 'seller')).toMatchObject({ status: 'refused' });
  });
  test('each input is held against the budget', async () => {
    expect(await depot.compute('supplier', 'on_time', { due_days: 300 }, 'poor')).toMatchObject({ status: 'refused' });
  });
});

describe('other models', () => {
  test('roles that are missing are named; what needs them not is computed', async () => {
    const partial = await openDepot(`${folder}/partial`, ['lead_time', 'location', 'location_name']);
    try {
      const refused = await partial.compute('inventory', 'reorder_point', ten);
      expect(refused.status).toBe('refused');
      expect(refused.sentence).toContain('role lead_time');
      const rows = records(await partial.compute('inventory', 'days_of_cover', ten));
      expect(of(rows, 'product', 'G1')).toMatchObject({ days_of_cover: 6.66666667 });
    } finally {
      await partial.platform.close();
    }
  });

  test('a large input is read in pages; one that has none is refused', async () => {
    const small = await openDepot(`${folder}/small`, [], 3);
    try {
      const whole = await depot.compute('inventory', 'reorder_point', ten);
      const paged = await small.compute('inventory', 'reorder_point', ten);
      expect(records(paged)).toEqual(records(whole));
      expect(paged.computation?.inputs.map(({ rows }) => rows)).toEqual(
        whole.computation?.inputs.map(({ rows }) => rows),
      );
      expect(await small.compute('logistics', 'order_risk')).toMatchObject({ status: 'refused' });
    } finally {
      await small.platform.close();
    }
  });
});
