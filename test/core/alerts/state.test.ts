import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import { AlertRuleSchema } from '../../../core/alerts/rule.ts';
import {
  type AlertState,
  afterCheck,
  afterTelling,
  newState,
  type Reading,
  tellingOf,
} from '../../../core/alerts/state.ts';

const rule = (condition: object, more: object = {}) =>
  v.parse(AlertRuleSchema, { title: 'T', of: { dashboard_id: 'd', tile_id: 't' }, condition, ...more });
const above = rule({ kind: 'threshold', direction: 'above', trigger: 100, clear: 90 });
const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
const number = (value: number): Reading => ({ kind: 'number', value });
const broken: Reading = { kind: 'error', code: 'engine.failed', message: 'It failed.' };

/** The states after each of the readings, a minute apart. */
function statesOf(readings: readonly Reading[], of = above, begin: AlertState = newState(minute(0))): AlertState[] {
  let state = begin;
  return readings.map((reading, index) => {
    state = afterCheck(state, reading, of, minute(index + 1));
    return state;
  });
}
const names = (readings: readonly Reading[], of = above) => statesOf(readings, of).map(({ state }) => state);

describe('the state of an alert', () => {
  test.each([
    [
      'above 100, over at 90',
      above,
      [50, 101, 95, 100, 91, 90, 95, 101],
      'ok firing firing firing firing ok ok firing',
    ],
    ['the level itself is not above it', above, [100], 'ok'],
    [
      'below 10, over at 12',
      rule({ kind: 'threshold', direction: 'below', trigger: 10, clear: 12 }),
      [11, 9, 11, 12],
      'ok firing firing ok',
    ],
    [
      'two checks in a row to fire, two to be over',
      rule(above.condition, { checks: { trigger: 2, clear: 2 } }),
      [101, 80, 101, 101, 80, 95, 80, 80],
      'pending ok pending firing firing firing firing ok',
    ],
    [
      'without a level of its own it is over at the trigger',
      rule({ ...above.condition, clear: undefined }),
      [101, 100],
      'firing ok',
    ],
    ['old data', rule({ kind: 'stale', older_than_seconds: 3600 }), [3600, 3601, 10], 'ok firing ok'],
  ])('%s', (_, of, values, expected) => {
    expect(names(values.map(number), of).join(' ')).toBe(expected);
  });

  test('data that is missing is what one alert waits for, and an error to the others', () => {
    const missing: Reading = { kind: 'missing' };
    expect(names([number(1), missing, number(0)], rule({ kind: 'missing' }))).toEqual(['ok', 'firing', 'ok']);
    expect(statesOf([missing])[0]).toMatchObject({ state: 'error', error: { code: 'alert.number_missing' } });
  });

  test('an error is never ok, breaks what is in a row, and leaves open what was before', () => {
    const patient = rule(above.condition, { checks: { trigger: 2, clear: 1 } });
    expect(names([number(101), broken, number(101), number(101)], patient)).toEqual([
      'pending',
      'error',
      'pending',
      'firing',
    ]);
    expect(names([number(101), broken, number(95), number(90)])).toEqual(['firing', 'error', 'firing', 'ok']);
    expect(statesOf([broken, number(1)]).map(({ error }) => error?.code)).toEqual(['engine.failed', undefined]);
  });

  test.each([
    [{ kind: 'threshold', direction: 'above', trigger: 1, clear: 2 }],
    [{ kind: 'threshold', direction: 'below', trigger: 2, clear: 1 }],
    [{ kind: 'change', with: 'previousPeriod', measure: 'percent', direction: 'below', trigger: -10, clear: -20 }],
  ])('a band whose levels are the wrong way round is none: %j', condition => {
    expect(v.is(AlertRuleSchema, { title: 'T', of: { dashboard_id: 'd', tile_id: 't' }, condition })).toBe(false);
  });
});

const bands = fc
  .record({
    direction: fc.constantFrom('above', 'below'),
    trigger: fc.integer({ min: -50, max: 50 }),
    gap: fc.nat(20),
    checks: fc.record({ trigger: fc.integer({ min: 1, max: 4 }), clear: fc.integer({ min: 1, max: 4 }) }),
  })
  .map(({ direction, trigger, gap, checks }) => ({
    low: direction === 'above' ? trigger - gap : trigger,
    high: direction === 'above' ? trigger : trigger + gap,
    rule: rule(
      { kind: 'threshold', direction, trigger, clear: direction === 'above' ? trigger - gap : trigger + gap },
      { checks },
    ),
  }));
const anything = fc.array(fc.oneof(fc.integer({ min: -80, max: 80 }).map(number), fc.constant(broken)), {
  maxLength: 25,
});

