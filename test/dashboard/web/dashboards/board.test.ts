import { describe, expect, test } from '@jest/globals';
import { ApiProblem } from '../../../../dashboard/web/src/api/problem.ts';
import { boardKey, neighbour } from '../../../../dashboard/web/src/dashboards/board-keys.ts';
import { type BoardState, boardAfter, firstBoard } from '../../../../dashboard/web/src/dashboards/board-state.ts';
import { concernedTiles, contentChanged } from '../../../../dashboard/web/src/dashboards/concerned.ts';
import { selectedIn, withClick, withoutCross } from '../../../../dashboard/web/src/dashboards/cross.ts';
import type { DashboardSpec, Tile, TileEvent } from '../../../../dashboard/web/src/dashboards/dashboards-api.ts';
import { behindTile, nextField } from '../../../../dashboard/web/src/dashboards/drill-path.ts';
import { isPlain, mediumWidths, phoneOrder } from '../../../../dashboard/web/src/dashboards/flow.ts';
import { numberFacts } from '../../../../dashboard/web/src/dashboards/number-facts.ts';
import { intervalsOf, refreshPlan } from '../../../../dashboard/web/src/dashboards/refresh-plan.ts';
import { fieldOfColumn } from '../../../../dashboard/web/src/tiles/field-of-column.ts';

const plan = (extra: object = {}): NonNullable<Tile['plan']> => ({
  ...{ version: 1, measures: [{ name: 'revenue', metric: 'revenue' }], dimensions: [], fields: [], where: [] },
  ...{ steps: [], having: [], orderBy: [], ...extra },
});
const tile = (id: string, extra: Partial<Tile> = {}): Tile => ({
  ...{ id, kind: 'bar', title: id, at: { x: 0, y: 0, w: 6, h: 4 }, plan: plan(), ...extra },
});
const spec = (tiles: Tile[], extra: Partial<DashboardSpec> = {}): DashboardSpec => ({
  ...{ version: 1, id: 'd', title: 'D', model: 'shop', theme: { mode: 'system', density: 'comfortable' } },
  ...{ features: [], filters: [], tiles, ...extra },
});
const free = { bedrock_cost: 0, database_cost: 0, lambda_cost: 0, total_cost: 0 };
const event = (tile_id: string, extra: Partial<TileEvent> = {}): TileEvent => ({
  ...{ kind: 'tile', tile_id, query_id: 'q', status: 'answered', message: '', chart: { kind: 'bar', y: [] } },
  ...{ results: { columns: [], rows: [], truncated: false }, sparkline: null, not_applied: [], restrictions: [] },
  ...{ explanation: null, sql: null, cost: free, cached: false, execution_time: 0, freshness: null, ...extra },
});

describe('what is known of tiles', () => {
  const problem = new ApiProblem({ type: 'x', status: 0, title: 't', detail: 'd' });
  const asked = boardAfter(firstBoard({}), { kind: 'asked', tiles: ['a', 'b'] });

  test('an answer ends waiting; what is not answered when a load breaks off has its problem, the others keep theirs', () => {
    const came = boardAfter(asked, { kind: 'came', events: [event('a')], at: 5 });
    const over = boardAfter(came, { kind: 'over', tiles: ['a', 'b'], problem });
    expect(over.tiles['a']).toMatchObject({ waiting: false, at: 5, event: { tile_id: 'a' } });
    expect(over.tiles['a']?.problem).toBeUndefined();
    expect(over.tiles['b']).toMatchObject({ waiting: false, problem });
  });
  test('the last answer stays while the next is asked for', () => {
    const came = boardAfter(asked, { kind: 'came', events: [event('a')], at: 5 });
    const again = boardAfter(came, { kind: 'asked', tiles: ['a'] });
    expect(again.tiles['a']).toMatchObject({ waiting: true, event: { tile_id: 'a' } });
  });
  test('fields that were found not to narrow a tile are remembered once', () => {
    const missed = event('a', { not_applied: [{ what: 'filter', field: 'x.y', reason: '' }] });
    const once = boardAfter(asked, { kind: 'came', events: [missed], at: 1 });
    expect(once.unreached).toEqual({ a: ['x.y'] });
    expect(boardAfter(once, { kind: 'came', events: [missed], at: 2 }).unreached).toBe(once.unreached);
  });
});

