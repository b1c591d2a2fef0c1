import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overlaps } from '../../../core/dashboards/layout.ts';
import { apply, applyAll, parseOperations } from '../../../core/dashboards/operations/apply.ts';
import { type Operation, OperationSchema } from '../../../core/dashboards/operations/schema.ts';
import { parseSpec } from '../../../core/dashboards/parse-spec.ts';
import { type AcceptedEdit, rebase } from '../../../core/dashboards/rebase.ts';
import type { DashboardSpec } from '../../../core/dashboards/spec.ts';
import { isSophiaError } from '../../../core/errors.ts';
import { stableJson } from '../../../core/plan/canonical.ts';
import { junk, operation, spec } from './generated.ts';

const parsed = (input: readonly unknown[]): readonly Operation[] => parseOperations(input);

/** What work gives, or the code of the fault it raises; anything but a fault of ours fails the test. */
function outcome<T>(work: () => T): { readonly value: T } | { readonly code: string } {
  try {
    return { value: work() };
  } catch (error) {
    if (isSophiaError(error)) return { code: error.code };
    throw error;
  }
}

const apart = ({ tiles }: DashboardSpec): boolean =>
  tiles.every((one, i) => tiles.every((other, j) => i === j || !overlaps(one.at, other.at)));

describe('operations', () => {
  test('O0 all kinds come up at random, and each of them is carried out', () => {
    const done = new Set<string>();
    fc.assert(
      fc.property(spec, operation, (before, input) => {
        const [one] = parsed([input]);
        const after = outcome(() => apply(before, one!));
        if ('value' in after && stableJson(after.value.spec) !== stableJson(before)) done.add(one!.kind);
      }),
      { numRuns: 3_000 },
    );
    expect([...done].sort()).toEqual(OperationSchema.options.map(({ entries }) => entries.kind.literal).sort());
  });

  test('O1 an operation, then its inverse, gives the specification back, to the byte', () => {
    fc.assert(
      fc.property(spec, operation, (before, input) => {
        const [one] = parsed([input]);
        const done = outcome(() => apply(before, one!));
        if (!('value' in done)) return;
        const back = apply(done.value.spec, done.value.inverse).spec;
        expect(back).toEqual(before);
        expect(parseSpec(JSON.parse(JSON.stringify(back)))).toEqual(before);
      }),
      { numRuns: 600 },
    );
  });

  test('O2 an edit of many operations, then its inverse, gives the specification back', () => {
    fc.assert(
      fc.property(spec, fc.array(operation, { maxLength: 8 }), (before, input) => {
        const done = outcome(() => applyAll(before, parsed(input)));
        if (!('value' in done)) return;
        expect(applyAll(done.value.spec, done.value.inverse).spec).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test('O3 whatever comes out is a specification, whose tiles lie apart', () => {
    fc.assert(
      fc.property(spec, fc.array(operation, { maxLength: 8 }), (before, input) => {
        const done = outcome(() => applyAll(before, parsed(input)));
        if (!('value' in done)) return;
        expect(apart(done.value.spec)).toBe(true);
        expect(parseSpec(JSON.parse(JSON.stringify(done.value.spec)))).toEqual(done.value.spec);
      }),
      { numRuns: 250 },
    );
  });

  test('O4 inverses can be sent: they are operations like any other', () => {
    fc.assert(
      fc.property(spec, fc.array(operation, { maxLength: 5 }), (before, input) => {
        const done = outcome(() => applyAll(before, parsed(input)));
        if (!('value' in done)) return;
        expect(parsed(JSON.parse(JSON.stringify(done.value.inverse)))).toEqual(done.value.inverse);
      }),
      { numRuns: 300 },
    );
  });

  test('O5 a tile that is moved is where it was moved to, and no other goes up', () => {
    fc.assert(
      fc.property(spec, fc.nat(), fc.nat(11), fc.nat(12), (before, which, x, y) => {
        const tile = before.tiles[which % Math.max(1, before.tiles.length)];
        if (!tile || x + tile.at.w > 12) return;
        const { spec: after } = apply(before, { kind: 'moveTile', tile_id: tile.id, to: { x, y } });
        expect(after.tiles.find(one => one.id === tile.id)?.at).toMatchObject({ x, y });
        for (const other of before.tiles) {
          if (other.id === tile.id) continue;
          const now = after.tiles.find(one => one.id === other.id)!.at;
          expect(now.x).toBe(other.at.x);
          expect(now.y).toBeGreaterThanOrEqual(other.at.y);
        }
      }),
    );
  });

  test('O6 a layout does not depend on the order of the list', () => {
    fc.assert(
      fc.property(spec, operation, (before, input) => {
        const [one] = parsed([input]);
        if (one!.kind !== 'moveTile' && one!.kind !== 'resizeTile' && one!.kind !== 'tidy') return;
        const places = (list: DashboardSpec) => new Map(list.tiles.map(tile => [tile.id, tile.at]));
        const straight = outcome(() => places(apply(before, one!).spec));
        const reversed = outcome(() => places(apply({ ...before, tiles: before.tiles.toReversed() }, one!).spec));
        expect(reversed).toEqual(straight);
      }),
    );
  });

  test('O7 junk is refused by a fault of ours, never by a crash', () => {
    fc.assert(
      fc.property(
        spec,
        fc.array(
          fc.oneof(
            junk,
            operation,
            fc.tuple(operation, junk).map(([a, b]) => ({ ...a, ...(b as object) })),
          ),
          { maxLength: 3 },
        ),
        (before, input) => {
          outcome(() => applyAll(before, parsed(input)));
          outcome(() => parseOperations(input[0]));
        },
      ),
      { numRuns: 600 },
    );
  });
});

const editOf = (revision: number, by: string, operations: readonly Operation[]): AcceptedEdit => ({
  revision,
  by,
  at: '2026-01-01T00:00:00.000Z',
  operations,
});

/** A server that takes edits in the order in which they come. */
function serve(base: DashboardSpec, edits: readonly { by: string; operations: readonly Operation[] }[]) {
  const accepted: AcceptedEdit[] = [];
  const refused: string[] = [];
  let head = base;
  for (const { by, operations } of edits) {
    // Each editor knows its own edits, and saw the base of the others'.
    const since = accepted.filter(edit => edit.by !== by);
    const done = outcome(() => rebase(head, operations, since, accepted.length));
    if ('code' in done) refused.push(done.code);
    else {
      head = done.value.spec;
      accepted.push(editOf(accepted.length + 1, by, done.value.operations));
    }
  }
  return { head, accepted, refused };
}

const withoutPlaces = ({ tiles, ...rest }: DashboardSpec) => ({
  ...rest,
  filters: new Map(rest.filters.map(filter => [filter.id, filter])),
  tiles: new Map(tiles.map(({ at: _, ...tile }) => [tile.id, tile])),
});

describe('merging', () => {
  const edits = fc.array(operation, { minLength: 1, maxLength: 4 });

  test('M1 two editors in either order: both come to the same content, or one is told of a conflict', () => {
    let merged = 0;
    fc.assert(
      fc.property(spec, edits, edits, (base, first, second) => {
        const [mine, theirs] = [parsed(first), parsed(second)];
        // Each edit must be possible by itself: what is not is no matter of merging.
        if ('code' in outcome(() => applyAll(base, mine)) || 'code' in outcome(() => applyAll(base, theirs))) return;
        const one = serve(base, [
          { by: 'ann', operations: mine },
          { by: 'bob', operations: theirs },
        ]);
        const other = serve(base, [
          { by: 'bob', operations: theirs },
          { by: 'ann', operations: mine },
        ]);
        expect([...one.refused, ...other.refused].every(code => code === 'dashboard.conflict')).toBe(true);
        if (one.refused.length > 0 || other.refused.length > 0) return;
        merged += 1;
        expect(withoutPlaces(other.head)).toEqual(withoutPlaces(one.head));
      }),
      { numRuns: 800 },
    );
    expect(merged).toBeGreaterThan(40);
  });

  test('M2 any interleaving: who replays what was accepted has what the server has', () => {
    fc.assert(
      fc.property(
        spec,
        fc.array(fc.tuple(fc.constantFrom('ann', 'bob'), fc.array(operation, { minLength: 1, maxLength: 3 })), {
          maxLength: 6,
        }),
        (base, list) => {
          const served = serve(
            base,
            list.map(([by, operations]) => ({ by, operations: parsed(operations) })),
          );
          const replayed = served.accepted.reduce((head, edit) => applyAll(head, edit.operations).spec, base);
          expect(replayed).toEqual(served.head);
          expect(apart(served.head)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('M3 what was accepted is there, unless it was told that it is not', () => {
    const base = parseSpec({ version: 1, id: 'b', title: 'B', model: 'm' });
    const text = (id: string) => ({ id, kind: 'text', title: id, text: '', at: { x: 0, y: 0, w: 6, h: 2 } });
    const add = (id: string) => parsed([{ kind: 'addTile', tile: text(id) }]);
    const { head, refused } = serve(base, [
      { by: 'ann', operations: add('one') },
      { by: 'bob', operations: add('two') },
    ]);
    expect(refused).toEqual([]);
    expect(head.tiles.map(tile => [tile.id, tile.at.y])).toEqual([
      ['one', 2],
      ['two', 0],
    ]);
  });

  test('M4 who edits what another removed is told', () => {
    const at = { x: 0, y: 0, w: 6, h: 2 };
    const base = parseSpec({
      version: 1,
      id: 'b',
      title: 'B',
      model: 'm',
      tiles: [{ id: 'one', kind: 'text', title: 'One', text: '', at }],
    });
    const mine = parsed([{ kind: 'retitleTile', tile_id: 'one', value: 'x' }]);
    const { refused } = serve(base, [
      { by: 'ann', operations: parsed([{ kind: 'removeTile', tile_id: 'one' }]) },
      { by: 'bob', operations: mine },
    ]);
    expect(refused).toEqual(['dashboard.conflict']);
  });

  test('M5 the same done twice is done once', () => {
    const base = parseSpec({ version: 1, id: 'b', title: 'B', model: 'm' });
    const dark = parsed([{ kind: 'setTheme', value: { mode: 'dark' } }]);
    const { head, refused, accepted } = serve(base, [
      { by: 'ann', operations: dark },
      { by: 'bob', operations: dark },
    ]);
    expect([refused, accepted[1]?.operations, head.theme.mode]).toEqual([[], [], 'dark']);
  });
});
