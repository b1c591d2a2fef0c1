import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compilePlan } from '../../../core/plan/compile.ts';
import { planHash } from '../../../core/plan/hash.ts';
import { emitText } from '../../../core/sql/emit.ts';
import { dialects, faults } from '../sql/support.ts';
import { type Desk, museum, NOW, openDesk, resolvedMuseum } from './ask.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const hash = async (question: string): Promise<string> => planHash(await desk.plan(question), museum);

/** A question as its clauses, which may come in any order. */
const asked = fc.record({
  measure: fc.constantFrom('ticket revenue', 'admissions', 'bookings', 'average admission price'),
  groups: fc.subarray(['sales channel', 'ticket type', 'gallery', 'membership'], { minLength: 1, maxLength: 2 }),
  filters: fc.subarray(['from Japan', 'except Partner', 'for the North Wing', 'in 2024'], { maxLength: 3 }),
});
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

const worded = ({ measure, groups, filters }: Asked): string =>
  [measure, `by ${groups.join(' and ')}`, ...filters].join(' ');

describe('the same question in other words makes the same plan', () => {
  test('other fillers', async () => {
    await fc.assert(
      fc.asyncProperty(
        asked,
        fc.constantFrom(
          'what is the ',
          'show me ',
          'please give me our ',
          'Could you tell me the ',
          'I want to see the total ',
        ),
        fc.constantFrom('', '?', '.', ' please', '  '),
        async (question, before, after) => {
          fc.pre(!(before.endsWith('total ') && question.measure.startsWith('average')));
          expect(await hash(`${before}${worded(question)}${after}`)).toBe(await hash(worded(question)));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('other case and blanks', async () => {
    await fc.assert(
      fc.asyncProperty(asked, fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }), async (question, upper) => {
        const text = [...worded(question)].map((c, i) => (upper[i] ? c.toUpperCase() : c)).join('');
        expect(await hash(text)).toBe(await hash(worded(question)));
        expect(await hash(text.replaceAll(' ', '   '))).toBe(await hash(text));
      }),
      { numRuns: 60 },
    );
  });

  test('filters in another order, groups in another order', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async question => {
        const turned = { ...question, filters: question.filters.toReversed() };
        expect(await hash(worded(turned))).toBe(await hash(worded(question)));
        const byGroups = async (groups: readonly string[]) =>
          sortedNames(await desk.plan(worded({ ...question, groups: [...groups] })));
        expect(await byGroups(question.groups.toReversed())).toEqual(await byGroups(question.groups));
      }),
      { numRuns: 60 },
    );
  });

  test('synonyms', async () => {
    const synonyms = {
      'ticket revenue': 'takings',
      admissions: 'attendance',
      gallery: 'hall',
      'sales channel': 'booking channel',
    };
    await fc.assert(
      fc.asyncProperty(asked, async question => {
        const text = Object.entries(synonyms).reduce((t, [from, to]) => t.replace(from, to), worded(question));
        expect(await hash(text)).toBe(await hash(worded(question)));
      }),
      { numRuns: 60 },
    );
  });
});

const sortedNames = (plan: { dimensions: readonly { field: string }[]; where: readonly unknown[] }) => ({
  fields: plan.dimensions.map(dimension => dimension.field).sort(),
  where: plan.where,
});

const vocabulary = (
  'ticket revenue admissions bookings loans fees artworks artists visitors exhibitions collection value gallery medium borrower ' +
  'country age weight insured membership channel Japan Web Bronze Tate Gold March May 2024 2023 quarter month year week last this ' +
  'by per and or not except without top bottom 3 10 300k 20% average total share of growth running more less than between since ' +
  'before which how many list distinct latest first highest lowest sorted compare versus in from for with due returned started , ?'
).split(' ');

describe('any words of the vocabulary', () => {
  test('are planned, asked about or refused; a plan is text in every dialect and runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 }), async words => {
        const question = words.join(' ');
        const result = await desk.ask(question);
        if (result.status === 'refused') {
          for (const found of result.notUnderstood) expect(question.slice(found.start, found.end)).toBe(found.text);
          return;
        }
        if (result.status !== 'planned') return;
        const { query } = compilePlan(result.plan, resolvedMuseum, { now: NOW, maxRows: 1_000, paths: 'shortest' });
        for (const dialect of dialects) expect(emitText(query, dialect).length).toBeGreaterThan(0);
        await desk.run(result.plan);
      }),
      { numRuns: 400, seed: 20250813 },
    );
  });

  test('are planned into what the parsers of Trino and Redshift read', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async question => {
        const plan = await desk.plan(worded(question));
        const { query } = compilePlan(plan, resolvedMuseum, { now: NOW, maxRows: 1_000, paths: 'shortest' });
        for (const dialect of ['trino', 'redshift'] as const)
          expect(faults(emitText(query, dialect), dialect)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

/** Words with a meaning of their own that the museum has no answer to; none near a word that it has. */
const foreign = (
  'purple dolphin quarterback invoice profitable weather zebra refunded overdue fiscal sustainable xylophone ' +
  'Berlin Zürich Müller qwertz plumbus'
).split(' ');

describe('a word that nothing answers to', () => {
  test('always stops the question, wherever it stands, and is the one named', async () => {
    await fc.assert(
      fc.asyncProperty(asked, fc.constantFrom(...foreign), fc.nat(), async (question, word, at) => {
        const words = worded(question).split(' ');
        words.splice(at % (words.length + 1), 0, word);
        const result = await desk.ask(words.join(' '));
        expect(result).toMatchObject({ status: 'refused' });
        const texts = result.status === 'refused' ? result.notUnderstood.map(found => found.text).join(' ') : '';
        expect(texts).toContain(word);
      }),
      { numRuns: 150 },
    );
  });
});