describe('which tiles a change concerns', () => {
  const board = spec([tile('a'), tile('b'), tile('own', { time: { pinned: true } }), tile('t', { plan: undefined })], {
    filters: [
      { id: 'all', label: 'All', field: 'sales.region', kind: 'values' },
      { id: 'one', label: 'One', field: 'sales.product', kind: 'values', tiles: ['b'] },
    ],
  });

  test('a filter those it names, all without names', () => {
    expect(concernedTiles(board, {}, { filters: { one: { selected: ['x'] } } }, {})).toEqual(['b']);
    expect(concernedTiles(board, {}, { filters: { all: null } }, {})).toEqual(['a', 'b', 'own']);
  });
  test('a click all but the clicked one and those that its field does not reach, when it comes and when it goes', () => {
    const view = { cross: [{ tile_id: 'a', field: 'sales.region', values: ['x'] }] };
    expect(concernedTiles(board, {}, view, { own: ['sales.region'] })).toEqual(['b']);
    expect(concernedTiles(board, view, {}, {})).toEqual(['b', 'own']);
    expect(concernedTiles(board, view, structuredClone(view), {})).toEqual([]);
  });
  test('the window those that have none of their own', () => {
    expect(concernedTiles(board, {}, { time: { range: { kind: 'current', unit: 'month' } } }, {})).toEqual(['a', 'b']);
  });
  test('an edit of looks loads nothing, one of a plan its tile, one of the window all', () => {
    const looks = spec([tile('a', { title: 'B', at: { x: 6, y: 0, w: 6, h: 4 } })]);
    expect(contentChanged(spec([tile('a')]), looks)).toEqual([]);
    expect(
      contentChanged(spec([tile('a'), tile('b')]), spec([tile('a', { plan: plan({ limit: 1 }) }), tile('b')])),
    ).toEqual(['a']);
    const window = { time: { range: { kind: 'current', unit: 'year' } } } as const;
    expect(contentChanged(spec([tile('a'), tile('b')]), spec([tile('a'), tile('b')], window))).toEqual(['a', 'b']);
  });
});

describe('clicks', () => {
  const months = tile('m', { plan: plan({ time: { field: 'sales.day', grain: 'month' } }) });

  test('a value narrows, the same again does not, another of the tile takes its place', () => {
    const once = withClick({}, tile('a'), [{ field: 'sales.region', value: 'Europe' }]);
    expect(once).toEqual({ cross: [{ tile_id: 'a', field: 'sales.region', values: ['Europe'] }] });
    expect(withClick(once, tile('a'), [{ field: 'sales.region', value: 'Europe' }])).toEqual({});
    const other = withClick(once, tile('a'), [{ field: 'sales.region', value: null }]);
    expect(other.cross).toEqual([{ tile_id: 'a', field: 'sales.region', values: [null] }]);
    expect(withoutCross(other, other.cross![0]!)).toEqual({});
  });
  test('a period narrows by its whole length and is shown as chosen by its beginning', () => {
    const view = withClick({}, months, [{ field: 'sales.day', value: '2026-01-01' }]);
    const period = { kind: 'between', start: '2026-01-01', end: '2026-02-01' };
    expect(view.cross).toEqual([{ tile_id: 'm', field: 'sales.day', period }]);
    expect(selectedIn(view, 'm')).toEqual([{ field: 'sales.day', values: ['2026-01-01'] }]);
    expect(selectedIn(view, 'a')).toEqual([]);
  });
  test('columns are of the field that they are grouped by; numbers, bands and computed ones of none', () => {
    const dimensions = [
      { field: 'sales.region' },
      { field: 'shops.region' },
      { field: 'sales.product', name: 'what' },
      { field: 'sales.amount', width: 10, name: 'band' },
    ];
    const grouped = { plan: plan({ dimensions, time: { field: 'sales.day', grain: 'month' } }) };
    const fields = ['sales_region', 'shops_region', 'what', 'day', 'band', 'revenue'].map(name =>
      fieldOfColumn(grouped, name),
    );
    expect(fields).toEqual(['sales.region', 'shops.region', 'sales.product', 'sales.day', undefined, undefined]);
  });
  test('weekdays and months of the year are groups of their own, two of one date side by side; periods beside others are none', () => {
    const parts = {
      id: 'p',
      plan: plan({
        dimensions: [
          { field: 'sales.day', part: 'dayofweek', name: 'weekday' },
          { field: 'sales.day', part: 'hour', name: 'hour' },
          { field: 'sales.day', grain: 'year', name: 'year' },
        ],
      }),
    };
    const [weekday, hour, year] = ['weekday', 'hour', 'year'].map(name => fieldOfColumn(parts, name));
    expect(year).toBeUndefined();
    const view = withClick({}, parts, [
      { field: weekday!, value: 'Monday' },
      { field: hour!, value: 9 },
    ]);
    expect(view.cross).toEqual([
      { tile_id: 'p', field: 'sales.day', part: 'dayofweek', values: ['Monday'] },
      { tile_id: 'p', field: 'sales.day', part: 'hour', values: [9] },
    ]);
    expect(selectedIn(view, 'p')).toEqual([
      { field: weekday, values: ['Monday'] },
      { field: hour, values: [9] },
    ]);
  });
  test('the way down goes from coarse to fine, then to the rows', () => {
    const path = tile('a', { drill: ['p.group', 'p.name', 'p.size'] });
    const step = (field: string) => ({ field, value: 'x' });
    expect(nextField(path, [])).toBe('p.group');
    expect(nextField(path, [step('P.name')])).toBe('p.size');
    expect(nextField(path, [step('p.group'), step('p.name'), step('p.size')])).toBeUndefined();
    const groups = behindTile(path, [step('p.group')], event('a', { chart: { kind: 'bar', y: [] } }));
    expect([groups.kind, fieldOfColumn(groups, 'name')]).toEqual(['bar', 'p.name']);
    const rows = behindTile(path, [step('p.size')], event('a'));
    expect([rows.kind, fieldOfColumn(rows, 'name')]).toEqual(['table', undefined]);
  });
});

