/**
 * Editing in a page, against the real service.
 * E1 operations, then undo of all, give the dashboard back; redo of all, what was undone
 * E2 two editors whose connections come and go end with what the server has; what is not in it was told
 * E3 an edit whose answer was lost is not made twice
 * E4 edits that meet are told with who changed what, and each way out does what it says
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Operation, OperationInput } from '../../../../core/dashboards/operations/schema.ts';
import type { DashboardService } from '../../../../core/dashboards/service.ts';
import type { DashboardSpec } from '../../../../core/dashboards/spec.ts';
import { isSophiaError } from '../../../../core/errors.ts';
import { keepSession, keptSession, reopened } from '../../../../dashboard/web/src/editor/session/keep.ts';
import { shownSpec } from '../../../../dashboard/web/src/editor/session/shown-spec.ts';
import { operation, spec } from '../../../core/dashboards/generated.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { callerNamed, headOf, type Line, openPerson, openService, type Person, person, retitle } from './in-process.ts';

const folder = temporaryFolder('editor');
let service: DashboardService;
let close: () => Promise<void>;
let made = 0;

beforeAll(async () => {
  ({ service, close } = await openService(folder));
});
afterAll(() => close());

/** A dashboard of its own for every test. */
async function stored(input: DashboardSpec): Promise<string> {
  made += 1;
  const id = `board-${made}`;
  await service.create(callerNamed('maker'), { ...input, id });
  return id;
}

const note = (id: string, y: number): DashboardSpec['tiles'][number] => ({
  id,
  kind: 'text',
  title: id,
  text: '',
  at: { x: 0, y, w: 6, h: 2 },
});
const two = {
  version: 1,
  id: 'x',
  title: 'Two',
  model: 'shop',
  theme: { mode: 'system', density: 'comfortable' },
} as const;
const board = (): Promise<string> =>
  stored({ ...two, features: [], filters: [], tiles: [note('one', 0), note('two', 2)] });

/** Does it where it fits what is shown; whether it did. */
function tries({ driver }: Person, operations: readonly OperationInput[]): boolean {
  try {
    driver.edit('Edit', operations);
    return true;
  } catch (error) {
    if (isSophiaError(error)) return false;
    throw error;
  }
}

async function settleAll(one: Person): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await one.driver.sync();
    await one.driver.idle();
    if (one.session().trouble !== undefined) one.driver.settle('theirs');
    else if (one.session().queue.length === 0) return;
  }
  throw new Error('It does not come to rest');
}

const kinds = ({ events }: Person) => events.map(({ kind }) => kind);

