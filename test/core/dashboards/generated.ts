import fc from 'fast-check';
import { firstFree } from '../../../core/dashboards/layout.ts';
import type { OperationInput } from '../../../core/dashboards/operations/schema.ts';
import { parseSpec } from '../../../core/dashboards/parse-spec.ts';
import type { DashboardSpec, Tile } from '../../../core/dashboards/spec.ts';

/** Specifications and operations at random: ids are few, so that they meet. */

const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const id = fc.constantFrom(...ids);
const title = fc.constantFrom('Revenue', 'Orders <b>', 'Ünïcode', 'x');
const size = fc.record({ w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 6 }) });
const place = size.chain(({ w, h }) =>
  fc.record({
    x: fc.integer({ min: 0, max: 12 - w }),
    y: fc.integer({ min: 0, max: 12 }),
    w: fc.constant(w),
    h: fc.constant(h),
  }),
);
const plan = fc
  .record({ metric: fc.constantFrom('revenue', 'orders'), field: fc.constantFrom('sales.region', 'sales.product') })
  .map(({ metric, field }) => ({ measures: [{ name: metric, metric }], dimensions: [{ field }] }));
const dataKind = fc.constantFrom('number', 'bar', 'line', 'table', 'pie');
const content = fc.oneof(
  fc.record({ kind: dataKind, title, plan }),
  fc.record({ kind: fc.constant('text'), title, text: fc.string({ unit: 'grapheme-ascii', maxLength: 20 }) }),
);
const tile = (tileId: fc.Arbitrary<string>) =>
  fc.record({ id: tileId, at: place, rest: content }).map(({ rest, ...own }) => ({ ...own, ...rest }) as Tile);

const filter = fc.record({
  id: fc.constantFrom('one', 'two'),
  label: title,
  field: fc.constantFrom('sales.region', 'sales.product'),
  kind: fc.constantFrom('value', 'values'),
  selected: fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
});

/** A specification whose tiles lie apart. */
export const spec: fc.Arbitrary<DashboardSpec> = fc
  .record({
    tiles: fc.uniqueArray(tile(id), { maxLength: 6, selector: one => one.id }),
    filters: fc.uniqueArray(filter, { maxLength: 2, selector: one => one.id }),
    title,
    // With holes between the tiles, or as tidy as can be.
    stretch: fc.constantFrom(1, 2),
  })
  .map(({ tiles, stretch, ...rest }) => {
    const apart: Tile[] = [];
    for (const one of tiles) apart.push({ ...one, at: firstFree(apart, one.at) });
    const placed = apart.map(one => ({ ...one, at: { ...one.at, y: one.at.y * stretch } }));
    return parseSpec({ version: 1, id: 'board', model: 'shop', tiles: placed, ...rest });
  });

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const k = <K extends string>(kind: K) => fc.constant(kind);
const style = fc.record({ color: fc.constantFrom('red', '#00ff00') });
const time = fc.record({
  range: fc.record({
    kind: fc.constant('previous'),
    unit: fc.constantFrom('month', 'year'),
    count: fc.integer({ min: 1, max: 9 }),
  }),
});

const note = fc.record({
  id: fc.constantFrom('one', 'two'),
  kind: fc.constantFrom('line', 'band', 'note'),
  axis: fc.constantFrom('x', 'y'),
  from: fc.constantFrom(1, '2026-01-01'),
});

/** Every kind that there is: those that are missing here fail the test that counts them. */
export const operation = fc.oneof(
  fc.record({ kind: k('addTile'), tile: tile(id) }),
  fc.record({ kind: k('removeTile'), tile_id: id }),
  fc.record({
    kind: k('moveTile'),
    tile_id: id,
    to: fc.record({ x: fc.integer({ min: 0, max: 11 }), y: fc.integer({ min: 0, max: 12 }) }),
  }),
  fc.record({ kind: k('resizeTile'), tile_id: id, to: size }),
  fc.record({ kind: k('arrange'), places: fc.dictionary(id, place, { maxKeys: 2 }) }),
  fc.record({ kind: k('tidy') }),
  fc.record({ kind: k('changePlan'), tile_id: id, plan }),
  fc.record({ kind: k('changeKind'), tile_id: id, to: dataKind }),
  fc.record({ kind: k('retitleTile'), tile_id: id, value: title }),
  fc.record({ kind: k('describeTile'), tile_id: id, value: orNull(title) }),
  fc.record({ kind: k('restyleTile'), tile_id: id, value: orNull(style) }),
  fc.record({
    kind: k('changeEncoding'),
    tile_id: id,
    value: orNull(fc.record({ x: fc.constantFrom('region', 'product') })),
  }),
  fc.record({
    kind: k('setComparison'),
    tile_id: id,
    value: orNull(fc.record({ with: fc.constantFrom('previousPeriod', 'previousYear') })),
  }),
  fc.record({ kind: k('setTarget'), tile_id: id, value: orNull(fc.record({ value: fc.integer() })) }),
  fc.record({ kind: k('setTileTime'), tile_id: id, value: orNull(time) }),
  fc.record({ kind: k('setTileRefresh'), tile_id: id, value: orNull(fc.integer({ min: 5, max: 60 })) }),
  fc.record({
    kind: k('setSparkline'),
    tile_id: id,
    value: orNull(fc.record({ grain: fc.constantFrom('day', 'month'), periods: fc.integer({ min: 2, max: 400 }) })),
  }),
  fc.record({
    kind: k('setAnnotations'),
    tile_id: id,
    value: orNull(fc.uniqueArray(note, { maxLength: 2, selector: one => one.id })),
  }),
  fc.record({
    kind: k('setDrillPath'),
    tile_id: id,
    value: orNull(fc.subarray(['sales.region', 'sales.product'])),
  }),
  fc.record({
    kind: k('setText'),
    tile_id: id,
    value: orNull(fc.string({ unit: 'grapheme-ascii', maxLength: 20 })),
  }),
  fc.record({ kind: k('retitle'), value: title }),
  fc.record({ kind: k('describe'), value: orNull(title) }),
  // Who edits is among them: others would not see it any more.
  fc.record({ kind: k('setPersonas'), value: orNull(fc.constantFrom(['analyst'], ['analyst', 'bob'])) }),
  fc.record({ kind: k('setRefresh'), value: orNull(fc.integer({ min: 5, max: 86_400 })) }),
  fc.record({ kind: k('setFilters'), value: fc.uniqueArray(filter, { maxLength: 2, selector: one => one.id }) }),
  fc.record({ kind: k('replaceSpec'), spec }),
  fc.record({ kind: k('setFolder'), value: orNull(fc.constantFrom('x', 'x/y')) }),
  fc.record({ kind: k('setTheme'), value: fc.record({ mode: fc.constantFrom('dark', 'light') }) }),
  fc.record({ kind: k('setTime'), value: orNull(time) }),
  fc.record({ kind: k('setFeatures'), value: fc.uniqueArray(fc.constantFrom('cost-tracking', 'export-reports')) }),
  fc.record({ kind: k('putFilter'), filter }),
  fc.record({ kind: k('removeFilter'), filter_id: fc.constantFrom('one', 'two') }),
) as fc.Arbitrary<OperationInput>;

/** Anything at all, in the shapes that documents have. */
export const junk = fc.anything({
  maxDepth: 4,
  key: fc.constantFrom(
    'kind',
    'tile_id',
    'value',
    'tile',
    'to',
    'plan',
    'at',
    'id',
    'tiles',
    'filters',
    '__proto__',
    'x',
  ),
});
