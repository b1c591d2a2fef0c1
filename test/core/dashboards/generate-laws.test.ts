import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkSpec } from '../../../core/dashboards/check-spec.ts';
import { createGenerator, type Generator } from '../../../core/dashboards/generate/generator.ts';
import { parseSpec } from '../../../core/dashboards/parse-spec.ts';
import type { DashboardSpec } from '../../../core/dashboards/spec.ts';
import { isSophiaError } from '../../../core/errors.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import type { Platform } from '../../../local/platform.ts';
import { openForCommand } from '../../../scripts/ask/platform.ts';

const sample = join(import.meta.dirname, '..', '..', 'questions', 'subscriptions');
let platform: Platform;
let persona: Persona;
let generator: Generator;
let board: DashboardSpec;

beforeAll(async () => {
  const files = { data: join(sample, 'data'), model: join(sample, 'model.yaml') };
  ({ platform, persona } = await openForCommand({ ...files, now: '2026-07-01T00:00:00Z' }));
  generator = createGenerator({ model: platform.model, planners: platform.planners, clock: platform.clock });
  const description = 'mrr, tickets by month, revenue by region as a bar chart, filter by industry';
  board = (await generator.dashboard(persona, { description, taken: new Set() })).spec;
}, 60_000);
afterAll(() => platform.close());

/** Words of requests in any order: most say nothing, some say too much. */
const word = fc.constantFrom(
  ...'mrr revenue tickets by month region top 5 and , . with as a bar chart pie table at the top right below remove turn into make it red bigger show last 6 months everywhere add filter target 1M 95% "x" compare with last year dark mode rename to swap refresh every 5 seconds <b> \' ; ( ) [ \\ $& \u0000 é 東京 -- #ff0000'.split(
    ' ',
  ),
);
const words = fc.oneof(
  fc.array(word, { maxLength: 14 }).map(list => list.join(' ')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('words', () => {
  test('G1 whatever is said, what comes of it is a valid dashboard, or a fault that names itself', async () => {
    await fc.assert(
      fc.asyncProperty(words, fc.boolean(), async (text, preserve) => {
        try {
          const made = await generator.dashboard(persona, { description: text, taken: new Set() });
          const changed = await generator.modify(persona, board, text, preserve);
          const added = await generator.component(persona, board, { description: text, position: text });
          for (const { spec } of [made, changed, added]) {
            expect(parseSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
            checkSpec(spec, { model: platform.model, personas: [persona], now: platform.clock.now() });
          }
          if (!preserve) return;
          const kept = new Map(changed.spec.tiles.map(tile => [tile.id, tile.plan]));
          for (const { id, plan } of board.tiles) expect(kept.get(id)).toEqual(plan);
        } catch (error) {
          if (!isSophiaError(error) || error.code === 'dashboard.invalid') throw error;
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('G2 eight tiles take less time than a person notices, and no run of the engine', async () => {
    const description =
      'mrr, revenue, tickets and win rate as KPIs, revenue by month, tickets by month, revenue by region as a bar chart, pipeline by stage as a funnel';
    const before = platform.executor.statistics().engineRuns;
    const { spec } = await generator.dashboard(persona, { description, taken: new Set() });
    expect(spec.tiles).toHaveLength(8);
    expect(platform.executor.statistics().engineRuns).toBe(before);
  });

  test('G4 a component is what its words ask for: filters, and looks after a comma, too', async () => {
    const before = parseSpec({ version: 1, id: 'board', title: 'Board', model: platform.model.model.name });
    const add = async (description: string) => {
      const { spec, unfulfilled } = await generator.component(persona, before, { description });
      expect(unfulfilled).toEqual([]);
      return spec;
    };
    expect((await add('a filter for industry')).filters).toMatchObject([{ label: 'Industry' }]);
    const { tiles } = await add('a table of win rate by sales rep, red below 30 %');
    expect(tiles).toMatchObject([{ kind: 'table', style: { rules: [{ operator: '<', value: 0.3, tone: 'bad' }] } }]);
    const both = await add('tickets by month as a line chart, with a filter for industry');
    expect([both.tiles.length, both.filters.length]).toEqual([1, 1]);
  });

  test('G3 nobody gets tiles of what they may not see', async () => {
    const poor: Persona = { ...persona, name: 'poor', datasets: ['tickets'], metrics: ['ticket_count'] };
    const { spec, unfulfilled } = await generator.dashboard(poor, {
      description: 'mrr by plan, tickets by priority',
      taken: new Set(),
    });
    expect(spec.tiles.map(({ title }) => title)).toEqual(['Tickets by priority']);
    expect(unfulfilled.map(({ text }) => text)).toEqual(['mrr by plan']);
  });
});