describe('places', () => {
  const at = (x: number, y: number, w: number, h: number) => ({ at: { x, y, w, h } });
  const tiles = [
    tile('chart', at(0, 2, 6, 4)),
    tile('left', { ...at(0, 0, 3, 2), kind: 'number' }),
    tile('right', { ...at(6, 2, 6, 4), kind: 'number' }),
    tile('middle', { ...at(3, 0, 4, 2), kind: 'table' }),
  ];

  test('on a phone numbers come first, each part in reading order', () => {
    expect(phoneOrder(tiles).map(({ id }) => id)).toEqual(['left', 'right', 'middle', 'chart']);
  });
  test('one number with nothing below it is plain', () => {
    const number = tile('one', { kind: 'number' });
    expect(isPlain(number)).toBe(true);
    expect(isPlain({ ...number, kind: 'table' })).toBe(false);
    expect(isPlain({ ...number, comparison: { with: 'previousYear' } })).toBe(false);
    expect(isPlain({ ...number, target: { value: 5 } })).toBe(false);
    const two = [...plan().measures, { name: 'orders', metric: 'orders' }];
    expect(isPlain({ ...number, plan: plan({ measures: two }) })).toBe(false);
  });
  test('on six columns rows are filled: 3 and 3, then one for each chart', () => {
    expect([...mediumWidths(tiles)]).toEqual([
      ['left', 3],
      ['middle', 3],
      ['chart', 6],
      ['right', 6],
    ]);
    expect([...mediumWidths(tiles.slice(0, 2))]).toEqual([
      ['left', 6],
      ['chart', 6],
    ]);
  });
  test('arrows go to what lies next, and from nowhere to the first', () => {
    expect(neighbour(tiles, undefined, [1, 0])).toBe('left');
    expect(neighbour(tiles, 'left', [1, 0])).toBe('middle');
    expect(neighbour(tiles, 'left', [0, 1])).toBe('chart');
    expect(neighbour(tiles, 'chart', [1, 0])).toBe('right');
    expect(neighbour(tiles, 'right', [0, -1])).toBe('middle');
    expect(neighbour(tiles, 'left', [-1, 0])).toBeUndefined();
  });
});

