import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { checkSpec } from '../../../core/dashboards/check-spec.ts';
import { createGenerator, type Generated, type Generator } from '../../../core/dashboards/generate/generator.ts';
import { applyAll } from '../../../core/dashboards/operations/apply.ts';
import type { DashboardSpec } from '../../../core/dashboards/spec.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import type { Platform } from '../../../local/platform.ts';
import { openForCommand } from '../../../scripts/ask/platform.ts';
import { generateData } from '../../../scripts/data/generate.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { place, told, toldBoard } from './golden/told.ts';

/** Requests in words and what must come of them, written by hand: see golden/told.ts for how tiles are told. */
interface Request {
  readonly ask: string;
  readonly tiles: readonly string[];
  readonly title?: string;
  readonly board?: Record<string, unknown>;
  readonly at?: readonly string[];
  readonly titles?: readonly string[];
  /** Words of what could not be done, in order. */
  readonly unfulfilled?: readonly string[];
  /** What is said in its place about the first of them. */
  readonly nearest?: readonly string[];
  /** Words of the request that an assumption names, in order. */
  readonly assumed?: readonly string[];
  readonly type?: string;
  readonly data_sources?: readonly string[];
  readonly features?: readonly string[];
}
interface Edit {
  readonly say: string;
  readonly preserve?: boolean;
  /** Tiles that are told otherwise afterwards, by id; null for those that are gone. All others are as before. */
  readonly tiles?: Readonly<Record<string, string | null>>;
  readonly titles?: Readonly<Record<string, string>>;
  readonly at?: Readonly<Record<string, string>>;
  readonly board?: Record<string, unknown>;
  readonly title?: string;
  readonly unfulfilled?: readonly string[];
  /** Why not, in the order of `unfulfilled`. */
  readonly reasons?: readonly string[];
  /** What an assumption names, in order. */
  readonly assumed?: readonly string[];
}
interface Golden {
  readonly requests: readonly Request[];
  readonly edits: readonly { readonly of: string; readonly edits: readonly Edit[] }[];
}

const root = join(import.meta.dirname, '..', '..', '..');
const folder = temporaryFolder('golden');
const read = (name: string) =>
  parse(readFileSync(join(import.meta.dirname, 'golden', `${name}.yaml`), 'utf8')) as Golden;
const now = '2026-07-01T00:00:00Z';

const models = [
  {
    name: 'supply-chain',
    async files() {
      await generateData({ directory: folder, scale: 0.002, until: '2026-06-30', only: 'supply-chain' });
      return { data: folder, model: join(root, 'models', 'supply-chain.yaml') };
    },
  },
  {
    name: 'company',
    async files() {
      const data = join(folder, 'company');
      await generateData({ directory: data, scale: 0.004, until: '2026-06-30', only: 'company' });
      return { data, model: join(root, 'models', 'company.yaml') };
    },
  },
  {
    name: 'subscriptions',
    async files() {
      const sample = join(root, 'test', 'questions', 'subscriptions');
      return { data: join(sample, 'data'), model: join(sample, 'model.yaml') };
    },
  },
];

/** What assumptions quote. */
const quotedIn = ({ assumptions }: Generated): string[] =>
  assumptions.flatMap(({ text }) => /^“([^”]+)”/.exec(text)?.[1] ?? []);