describe('laws of hysteresis', () => {
  test('H1 inside the band nothing changes any more, however the number moves', () => {
    fc.assert(
      fc.property(
        bands,
        anything,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (band, before, places) => {
          const readings = places.map(place => number(band.low + place * (band.high - band.low)));
          // At the clearing level itself it may clear once; strictly inside it may not at all.
          const inside = readings.filter(one => one.kind === 'number' && one.value > band.low && one.value < band.high);
          const last = statesOf(before, band.rule).at(-1) ?? newState(minute(0));
          const states = statesOf(inside, band.rule, last);
          expect(new Set(states.map(({ state }) => state)).size).toBeLessThanOrEqual(1);
          for (const { steady } of states) expect(steady).toBe(last.steady);
        },
      ),
    );
  });

  test('H2 it fires only after as many breaches in a row as asked for, and is over only after as many clears', () => {
    fc.assert(
      fc.property(bands, anything, (band, readings) => {
        const { checks, condition } = band.rule;
        const states = statesOf(readings, band.rule);
        const side = (reading: Reading) => {
          if (reading.kind !== 'number' || condition.kind !== 'threshold') return 'none';
          const sign = condition.direction === 'above' ? 1 : -1;
          if (sign * reading.value > sign * condition.trigger) return 'breach';
          return sign * reading.value <= sign * (condition.clear ?? condition.trigger) ? 'clear' : 'inside';
        };
        for (const [index, { steady }] of states.entries()) {
          const before = states[index - 1]?.steady ?? 'ok';
          if (steady === before) continue;
          const wanted = steady === 'firing' ? checks.trigger : checks.clear;
          const row = readings.slice(Math.max(0, index + 1 - wanted), index + 1).map(side);
          expect(row).toEqual(Array.from({ length: wanted }, () => (steady === 'firing' ? 'breach' : 'clear')));
        }
      }),
    );
  });

  test('H3 people are told of every lasting change exactly once, and of errors', () => {
    fc.assert(
      fc.property(bands, anything, (band, readings) => {
        let state = newState(minute(0));
        const told: string[] = [];
        for (const [index, reading] of readings.entries()) {
          const at = minute(index + 1);
          state = afterCheck(state, reading, band.rule, at);
          const telling = tellingOf(state, band.rule, at, undefined);
          if (!telling) continue;
          told.push(telling.state);
          state = afterTelling(state, telling, at);
          expect(tellingOf(state, band.rule, at, undefined)).toBeUndefined();
        }
        const seen = statesOf(readings, band.rule).map(one => (one.state === 'error' ? 'error' : one.steady));
        const changes = seen.filter((one, index) => one !== (seen[index - 1] ?? 'ok'));
        expect(told).toEqual(changes);
      }),
    );
  });
});

describe('telling', () => {
  const firing = statesOf([number(101)])[0]!;
  const reminded = rule(above.condition, { reminder_seconds: 600 });

  test('a reminder comes again and again while it fires', () => {
    const told: AlertState = { ...firing, told: 'firing', toldAt: minute(1) };
    expect(tellingOf(told, reminded, minute(10), undefined)).toBeUndefined();
    expect(tellingOf(told, reminded, minute(11), undefined)).toEqual({ kind: 'reminder', state: 'firing' });
    expect(tellingOf(told, above, minute(500), undefined)).toBeUndefined();
  });

  test.each([
    ['it never fired', [number(1), broken, number(1)], ['error', 'ok again']],
    ['it fired before', [number(101), broken, number(1)], ['firing', 'error', 'ok']],
    ['it was over before', [number(101), number(1), broken, number(1)], ['firing', 'ok', 'error', 'ok again']],
    ['it fires now', [broken, number(101)], ['error', 'firing']],
  ])('once it can be checked again only what people were told of is over: %s', (_, readings, expected) => {
    let state = newState(minute(0));
    const told: string[] = [];
    for (const [index, reading] of readings.entries()) {
      state = afterCheck(state, reading, above, minute(index + 1));
      const telling = tellingOf(state, above, minute(index + 1), undefined);
      if (!telling) continue;
      told.push(telling.again ? `${telling.state} again` : telling.state);
      state = afterTelling(state, telling, minute(index + 1));
    }
    expect(told).toEqual(expected);
  });

  test('muted, nothing is told; what still holds afterwards is', () => {
    expect(tellingOf(firing, above, minute(5), minute(6))).toBeUndefined();
    expect(tellingOf(firing, above, minute(6), minute(6))).toEqual({ kind: 'change', state: 'firing' });
    const over = afterCheck(firing, number(1), above, minute(2));
    expect(tellingOf(over, above, minute(6), minute(6))).toBeUndefined();
  });
});
