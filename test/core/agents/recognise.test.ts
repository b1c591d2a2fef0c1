import { describe, expect, test } from '@jest/globals';
import { PHRASES } from '../../../core/agents/phrases/phrases.ts';
import { recognise } from '../../../core/agents/recognise.ts';
import { CALCULATIONS } from '../../../core/agents/registry.ts';

const read = (question: string) => {
  const found = recognise(question);
  return found && [`${found.calculation.agent}.${found.calculation.name}`, found.parameters, found.subjects];
};

describe('what a question asks of agents', () => {
  test.each([
    ['What should I reorder?', 'inventory.reorder_point', {}, {}],
    ['which products do we need to reorder now', 'inventory.reorder_point', {}, {}],
    ['what needs to be replenished', 'inventory.reorder_point', {}, {}],
    ['what should I reorder at 98% service level', 'inventory.reorder_point', { service_level: 0.98 }, {}],
    ['What should we reorder in Rotterdam Hub?', 'inventory.reorder_point', {}, { location: 'Rotterdam Hub' }],
    [
      'reorder points of P-10151 in Lyon over the last 180 days with a service level of 99.5 percent',
      'inventory.reorder_point',
      { service_level: 0.995, window_days: 180 },
      { product: 'P-10151', location: 'Lyon' },
    ],
    ['safety stock of product P-10151', 'inventory.safety_stock', {}, { product: 'P-10151' }],
    ['safety stock of "Rope, thick"', 'inventory.safety_stock', {}, { product: 'Rope, thick' }],
    ['How much safety stock should we keep?', 'inventory.safety_stock', {}, {}],
    ['Which products will run out first?', 'inventory.days_of_cover', {}, {}],
    ['ABC classes', 'inventory.abc', {}, {}],
    ['ABC analysis of our products over the last 180 days', 'inventory.abc', { consumption_days: 180 }, {}],
    ['which orders are at risk', 'logistics.order_risk', {}, {}],
    ['late and at-risk orders', 'logistics.order_risk', {}, {}],
    ['distribution of lead times', 'logistics.lead_time', {}, {}],
    ['Which suppliers are risky?', 'supplier.risk', {}, {}],
    ['are our purchase prices rising', 'supplier.price_trend', {}, {}],
    ['supplier on-time rate of Alpha', 'supplier.on_time', {}, { supplier: 'Alpha' }],
    ['which suppliers are a concentration risk', 'supplier.concentration', {}, {}],
    ['safety stock of all our products', 'inventory.safety_stock', {}, {}],
    ['supplier on-time rate of the suppliers', 'supplier.on_time', {}, {}],
    ['How concentrated is our spend?', 'supplier.concentration', {}, {}],
    ['hhi of purchase spend', 'supplier.concentration', {}, {}],
  ])('%s', (question, calculation, parameters, subjects) => {
    expect(read(question)).toEqual([calculation, parameters, subjects]);
  });

  test.each([
    'revenue by month',
    'what should I reorder by warehouse',
    'what should I reorder next month',
    'which orders are at risk of being returned',
    'which suppliers are risky and cheap',
    'abc classes by carrier',
    'what should I reorder if demand doubles',
    'which products will run out at 98 % service level',
    'safety stock of products that are not ropes',
    'what should I reorder of',
    '',
    'what should I reorder '.repeat(40),
  ])('not recognised, since a word would be passed over: %s', question => {
    expect(read(question)).toBeUndefined();
  });

  test('each calculation is asked for by the question that it offers', () => {
    for (const calculation of CALCULATIONS) expect(recognise(calculation.question)?.calculation).toBe(calculation);
  });

  test('no phrase is left with a word in braces, so each word that it uses is there', () => {
    const phrases = Object.values(PHRASES).flatMap(of =>
      Object.values(of).flatMap(({ asks, names }) => [...asks, ...names]),
    );
    expect(phrases.length).toBeGreaterThan(80);
    expect(phrases.filter(({ source }) => source.includes('{'))).toEqual([]);
  });

  test('only the agent that is asked', () => {
    expect(recognise('what should I reorder', 'supplier')).toBeUndefined();
  });
});