describe.each(models)('dashboards in words over $name', ({ name, files }) => {
  const { requests, edits } = read(name);
  let platform: Platform;
  let persona: Persona;
  let generator: Generator;

  beforeAll(async () => {
    ({ platform, persona } = await openForCommand({ ...(await files()), now }));
    generator = createGenerator({ model: platform.model, planners: platform.planners, clock: platform.clock });
  }, 120_000);
  afterAll(() => platform?.close());

  const generate = async ({ ask, type, data_sources, features }: Omit<Request, 'tiles'>): Promise<Generated> =>
    generator.dashboard(persona, { description: ask, type, dataSources: data_sources, features, taken: new Set() });
  const valid = (spec: DashboardSpec) =>
    checkSpec(spec, { model: platform.model, personas: [persona], now: platform.clock.now() });

  test.each(requests.map(one => [one.ask, one] as const))('%s', async (_, request) => {
    const made = await generate(request);
    valid(made.spec);
    expect(made.spec.tiles.map(told)).toEqual(request.tiles);
    expect(toldBoard(made.spec)).toEqual(request.board ?? {});
    expect(made.unfulfilled.map(({ text }) => text)).toEqual(request.unfulfilled ?? []);
    if (request.nearest) expect(made.unfulfilled[0]?.nearest).toEqual(request.nearest);
    if (request.assumed) expect(quotedIn(made)).toEqual(request.assumed);
    if (request.title !== undefined) expect(made.spec.title).toBe(request.title);
    if (request.titles) expect(made.spec.tiles.map(({ title }) => title)).toEqual(request.titles);
    if (request.at) expect(made.spec.tiles.map(place)).toEqual(request.at);
    expect(await generate(request)).toEqual(made);
  });

  describe.each(edits)('$of', ({ of, edits: some }) => {
    let before: DashboardSpec;
    beforeAll(async () => {
      before = (await generate({ ask: of })).spec;
    });

    test.each(some.map(one => [one.say, one] as const))('%s', async (_, edit) => {
      const made = await generator.modify(persona, before, edit.say, edit.preserve ?? false);
      valid(made.spec);
      const was = Object.fromEntries(before.tiles.map(tile => [tile.id, told(tile)]));
      const wanted = Object.entries({ ...was, ...edit.tiles }).filter(([, one]) => one !== null);
      expect(Object.fromEntries(made.spec.tiles.map(tile => [tile.id, told(tile)]))).toEqual(
        Object.fromEntries(wanted),
      );
      expect(toldBoard(made.spec)).toEqual(edit.board ?? toldBoard(before));
      expect(made.unfulfilled.map(({ text }) => text)).toEqual(edit.unfulfilled ?? []);
      if (edit.reasons) expect(made.unfulfilled.map(({ reason }) => reason)).toEqual(edit.reasons);
      if (edit.assumed) expect(quotedIn(made)).toEqual(edit.assumed);
      for (const [id, title] of Object.entries(edit.titles ?? {})) {
        expect([id, made.spec.tiles.find(tile => tile.id === id)?.title]).toEqual([id, title]);
      }
      for (const [id, at] of Object.entries(edit.at ?? {})) {
        expect([id, place(made.spec.tiles.find(tile => tile.id === id)!)]).toEqual([id, at]);
      }
      if (edit.title !== undefined) expect(made.spec.title).toBe(edit.title);
      if (edit.preserve) {
        expect(made.spec.tiles.filter(({ id }) => was[id] !== undefined).map(({ plan }) => plan)).toEqual(
          before.tiles.map(({ plan }) => plan),
        );
      }
      // What was done can be taken back.
      const done = applyAll(before, made.operations);
      expect(done.spec).toEqual(made.spec);
      expect(applyAll(done.spec, done.inverse).spec).toEqual(before);
    });
  });

  test('what is offered in place of an edit can be done when it is said', async () => {
    const failed: string[] = [];
    let offered = 0;
    for (const { of, edits: some } of edits) {
      const before = (await generate({ ask: of })).spec;
      for (const { say, preserve = false, unfulfilled = [] } of some) {
        if (unfulfilled.length === 0) continue;
        const made = await generator.modify(persona, before, say, preserve);
        offered += made.unfulfilled.flatMap(({ nearest }) => nearest).length;
        for (const words of made.unfulfilled.flatMap(({ nearest }) => nearest)) {
          if (words.includes('…')) continue;
          const next = await generator.modify(persona, made.spec, words, preserve);
          if (next.unfulfilled.length > 0) failed.push(`${say} -> ${words}: ${next.unfulfilled[0]!.reason}`);
        }
      }
    }
    expect(failed).toEqual([]);
    expect(offered).toBeGreaterThanOrEqual(edits.length > 1 ? 20 : 0);
  });

  test('every tile can be asked', async () => {
    for (const request of requests.slice(0, 12)) {
      for (const { plan } of (await generate(request)).spec.tiles) {
        if (!plan) continue;
        const { clock } = platform;
        const answer = await platform.answerer.answerPlan({
          queryId: 'q',
          username: 'u',
          persona,
          plan,
          now: clock.now(),
        });
        expect([plan, answer.status]).toEqual([plan, 'answered']);
      }
    }
  });
});