describe('one editor', () => {
  test('E1 undo of all gives it back, redo of all what was undone', async () => {
    await fc.assert(
      fc.asyncProperty(spec, fc.array(operation, { minLength: 1, maxLength: 6 }), async (input, operations) => {
        const id = await stored(input);
        const before = await headOf(service, id);
        const ann = await openPerson(service, 'ann', id);
        for (const one of operations) tries(ann, [one]);
        await settleAll(ann);
        const after = await headOf(service, id);
        expect(shownSpec(ann.session())).toEqual(after);
        const steps = ann.session().undo.length;
        for (let i = 0; i < steps; i += 1) ann.driver.undo();
        await ann.driver.idle();
        expect(await headOf(service, id)).toEqual(before);
        for (let i = 0; i < steps; i += 1) ann.driver.redo();
        await ann.driver.idle();
        expect([await headOf(service, id), ann.session().trouble]).toEqual([after, undefined]);
      }),
      { numRuns: 20 },
    );
  });

  test('what is done is shown at once, and undone before the server knows of it', async () => {
    const ann = await openPerson(service, 'ann', await board());
    ann.line = 'deaf';
    ann.driver.edit('Rename', [retitle('one', 'First')]);
    expect(shownSpec(ann.session()).tiles[0]?.title).toBe('First');
    ann.driver.undo();
    expect(shownSpec(ann.session()).tiles[0]?.title).toBe('one');
    await ann.driver.idle();
    expect([ann.session().lost, ann.session().queue.length]).toEqual([true, 2]);
    ann.line = 'up';
    await ann.driver.sync();
    expect([ann.session().lost, ann.session().queue.length, ann.session().saved.revision]).toEqual([false, 0, 3]);
  });

  test('what does not fit is refused at once with its place, and nothing is done', async () => {
    const ann = await openPerson(service, 'ann', await board());
    const wide = { kind: 'resizeTile', tile_id: 'one', to: { w: 40, h: 1 } };
    expect(() => ann.driver.edit('Widen', [wide])).toThrow(
      expect.objectContaining({ code: 'dashboard.operation_invalid' }),
    );
    expect(ann.events).toEqual([]);
  });

  test('what only the server can refuse is told with its faults, and the rest goes on', async () => {
    const ann = await openPerson(service, 'ann', await board());
    ann.driver.edit('Drill', [{ kind: 'setDrillPath', tile_id: 'one', value: ['sales.nowhere'] }]);
    ann.driver.edit('Rename', [retitle('two', 'Second')]);
    await ann.driver.idle();
    expect(ann.session().trouble).toMatchObject({ kind: 'refused', faults: [{ path: ['tiles', 0, 'drill', 0] }] });
    expect(ann.session().queue).toHaveLength(2);
    ann.driver.settle('theirs');
    await ann.driver.idle();
    expect(ann.session()).toMatchObject({ queue: [], undo: [{ label: 'Rename' }] });
    expect(ann.session().trouble).toBeUndefined();
  });

  test('a viewer is told that it takes another role', async () => {
    const ben = await openPerson(service, 'ben', await board(), []);
    ben.driver.edit('Rename', [retitle('one', 'Mine')]);
    await ben.driver.idle();
    expect([ben.session().trouble?.kind, ben.session().queue.length]).toEqual(['forbidden', 1]);
  });

  test('E3 an edit whose answer was lost is not made twice', async () => {
    const id = await board();
    const ann = await openPerson(service, 'ann', id);
    ann.line = 'mute';
    ann.driver.edit('Add', [{ kind: 'addTile', tile: note('three', 4) }]);
    await ann.driver.idle();
    expect(ann.session().lost).toBe(true);
    await ben(id, [retitle('one', 'Theirs')]);
    ann.line = 'up';
    await ann.driver.sync();
    expect(ann.session()).toMatchObject({ queue: [], saved: { revision: 3 } });
    expect(ann.session().trouble).toBeUndefined();
    expect((await headOf(service, id)).tiles.map(({ id: tile }) => tile)).toEqual(['one', 'two', 'three']);
    ann.driver.undo();
    await ann.driver.idle();
    expect((await headOf(service, id)).tiles.map(({ title }) => title)).toEqual(['Theirs', 'two']);
  });

  test('what is not stored outlives the page', async () => {
    const id = await board();
    const values = new Map<string, string>();
    const storage = {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
    };
    const ann = await openPerson(service, 'ann', id);
    ann.line = 'mute';
    ann.driver.edit('Rename', [retitle('one', 'First')]);
    await ann.driver.idle();
    ann.driver.edit('Rename', [retitle('two', 'Second')]);
    keepSession(storage, 'ann', id, ann.session());
    await ben(id, [{ kind: 'setFolder', value: 'sales' }]);

    const kept = keptSession(storage, 'ann', id)!;
    const { spec: base } = await service.open(callerNamed('ann'), id, kept.revision);
    const again = person(service, callerNamed('ann'), id, reopened(kept, base));
    expect(shownSpec(again.session()).tiles.map(({ title }) => title)).toEqual(['First', 'Second']);
    await again.driver.sync();
    const head = await headOf(service, id);
    expect([head.folder, ...head.tiles.map(({ title }) => title)]).toEqual(['sales', 'First', 'Second']);
    keepSession(storage, 'ann', id, again.session());
    expect(keptSession(storage, 'ann', id)).toBeUndefined();
  });
});

/** Somebody else changes the dashboard as it is now. */
async function ben(id: string, operations: readonly Operation[]): Promise<void> {
  const caller = callerNamed('ben');
  const { revision } = await service.open(caller, id);
  await service.edit(caller, id, { operations, baseRevision: revision });
}

