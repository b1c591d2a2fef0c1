import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { abcClasses } from '../../../core/agents/inventory/classes.ts';
import { reorderLevel } from '../../../core/agents/inventory/safety.ts';
import { lateProbability } from '../../../core/agents/logistics/late-probability.ts';
import { distributionOf, momentsOf } from '../../../core/agents/statistics/moments.ts';
import { normalShareBelow, zScore } from '../../../core/agents/statistics/normal.ts';
import { wilsonInterval } from '../../../core/agents/statistics/wilson.ts';
import { priceIndices } from '../../../core/agents/supplier/indices.ts';
import { concentrationOf } from '../../../core/agents/supplier/shares.ts';

const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });
const moments = fc.record({ mean: positive, deviation: amount });
const counts = fc.array(fc.record({ value: fc.nat(60), count: fc.integer({ min: 1, max: 50 }) }), { minLength: 1 });
const runs = { numRuns: 200 };

describe('statistics', () => {
  test('z-scores of the tables of the normal distribution', () => {
    expect(zScore(0.5)).toBe(0);
    for (const [share, z] of [
      [0.8, 0.8416212335729144],
      [0.95, 1.6448536269514715],
      [0.98, 2.053748910631823],
      [0.99, 2.3263478740408408],
      [0.9999, 3.7190164854557084],
    ] as const) {
      expect(zScore(share)).toBeCloseTo(z, 10);
      expect(zScore(1 - share)).toBeCloseTo(-z, 10);
    }
    expect(() => zScore(1)).toThrow(RangeError);
  });
  test('a z-score is the inverse of the share below', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 1 - 1e-5, noNaN: true }), share => {
        expect(normalShareBelow(zScore(share))).toBeCloseTo(share, 10);
      }),
      runs,
    );
  });
  test('moments from sums are those of the days, with zeros for days without', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 2, max: 60 }),
        (some, more) => {
          const days = [...some, ...Array.from({ length: more }, () => 0)];
          const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
          const squares = days.reduce((sum, one) => sum + (one - mean) ** 2, 0);
          const sums = [
            some.reduce((sum, one) => sum + one, 0),
            some.reduce((sum, one) => sum + one * one, 0),
          ] as const;
          const found = momentsOf(...sums, days.length);
          expect(found.mean).toBeCloseTo(mean, 6);
          expect(found.deviation).toBeCloseTo(Math.sqrt(squares / (days.length - 1)), 4);
        },
      ),
      runs,
    );
  });
  test('percentiles rise from the least to the greatest and stay between them', () => {
    fc.assert(
      fc.property(counts, values => {
        const found = distributionOf(values)!;
        const at = [0, 0.1, 0.25, 0.5, 0.9, 1].map(found.percentile);
        expect([...at].sort((a, b) => a - b)).toEqual(at);
        expect([at[0], at.at(-1)]).toEqual([found.minimum, found.maximum]);
        expect(found.shareAtMost(found.maximum)).toBe(1);
      }),
      runs,
    );
  });
  test('an interval holds its rate, stays within 0 and 1, and narrows with more', () => {
    expect(wilsonInterval(0, 3)).toEqual({ low: expect.closeTo(0, 10), high: expect.closeTo(0.5614970317550454, 10) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (tries, some) => {
        const hits = some % (tries + 1);
        const one = wilsonInterval(hits, tries);
        const ten = wilsonInterval(hits * 10, tries * 10);
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low).toBeLessThanOrEqual(hits / tries + 1e-12);
        expect(one.high).toBeGreaterThanOrEqual(hits / tries - 1e-12);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
      }),
      runs,
    );
  });
});