describe('keys', () => {
  const opened = {
    dashboard_id: 'd',
    revision: 1,
    url: '',
    updated_at: '',
    updated_by: '',
    role: 'editor',
    may_remove: true,
    built_in: false,
  } as const;
  const state = (extra: Partial<BoardState>): BoardState => ({
    ...firstBoard({}),
    dashboard: { kind: 'ready', value: { ...opened, spec: spec([tile('a')]) } },
    ...extra,
  });
  const nowhere = { within: undefined, on: false };

  test('Esc goes up from behind a number, out of full screen, back from a click, and then does nothing here', () => {
    const drills = { a: { steps: [], waiting: false } };
    const cross = [{ field: 'x.y', values: ['z'] }];
    expect(boardKey('Escape', state({ full: 'a', drills, view: { cross } }), nowhere)).toEqual({
      kind: 'up',
      tile: 'a',
    });
    expect(boardKey('Escape', state({ full: 'a', view: { cross } }), nowhere)).toEqual({
      kind: 'full',
      tile: undefined,
    });
    expect(boardKey('Escape', state({ view: { cross } }), nowhere)).toEqual({ kind: 'uncross' });
    expect(boardKey('Escape', state({}), nowhere)).toBeUndefined();
  });
  test('arrows belong to what is in a tile while the focus is there', () => {
    expect(boardKey('ArrowRight', state({}), { within: 'a', on: false })).toBeUndefined();
    expect(boardKey('ArrowRight', state({}), nowhere)).toEqual({ kind: 'focus', tile: 'a' });
    expect(boardKey('f', state({}), { within: 'a', on: false })).toEqual({ kind: 'full', tile: 'a' });
    expect(boardKey('f', state({}), nowhere)).toBeUndefined();
    expect(boardKey('r', state({}), nowhere)).toEqual({ kind: 'refresh' });
  });
});

describe('numbers', () => {
  const column = (name: string, extra: object = {}) =>
    ({
      name,
      label: name,
      type: 'decimal',
      role: 'measure',
      unit: 'USD',
      format: 'currency',
      decimals: 2,
      ...extra,
    }) as const;
  const facts = (row: (string | number | null)[], extra: Partial<Tile> = {}, format = {}) => {
    const columns = [
      column('m', format),
      column('m_before', format),
      column('m_growth', { unit: undefined, format: 'percent' }),
    ];
    const number = tile('n', { kind: 'number', comparison: { with: 'previousYear' }, ...extra });
    return numberFacts(number, event('n', { results: { columns, rows: [row], truncated: false } }));
  };

  test('the change is told by its sign, in good and bad', () => {
    expect(facts(['120', '100', 0.2])[0]?.change).toMatchObject({
      direction: 'up',
      tone: 'good',
      text: '+20.0\u202f%',
    });
    expect(facts(['80', '100', -0.2])[0]?.change).toMatchObject({ direction: 'down', tone: 'bad' });
    expect(facts(['100', '100', 0.0001])[0]?.change).toMatchObject({ direction: 'same', tone: 'neutral' });
    expect(facts(['100', null, null])[0]?.change).toMatchObject({ direction: 'unknown' });
    expect(facts(['120', '100', 0.2])).toHaveLength(1);
  });
  test('unless a rule says otherwise', () => {
    const rules = [{ column: 'm_growth', operator: '>', value: 0, tone: 'bad' } as const];
    expect(facts(['120', '100', 0.2], { style: { rules } })[0]?.change?.tone).toBe('bad');
  });
  test('shares differ by points', () => {
    const share = { unit: undefined, format: 'percent', decimals: 1 };
    expect(facts([0.9, 0.8, 0.125], {}, share)[0]?.change?.text).toBe('+10.0 points');
  });
  test('the target is reached by a share', () => {
    expect(facts(['150', null, null], { target: { value: 200, label: 'plan' } })[0]?.target).toMatchObject({
      share: 0.75,
    });
    expect(facts([null, null, null], { target: { value: 200 } })[0]?.target?.share).toBeUndefined();
  });
});

describe('asking again', () => {
  test('at the tile’s interval, else the dashboard’s, else a minute where it is to be live', () => {
    const tiles = [tile('a', { refresh: 10 }), tile('b'), tile('t', { plan: undefined })];
    expect([...intervalsOf(spec(tiles))]).toEqual([['a', 10]]);
    expect([...intervalsOf(spec(tiles, { refresh: 30 }))]).toEqual([
      ['a', 10],
      ['b', 30],
    ]);
    expect(intervalsOf(spec(tiles, { features: ['real-time-updates'] })).get('b')).toBe(60);
  });
  test('what is due is asked, and the next is waited for', () => {
    const intervals = new Map([
      ['a', 10],
      ['b', 30],
    ]);
    const cameAt = (id: string) => (id === 'a' ? 1_000 : 5_000);
    expect(refreshPlan(intervals, cameAt, 6_000)).toEqual({ due: [], wait: 5_000 });
    expect(refreshPlan(intervals, cameAt, 11_000)).toEqual({ due: ['a'], wait: 10_000 });
    expect(refreshPlan(new Map(), cameAt, 0)).toEqual({ due: [], wait: undefined });
  });
});