describe('two editors', () => {
  test('E4 what met is told, and kept until it is settled', async () => {
    const ways = { theirs: ['Theirs', 'two'], apart: ['Theirs', 'Mine'], mine: ['Mine', 'Mine'] } as const;
    for (const [way, titles] of Object.entries(ways)) {
      const id = await board();
      const ann = await openPerson(service, 'ann', id);
      await ben(id, [retitle('one', 'Theirs')]);
      ann.driver.edit('Rename both', [retitle('one', 'Mine'), retitle('two', 'Mine')]);
      await ann.driver.idle();
      expect(ann.session()).toMatchObject({
        trouble: { kind: 'conflict', conflicts: [{ tile_id: 'one', what: 'title', by: 'ben', operation: 0 }] },
        queue: [{ label: 'Rename both' }],
        saved: { revision: 2 },
      });
      ann.driver.settle(way as keyof typeof ways);
      await ann.driver.idle();
      expect([way, ...(await headOf(service, id)).tiles.map(({ title }) => title)]).toEqual([way, ...titles]);
      expect([ann.session().trouble, ann.session().queue]).toEqual([undefined, []]);
    }
  });

  test('E4 undo over what another changed since is a conflict, not a loss', async () => {
    const id = await board();
    const ann = await openPerson(service, 'ann', id);
    ann.driver.edit('Rename', [retitle('one', 'Mine')]);
    await ann.driver.idle();
    await ben(id, [retitle('one', 'Theirs')]);
    await ann.driver.sync();
    expect(shownSpec(ann.session()).tiles[0]?.title).toBe('Theirs');
    ann.driver.undo();
    await ann.driver.idle();
    expect(ann.session().trouble).toMatchObject({ kind: 'conflict', conflicts: [{ by: 'ben', what: 'title' }] });
    expect((await headOf(service, id)).tiles[0]?.title).toBe('Theirs');
  });

  test('E4 an edit that waited for another one does not go over what came between unseen', async () => {
    const id = await board();
    const ann = await openPerson(service, 'ann', id);
    await ben(id, [retitle('two', 'Theirs')]);
    ann.driver.edit('Rename', [retitle('one', 'Mine')]);
    ann.driver.edit('Rename', [retitle('two', 'Mine')]);
    await ann.driver.idle();
    expect(ann.session()).toMatchObject({
      trouble: { kind: 'conflict' },
      queue: [{ operations: [retitle('two', 'Mine')] }],
    });
    expect((await headOf(service, id)).tiles.map(({ title }) => title)).toEqual(['Mine', 'Theirs']);
  });

  type Act =
    | { readonly who: 0 | 1; readonly do: 'edit'; readonly operations: readonly OperationInput[] }
    | { readonly who: 0 | 1; readonly do: 'undo' }
    | { readonly who: 0 | 1; readonly do: 'redo' }
    | { readonly who: 0 | 1; readonly do: 'sync' }
    | { readonly who: 0 | 1; readonly do: 'rest' }
    | { readonly who: 0 | 1; readonly do: 'line'; readonly line: Line }
    | { readonly who: 0 | 1; readonly do: 'settle'; readonly by: 'theirs' | 'apart' | 'mine' };
  const who = fc.constantFrom(0 as const, 1 as const);
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        who,
        do: fc.constant('edit' as const),
        operations: fc.array(operation, { minLength: 1, maxLength: 2 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        who,
        do: fc.constantFrom('undo' as const, 'redo' as const, 'sync' as const, 'rest' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        who,
        do: fc.constant('line' as const),
        line: fc.constantFrom<Line>('up', 'deaf', 'mute'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        who,
        do: fc.constant('settle' as const),
        by: fc.constantFrom('theirs' as const, 'apart', 'mine'),
      }),
    },
  );

  async function perform(one: Person, step: Act): Promise<void> {
    if (step.do === 'edit') tries(one, step.operations);
    else if (step.do === 'undo') one.driver.undo();
    else if (step.do === 'redo') one.driver.redo();
    else if (step.do === 'sync') await one.driver.sync();
    else if (step.do === 'rest') await one.driver.idle();
    else if (step.do === 'line') one.line = step.line;
    else if (one.session().trouble !== undefined) one.driver.settle(step.by);
  }

  test('E2 whatever happens, both come to what the server has, and what is not in it was told', async () => {
    let conflicts = 0;
    let merged = 0;
    await fc.assert(
      fc.asyncProperty(spec, fc.array(act, { minLength: 6, maxLength: 20 }), async (input, acts) => {
        const id = await stored(input);
        const people = [await openPerson(service, 'ann', id), await openPerson(service, 'bob', id)] as const;
        for (const step of acts) await perform(people[step.who], step);
        for (const one of people) one.line = 'up';
        for (const one of people) await settleAll(one);
        for (const one of people) await settleAll(one);
        const head = await headOf(service, id);
        for (const one of people) {
          expect(shownSpec(one.session())).toEqual(head);
          // Every gesture was accepted, or was settled after it was told why it was not.
          const gestures = kinds(one).filter(kind => ['did', 'undid', 'redid'].includes(kind)).length;
          const accepted = kinds(one).filter(kind => kind === 'accepted').length;
          const told = kinds(one).filter(kind => kind === 'stopped').length;
          if (told === 0) expect(accepted).toBe(gestures);
          conflicts += told;
          merged += one.session().others.length;
        }
        // Who replays the history has what the server has.
        const { revision } = await service.open(callerNamed('reader'), id);
        expect(Math.max(...people.map(one => one.session().saved.revision))).toBe(revision);
      }),
      { numRuns: 50 },
    );
    expect(conflicts).toBeGreaterThan(0);
    expect(merged).toBeGreaterThan(0);
  });
});
