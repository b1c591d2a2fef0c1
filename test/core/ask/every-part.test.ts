import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Plan } from '../../../core/plan/schema.ts';
import { type Desk, openDesk } from './ask.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** A part of a question, and what of it every plan for the question must hold. */
interface Part {
  readonly text: string;
  readonly isIn: (plan: Plan, text: string) => boolean;
}

const part = (text: string, holds: RegExp): Part => ({ text, isIn: (_, json) => holds.test(json) });
const group = (text: string, field: RegExp): Part => ({
  text,
  isIn: ({ dimensions, fields }) => field.test(JSON.stringify([dimensions, fields])),
});

const measures = [
  part('ticket revenue', /ticket_revenue/),
  part('admissions', /"admissions"/),
  part('number of bookings', /booking_count|tickets|summarise/),
  part('average admission price', /average_price/),
  part('different visitors', /distinct_visitors/),
];
const groups = [
  group('by sales channel', /tickets\.channel/),
  group('per ticket type', /ticket_type/),
  group('for each gallery', /gallery/),
  group('by visitor country', /country/),
  group('by membership', /membership/),
  group('by exhibition title', /exhibitions\.title/),
];
const filters = [
  part('from Japan', /Japan/),
  part('except Partner', /Partner/),
  part('for the North Wing', /North Wing/),
  part('of Web', /Web/),
  part('with more than 2 admissions', /2/),
];
const times = [
  part('in 2024', /2024/),
  part('between 2023 and 2024', /2023-01-01/),
  part('since March 2024', /2024-03-01/),
  part('in Q2 2024', /2024-04-01/),
];
const ends = [
  part('compared with the year before', /comparison/),
  part('as a share of total', /shareOfTotal|ratio/),
  part('top 2', /:2[,}\]]/),
  part('running total', /runningTotal/),
];

const question = fc
  .record({
    measure: fc.constantFrom(...measures),
    deed: fc.constantFrom('', 'booked', 'visited', 'sold'),
    middle: fc
      .tuple(
        fc.subarray(groups, { maxLength: 2 }),
        fc.subarray(filters, { maxLength: 2 }),
        fc.option(fc.constantFrom(...times), { nil: undefined }),
      )
      .chain(([some, kept, time]) => {
        const all = [...some, ...kept, ...(time ? [time] : [])];
        return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
      }),
    end: fc.option(fc.constantFrom(...ends), { nil: undefined, freq: 2 }),
  })
  .map(({ measure, deed, middle, end }) => ({
    text: [measure.text, deed, ...middle.map(({ text }) => text), end?.text ?? ''].filter(Boolean).join(' '),
    parts: [measure, ...middle, ...(end ? [end] : [])],
  }));

describe('a question is answered whole or not at all', () => {
  test('each of its parts is in the plan, in whatever order they are said', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(question, async ({ text, parts }) => {
        const result = await desk.ask(text);
        if (result.status !== 'planned') return;
        answered += 1;
        const json = JSON.stringify(result.plan);
        expect(parts.filter(each => !each.isIn(result.plan, json)).map(each => each.text)).toEqual([]);
      }),
      { numRuns: 600 },
    );
    expect(answered).toBeGreaterThan(150);
  });
});
