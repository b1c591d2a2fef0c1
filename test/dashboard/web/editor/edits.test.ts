/**
 * What forms, drags and keys become.
 * F1 the operations of a form, applied, give what the form says, and nothing where nothing was changed
 * F2 a plan that a form can say is said by it without a loss; one that it can't is left alone
 * F3 wherever a tile is pulled, it is within the grid and the opposite edge stays
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyAll, parseOperations } from '../../../../core/dashboards/operations/apply.ts';
import { parseSpec } from '../../../../core/dashboards/parse-spec.ts';
import type { DashboardSpec, Place, Tile } from '../../../../core/dashboards/spec.ts';
import { parsePlan } from '../../../../core/plan/parse.ts';
import type { PlanInput } from '../../../../core/plan/schema.ts';
import type { ModelReply } from '../../../../dashboard/web/src/api/types.ts';
import { differenceLines, operationLines, replacedLines } from '../../../../dashboard/web/src/editor/edits/describe.ts';
import { duplicateOf, freeId } from '../../../../dashboard/web/src/editor/edits/new-tile.ts';
import { settingsOperations } from '../../../../dashboard/web/src/editor/edits/settings-operations.ts';
import { tileOperations } from '../../../../dashboard/web/src/editor/edits/tile-operations.ts';
import { groupChoices, rangeChoices, rangeOfKey } from '../../../../dashboard/web/src/editor/form/choices.ts';
import {
  formOfPlan,
  kindOfForm,
  planOfForm,
  readValue,
  sharedDimensions,
  titleOfForm,
} from '../../../../dashboard/web/src/editor/form/plan-form.ts';
import { withKind, withPlan } from '../../../../dashboard/web/src/editor/form/tile-content.ts';
import { commandOfKey } from '../../../../dashboard/web/src/editor/parts/commands.ts';
import { EDGES, movedPlace, placeOperation, resizedPlace } from '../../../../dashboard/web/src/editor/place/place.ts';
import { spec } from '../../../core/dashboards/generated.ts';

const applied = (before: DashboardSpec, operations: readonly unknown[]): DashboardSpec =>
  applyAll(before, parseOperations(operations)).spec;

const revenue = { name: 'revenue', metric: 'revenue' };
const plan = (input: PlanInput) => parsePlan(input);
const at = { x: 0, y: 0, w: 4, h: 3 };
const tile: Tile = {
  id: 'one',
  kind: 'bar',
  title: 'One',
  at,
  plan: plan({ measures: [revenue], dimensions: [{ field: 'sales.region' }] }),
  encoding: { x: 'region', arrangement: 'stacked' },
  style: { color: 'blue' },
};
const boardOf = (...tiles: readonly Tile[]): DashboardSpec =>
  parseSpec({ version: 1, id: 'board', title: 'Board', model: 'shop', tiles });

describe('forms', () => {
  const members = {
    title: fc.constantFrom('One', 'Another'),
    description: fc.constantFrom('Why', 'Because'),
    encoding: fc.constantFrom<Tile['encoding']>({ x: 'region' }, { y: ['revenue'], totals: true }),
    style: fc.constantFrom<Tile['style']>({ color: 'red' }, { decimals: 1, legend: false }),
    target: fc.constantFrom({ value: 1 }, { value: 2, label: 'Plan' }),
    comparison: fc.constantFrom({ with: 'previousYear' as const }),
    refresh: fc.constantFrom(5, 60),
    drill: fc.constantFrom(['sales.region'], ['sales.product']),
    question: fc.constantFrom('revenue', 'orders'),
  };
  const someTile = fc
    .record({ kind: fc.constantFrom('bar', 'line', 'table'), ...members }, { requiredKeys: ['kind', 'title'] })
    .map(rest => ({ id: 'one', at, plan: tile.plan, ...rest }) as Tile);

  test('F1 of a tile', () => {
    fc.assert(
      fc.property(someTile, someTile, (before, after) => {
        const operations = tileOperations(before, after);
        expect(applied(boardOf(before), operations).tiles).toEqual([after]);
        expect(tileOperations(after, after)).toEqual([]);
        expect(tileOperations(applied(boardOf(before), operations).tiles[0]!, after)).toEqual([]);
      }),
    );
  });

  test('F1 of a whole dashboard', () => {
    fc.assert(
      fc.property(spec, spec, (before, other) => {
        const after = { ...other, tiles: before.tiles, filters: other.filters.filter(({ id }) => id === 'one') };
        const done = applied(before, settingsOperations(before, after));
        expect(new Map(done.filters.map(filter => [filter.id, filter]))).toEqual(
          new Map(after.filters.map(filter => [filter.id, filter])),
        );
        expect({ ...done, filters: [] }).toEqual({ ...after, filters: [] });
        expect(settingsOperations(after, after)).toEqual([]);
      }),
    );
  });

  test('what is changed is one operation each: what somebody else changes in the tile stays', () => {
    expect(tileOperations(tile, { ...tile, title: 'Two', style: { color: 'red' } })).toEqual([
      { kind: 'retitleTile', tile_id: 'one', value: 'Two' },
      { kind: 'restyleTile', tile_id: 'one', value: { color: 'red' } },
    ]);
  });

  test('another kind keeps what it can read, and becomes a whole tile of its own', () => {
    const donut = withKind(tile, 'pie');
    expect(applied(boardOf(tile), tileOperations(tile, donut)).tiles[0]).toMatchObject({
      kind: 'pie',
      encoding: { x: 'region' },
      plan: tile.plan,
    });
    const text = applied(boardOf(tile), tileOperations(tile, withKind(tile, 'text'))).tiles[0];
    expect([text?.kind, text?.plan, text?.text]).toEqual(['text', undefined, '']);
  });

  test('targets and colours by value stay with kinds that show them, and colours with the columns they are about', () => {
    const rule = { operator: '<', value: 5, tone: 'bad' } as const;
    const both = [
      { ...rule, column: 'revenue' },
      { ...rule, column: 'region' },
    ];
    const table: Tile = { ...tile, kind: 'table', style: { decimals: 1, rules: both } };
    expect(withKind({ ...tile, kind: 'number', target: { value: 5 } }, 'pie').target).toBeUndefined();
    expect(withKind({ ...tile, kind: 'number', target: { value: 5 } }, 'gauge').target).toEqual({ value: 5 });
    expect(withKind(table, 'bar').style).toEqual({ decimals: 1 });
    expect(withKind(table, 'pivot').style).toEqual(table.style);
    const ofRows: Tile = { ...table, style: { decimals: 1, rules: both.map(one => ({ ...one, marks: 'row' })) } };
    expect(withKind(ofRows, 'pivot').style).toEqual(table.style);
    expect(withKind(ofRows, 'table').style).toEqual(ofRows.style);
    const byProduct = plan({ measures: [revenue], dimensions: [{ field: 'sales.product' }] });
    expect(withPlan(table, byProduct).style).toEqual({ decimals: 1, rules: [both[0]] });
    expect(withPlan(table, table.plan).style).toEqual(table.style);
  });

  test('columns that other data does not have are let go, its shape stays', () => {
    const byProduct = plan({ measures: [revenue], dimensions: [{ field: 'sales.product' }] });
    expect(withPlan(tile, byProduct).encoding).toEqual({ arrangement: 'stacked' });
    expect(withPlan(tile, tile.plan).encoding).toEqual(tile.encoding);
  });
});

const model: ModelReply = {
  name: 'shop',
  persona: 'executive',
  examples: [],
  metrics: [
    { name: 'revenue', label: 'Revenue', dimensions: ['sales.region', 'sales.product'], time_field: 'sales.day' },
    { name: 'stock', label: 'Stock', dimensions: ['sales.product'] },
  ],
  datasets: [
    {
      name: 'sales',
      label: 'Sales',
      fields: [
        { name: 'sales.region', label: 'Region' },
        { name: 'sales.product', label: 'Product' },
        { name: 'sales.day', label: 'Day', is_time: true },
      ],
    },
  ],
};

describe('plans as forms', () => {
  const simple = fc
    .record({
      metrics: fc.uniqueArray(fc.constantFrom('revenue', 'stock'), { minLength: 1 }),
      dimensions: fc.uniqueArray(
        fc.constantFrom('sales.region', 'sales.product', 'dayofweek of sales.day', 'month of sales.day'),
      ),
      grain: fc.option(fc.constantFrom('month' as const, 'year' as const), { nil: undefined }),
      operator: fc.constantFrom('=' as const, 'in' as const, 'isMissing' as const),
      limit: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    })
    .map(({ metrics, dimensions, grain, operator, limit }) => {
      const values = { '=': ['x'], in: ['x', 2], isMissing: [] }[operator];
      const time = grain === undefined ? {} : { timeField: 'sales.day', grain };
      const top = { column: metrics[0]!, direction: 'DESC' as const };
      const conditions = [{ field: 'sales.region', operator, values }];
      return { metrics, dimensions, fields: [], ...time, conditions, top, ...(limit !== undefined && { limit }) };
    });

  test('F2 what a form says it reads back', () => {
    fc.assert(
      fc.property(simple, form => {
        const said = planOfForm(form)!;
        expect(parsePlan(JSON.parse(JSON.stringify(said)))).toEqual(said);
        expect(planOfForm(formOfPlan(said)!)).toEqual(said);
      }),
    );
  });

  test('names of columns that words write out are those that they have by themselves', () => {
    const said = plan({ measures: [revenue], dimensions: [{ field: 'sales.region', name: 'region' }] });
    expect(formOfPlan(said)?.dimensions).toEqual(['sales.region']);
  });

  test('dates can be grouped by what comes again of them', () => {
    const labels = groupChoices(model, ['sales.day', 'sales.region']).map(({ label }) => label);
    expect(labels).toEqual(['Region', 'Day', 'Day: quarter of the year', 'Day: month of the year', 'Day: weekday']);
    const form = { metrics: ['revenue'], dimensions: ['dayofweek of sales.day'], fields: [], conditions: [] };
    expect(planOfForm(form)?.dimensions).toEqual([
      { field: 'sales.day', part: 'dayofweek', name: 'weekday_of_day', label: 'Weekday' },
    ]);
    expect([titleOfForm(form, model), kindOfForm(form)]).toEqual(['Revenue by weekday', 'bar']);
  });

  test.each<[string, PlanInput]>([
    [
      'a name that is another column’s',
      { measures: [revenue], dimensions: [{ field: 'sales.region', name: 'place' }] },
    ],
    ['a step', { measures: [revenue], steps: [{ kind: 'shareOfTotal', name: 'share', measure: 'revenue' }] }],
    ['an expression', { measures: [{ name: 'n', expression: 'COUNT(sales.product)' }] }],
    [
      'a measure of its own period',
      { measures: [{ ...revenue, timeField: 'sales.day', period: { kind: 'current', unit: 'year' } }] },
    ],
    ['a name of its own', { measures: [{ name: 'sum', metric: 'revenue' }] }],
    ['bands', { measures: [revenue], dimensions: [{ field: 'sales.amount', width: 10 }] }],
    ['a condition on the result', { measures: [revenue], having: [{ column: 'revenue', operator: '>', values: [1] }] }],
    ['alternatives', { measures: [revenue], where: [{ anyOf: [{ field: 'sales.region', operator: 'isMissing' }] }] }],
    [
      'two orders',
      {
        measures: [revenue],
        orderBy: [
          { column: 'revenue', direction: 'ASC' },
          { column: 'x', direction: 'ASC' },
        ],
      },
    ],
  ])('F2 a plan with %s is more than a form says', (_, input) => {
    expect(formOfPlan(plan(input))).toBeUndefined();
  });

  test('metrics are divided by what they share, named and shown by what they are', () => {
    expect(sharedDimensions(model, ['revenue', 'stock'])).toEqual(['sales.product']);
    const form = { metrics: ['revenue'], dimensions: ['sales.region'], fields: [], conditions: [] };
    expect([titleOfForm(form, model), kindOfForm(form)]).toEqual(['Revenue by region', 'bar']);
    expect(kindOfForm({ ...form, dimensions: [] })).toBe('number');
    expect(kindOfForm({ ...form, dimensions: [], grain: 'month' })).toBe('line');
  });

  test('values are what their field is of', () => {
    expect(readValue('12.5', 'Decimal')).toBe(12.5);
    expect(readValue('12', 'String')).toBe('12');
    expect(readValue('true', 'Boolean')).toBe(true);
  });

  test('a window that is none of the list is kept', () => {
    const own = { kind: 'next', unit: 'week', count: 2 } as const;
    const { value } = rangeChoices(own);
    expect(rangeOfKey(value!, own)).toEqual(own);
    const known = rangeChoices({ count: 7, unit: 'day', kind: 'past' });
    expect(rangeOfKey(known.value!, undefined)).toEqual({ kind: 'past', unit: 'day', count: 7 });
  });
});

describe('places', () => {
  const place = fc
    .record({
      w: fc.integer({ min: 1, max: 12 }),
      h: fc.integer({ min: 1, max: 24 }),
      y: fc.integer({ min: 0, max: 50 }),
    })
    .chain(({ w, h, y }) =>
      fc.record({ x: fc.integer({ min: 0, max: 12 - w }), y: fc.constant(y), w: fc.constant(w), h: fc.constant(h) }),
    );
  const distance = fc.integer({ min: -40, max: 40 });

  test('F3 within the grid, the opposite edge in its place', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(...EDGES), distance, distance, (from, edge, columns, rows) => {
        const to = resizedPlace(from, edge, columns, rows);
        expect(to.x >= 0 && to.x + to.w <= 12 && to.w >= 1 && to.h >= 1 && to.h <= 24 && to.y >= 0).toBe(true);
        if (!edge.includes('w')) expect(to.x).toBe(from.x);
        if (!edge.includes('e')) expect(to.x + to.w).toBe(from.x + from.w);
        if (!edge.includes('n')) expect(to.y).toBe(from.y);
        if (!edge.includes('s')) expect(to.y + to.h).toBe(from.y + from.h);
        const moved = movedPlace(from, columns, rows);
        expect(moved).toMatchObject({ w: from.w, h: from.h });
        expect(moved.x >= 0 && moved.x + moved.w <= 12 && moved.y >= 0).toBe(true);
      }),
    );
  });

  test('F3 the edit puts the tile there', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const operation = placeOperation('one', from, to);
        const before = boardOf({ ...tile, at: from });
        expect((operation ? applied(before, [operation]) : before).tiles[0]?.at).toEqual(to);
      }),
    );
  });

  test('a copy has an id of its own and lies over nothing', () => {
    const copy = duplicateOf(boardOf(tile), tile);
    expect(
      applied(boardOf(tile), [{ kind: 'addTile', tile: copy }]).tiles.map(({ id, at: { x, y } }): unknown => [
        id,
        x,
        y,
      ]),
    ).toEqual([
      ['one', 0, 0],
      ['one-2', 4, 0],
    ]);
    expect(freeId('Ümsatz – Europe!', ['umsatz-europe'])).toBe('umsatz-europe-2');
    expect(freeId('収益', [])).toBe('tile');
  });
});

describe('words for people', () => {
  const place: Place = at;
  test('differences, the most telling first', () => {
    const named = (title: string) => ({ tile_id: title, title });
    const lines = differenceLines({
      added: [named('New')],
      removed: [named('Old')],
      changed: [
        { ...named('Moved'), what: ['at'] },
        { ...named('Other'), what: ['at', 'kind', 'plan'] },
      ],
      dashboard: ['theme'],
    });
    expect(lines).toEqual(['Added New', 'Removed Old', 'Other: kind, data', 'Dashboard: theme', 'Moved Moved']);
  });

  test('operations by tile, with the names that tiles have', () => {
    const operations = parseOperations([
      { kind: 'retitleTile', tile_id: 'one', value: 'x' },
      { kind: 'moveTile', tile_id: 'one', to: { x: place.x, y: 4 } },
      { kind: 'setTheme', value: { mode: 'dark' } },
    ]);
    expect(operationLines(operations, boardOf(tile))).toEqual(['Theme', 'One: title “x”, moved']);
  });

  test('a dashboard that another one was put in place of, by what is different', () => {
    const before = boardOf(tile);
    const after = { ...before, title: 'Other', tiles: [{ ...tile, title: 'Renamed', text: 'x' }] };
    const replace = (spec: typeof before) => [{ kind: 'replaceSpec' as const, spec }];
    expect(replacedLines(replace(after), replace(before))).toEqual(['Renamed: text, title', 'Dashboard: title']);
    expect(replacedLines([{ kind: 'retitle', value: 'x' }], [{ kind: 'retitle', value: 'y' }])).toBeUndefined();
  });
});

test('keys are commands, but not with other keys held', () => {
  const key = (pressed: string, held: object = {}) =>
    commandOfKey({ key: pressed, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...held })?.id;
  expect(['a', 'w', 'e', 'd', 'Delete', 'u', 'h', 'x'].map(pressed => key(pressed))).toEqual([
    'add',
    'words',
    'edit',
    'duplicate',
    'remove',
    'undo',
    'history',
    undefined,
  ]);
  expect(key('z', { metaKey: true })).toBe('undo');
  expect(key('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
  expect([key('a', { ctrlKey: true }), key('d', { altKey: true }), key('Delete', { shiftKey: true })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