describe('inventory', () => {
  test('safety stock grows with the service level and with what varies, and is nothing where nothing varies', () => {
    fc.assert(
      fc.property(moments, moments, positive, (demand, leadTime, more) => {
        const at = (level: number) => reorderLevel(demand, leadTime, zScore(level));
        expect(at(0.5).safetyStock).toBeCloseTo(0, 6);
        expect(at(0.95).safetyStock).toBeGreaterThanOrEqual(at(0.9).safetyStock);
        expect(at(0.99).safetyStock).toBeGreaterThanOrEqual(at(0.95).safetyStock);
        const wilder = reorderLevel({ ...demand, deviation: demand.deviation + more }, leadTime, zScore(0.95));
        expect(wilder.safetyStock).toBeGreaterThanOrEqual(at(0.95).safetyStock);
        const steady = reorderLevel({ ...demand, deviation: 0 }, { ...leadTime, deviation: 0 }, zScore(0.95));
        expect(steady).toEqual({ deviation: 0, safetyStock: 0, reorderPoint: demand.mean * leadTime.mean });
      }),
      runs,
    );
  });
  test('ABC classes part all products, in order of value, and A and B reach their limits', () => {
    const items = fc.array(amount, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(items, values => {
        const all = values.map((value, i) => ({ key: `P${i}`, value }));
        const classified = abcClasses(all, { a: 0.8, b: 0.95 });
        expect(classified.map(({ item }) => item.key).sort()).toEqual(all.map(({ key }) => key).sort());
        expect(classified.map(one => one.class).join('')).toMatch(/^A*B*C*$/);
        const share = (letters: string) =>
          classified.reduce((sum, one) => sum + (letters.includes(one.class) ? one.share : 0), 0);
        if (values.some(value => value > 0)) {
          expect(classified[0]?.class).toBe('A');
          expect(share('A')).toBeGreaterThanOrEqual(0.8 - 1e-9);
          expect(share('AB')).toBeGreaterThanOrEqual(0.95 - 1e-9);
          expect(share('ABC')).toBeCloseTo(1, 9);
        } else expect(new Set(classified.map(one => one.class))).toEqual(new Set(['C']));
      }),
      runs,
    );
  });
});

describe('logistics', () => {
  test('a probability of being late falls with the time allowed and rises with the age', () => {
    fc.assert(
      fc.property(counts, fc.nat(30), fc.nat(30), (values, age, slack) => {
        const at = (a: number, allowed: number) => lateProbability(values, a, allowed).probability;
        const now = at(age, age + slack);
        if (now === undefined) return;
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(1);
        expect(at(age, age + slack + 1)).toBeLessThanOrEqual(now);
        const older = at(age + 1, age + 1 + slack - 1);
        if (older !== undefined && slack > 0) expect(older).toBeGreaterThanOrEqual(now - 1e-12);
      }),
      runs,
    );
  });
});

describe('supplier', () => {
  test('the index of concentration is above 0 up to 1, and 1/n for equal shares', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), positive), { minLength: 1 }), spent => {
        const found = concentrationOf(spent.map(([supplier, spend]) => ({ supplier: `S${supplier}`, spend })))!;
        expect(found.index).toBeGreaterThan(0);
        expect(found.index).toBeLessThanOrEqual(1 + 1e-12);
        expect(found.effective).toBeLessThanOrEqual(found.shares.length + 1e-9);
        expect(found.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
      runs,
    );
    const equal = concentrationOf(['a', 'b', 'c', 'd'].map(supplier => ({ supplier, spend: 7 })));
    expect(equal?.index).toBeCloseTo(0.25, 12);
    expect(concentrationOf([{ supplier: 'a', spend: 0 }])).toBeUndefined();
  });
  test('when all prices rise alike every index says so; Fisher is between the others', () => {
    const bought = fc.array(fc.tuple(positive, positive, positive, positive), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(bought, fc.double({ min: 0.5, max: 2, noNaN: true }), (products, rise) => {
        const alike = products.map(([price, then, now]) => ({
          before: { spend: price * then, quantity: then },
          now: { spend: price * rise * now, quantity: now },
        }));
        const same = priceIndices(alike)!;
        for (const index of [same.laspeyres, same.paasche, same.fisher]) expect(index).toBeCloseTo(rise, 6);
        const apart = priceIndices(
          products.map(([price, then, now, other]) => ({
            before: { spend: price * then, quantity: then },
            now: { spend: other * now, quantity: now },
          })),
        )!;
        expect(apart.fisher).toBeGreaterThanOrEqual(Math.min(apart.laspeyres, apart.paasche) - 1e-9);
        expect(apart.fisher).toBeLessThanOrEqual(Math.max(apart.laspeyres, apart.paasche) + 1e-9);
      }),
      runs,
    );
    expect(priceIndices([{ before: { spend: 0, quantity: 0 }, now: { spend: 1, quantity: 1 } }])).toBeUndefined();
  });
});
