import fc from 'fast-check';
import type { OperationInput } from '../../../../core/dashboards/operations/schema.ts';
import { DATA_KINDS, TILE_KINDS } from '../../../../core/dashboards/spec.ts';

/** Tiles and edits at random over odd values: such as somebody may write, sensible or not. */

type Shape = Record<string, unknown>;

const perhaps = <T>(value: fc.Arbitrary<T>, often = 2) =>
  fc.option(value, { nil: undefined, freq: often }).map(one => one as T | undefined);
const METRICS = ['odd_count', 'odd_size', 'odd_greatest', 'odd_mean', 'odd_whole', 'odd_nothing'] as const;
const COLUMNS = [...METRICS, 'many_count', 'name', 'place', 'kind', 'day', 'flag', 'team', 'compared', 'nowhere'];
const column = fc.constantFrom(...COLUMNS);
const columns = fc.uniqueArray(column, { minLength: 1, maxLength: 3 });
const words = fc.oneof(
  fc.constantFrom('Revenue', '<script>throw 1</script>', '‏مرحبا', '__proto__', 'W'.repeat(120)),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
);
const extreme = fc.oneof(fc.constantFrom(0, -0, 1, 1e308, -1e308, 5e-324, 2 ** 53), fc.double({ noNaN: true }));
const grain = fc.constantFrom('year', 'quarter', 'month', 'week', 'day', 'hour');
const date = fc.constantFrom('0001-01-01', '2025-12-31', '2026-02-28', '2026-03-01', '9999-12-31');
const range = fc.oneof(
  fc.record({ kind: fc.constant('between'), start: date, end: date }),
  fc.record({ kind: fc.constant('since'), start: date }),
  fc.record({
    kind: fc.constantFrom('previous', 'past', 'next'),
    unit: grain,
    count: fc.integer({ min: 1, max: 10_000 }),
  }),
  fc.record({ kind: fc.constantFrom('current', 'toDate'), unit: grain }),
);

const dimensionOf = (dataset: 'odd' | 'many') =>
  dataset === 'many'
    ? fc.constantFrom<Shape>(
        { field: 'many.team' },
        { field: 'many.day', grain: 'month' },
        { field: 'many.n', width: 7 },
      )
    : fc.constantFrom<Shape>(
        { field: 'odd.name' },
        { field: 'odd.place' },
        { field: 'odd.kind' },
        { field: 'odd.flag' },
        { field: 'odd.day', grain: 'year' },
        { field: 'odd.size', width: 10 },
        { field: 'odd.whole' },
      );
const filter = fc.oneof(
  fc.constantFrom<Shape>(
    { field: 'odd.name', operator: '=', values: ["'; DROP TABLE odd; --"] },
    { field: 'odd.kind', operator: 'isMissing' },
    { field: 'odd.size', operator: '>', values: [1e308] },
    { field: 'odd.kind', operator: '=', values: ['nowhere'] },
  ),
);
const steps = (measure: string) =>
  fc.constantFrom<readonly Shape[]>(
    [],
    [],
    [{ kind: 'shareOfTotal', name: 'compared', measure }],
    [{ kind: 'runningTotal', name: 'compared', measure }],
    [{ kind: 'comparison', name: 'compared', measure, with: 'previousYear', output: 'growth' }],
  );

const groups = fc.constantFrom<'odd' | 'many'>('odd', 'odd', 'odd', 'many').chain(dataset => {
  const metric = dataset === 'many' ? fc.constant('many_count') : fc.constantFrom(...METRICS);
  return fc.uniqueArray(metric, { minLength: 1, maxLength: 3 }).chain(metrics =>
    fc.record({
      measures: fc.constant(metrics.map(name => ({ name, metric: name }))),
      dimensions: fc.uniqueArray(dimensionOf(dataset), { maxLength: 3, selector: one => String(one['field']) }),
      where: fc.array(filter, { maxLength: dataset === 'odd' ? 1 : 0 }),
      time: perhaps(
        fc.record({ field: fc.constant(`${dataset}.day`), range: perhaps(range, 1), grain: perhaps(grain) }),
      ),
      steps: steps(metrics[0] ?? ''),
      orderBy: perhaps(
        fc.constantFrom('ASC', 'DESC').map(direction => [{ column: metrics[0], direction }]),
        1,
      ),
      limit: perhaps(fc.integer({ min: 1, max: 100_000 }), 1),
    }),
  );
});
const listing = fc.record({
  fields: fc.uniqueArray(
    fc.constantFrom('odd.name', 'odd.place', 'odd.kind', 'odd.day', 'odd.size', 'odd.whole', 'odd.flag'),
    { minLength: 1, maxLength: 7 },
  ),
  limit: perhaps(fc.integer({ min: 1, max: 200 })),
});
const plan = fc.oneof({ weight: 5, arbitrary: groups }, { weight: 1, arbitrary: listing });

const color = fc.constantFrom('accent', 'red', '#000000', '#FFFFFF');
const style = fc.record({
  color: perhaps(color),
  colors: perhaps(fc.dictionary(fc.constantFrom('a', 'Germany', 'constructor', '<b>'), color, { maxKeys: 3 })),
  legend: perhaps(fc.boolean()),
  labels: perhaps(fc.boolean()),
  decimals: perhaps(fc.integer({ min: 0, max: 10 })),
  rules: perhaps(
    fc.array(
      fc.record({
        column,
        operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
        value: fc.oneof(words, extreme, fc.boolean()),
        tone: fc.constantFrom('neutral', 'good', 'warning', 'bad'),
        marks: perhaps(fc.constantFrom('cell', 'row')),
      }),
      { maxLength: 3 },
    ),
  ),
});
const encoding = fc.record({
  x: perhaps(column, 1),
  y: perhaps(columns, 1),
  series: perhaps(column, 1),
  size: perhaps(column, 1),
  label: perhaps(column, 1),
  rows: perhaps(columns, 1),
  columns: perhaps(columns, 1),
  orientation: perhaps(fc.constantFrom('vertical', 'horizontal')),
  arrangement: perhaps(fc.constantFrom('grouped', 'stacked', 'percent')),
  shape: perhaps(fc.constantFrom('pie', 'donut')),
  totals: perhaps(fc.boolean()),
});
const annotation = fc.record({
  id: fc.constantFrom('one', 'two', 'three'),
  kind: fc.constantFrom('line', 'band', 'note'),
  axis: fc.constantFrom('x', 'y'),
  from: fc.oneof(extreme, date),
  to: perhaps(fc.oneof(extreme, date)),
  label: perhaps(words),
  tone: perhaps(fc.constantFrom('neutral', 'bad')),
});

/** What a tile that shows numbers may have besides them. */
const looks = {
  encoding: perhaps(encoding, 1),
  style: perhaps(style, 1),
  comparison: perhaps(fc.record({ with: fc.constantFrom('previousPeriod', 'previousYear') }), 1),
  sparkline: perhaps(fc.record({ grain, periods: fc.integer({ min: 2, max: 400 }) }), 1),
  target: perhaps(fc.record({ value: extreme, label: perhaps(words) }), 1),
  annotations: perhaps(fc.uniqueArray(annotation, { maxLength: 3, selector: one => one.id }), 1),
  time: perhaps(fc.record({ range: perhaps(range), pinned: perhaps(fc.boolean()) }), 1),
  drill: perhaps(fc.subarray(['odd.place', 'odd.kind', 'odd.name']), 1),
};

const place = fc.record({
  x: fc.integer({ min: 0, max: 6 }),
  y: fc.integer({ min: 0, max: 12 }),
  w: fc.integer({ min: 1, max: 6 }),
  h: fc.integer({ min: 1, max: 6 }),
});
const rows = fc.record({ kind: fc.constantFrom(...DATA_KINDS), plan, ...looks });
const others = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: fc.string({ unit: 'grapheme', maxLength: 200 }) }),
  fc.record({
    kind: fc.constant('text'),
    text: fc.constantFrom('# <b>x', '[a](javascript:alert(1))', '- '.repeat(500)),
  }),
  fc.record({ kind: fc.constant('filter'), filter: fc.constantFrom('kinds', 'sizes', 'days', 'missing') }),
  fc.record({ kind: fc.constantFrom('question', 'upload') }),
);
const content = fc.oneof({ weight: 8, arbitrary: rows as fc.Arbitrary<Shape> }, { weight: 1, arbitrary: others });

/** Members that are not there, not members that are undefined: as documents have it. */
const written = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A tile of any kind. Not every one is accepted: that is the server's to say. */
export const anyTile = (id: string): fc.Arbitrary<Shape> =>
  fc.record({ at: place, title: words, rest: content }).map(({ rest, ...own }) => written({ id, ...own, ...rest }));

/** Controls over odd fields that tiles may show. */
export const FILTERS = [
  { id: 'kinds', label: 'Kinds', field: 'odd.kind', kind: 'values' },
  { id: 'sizes', label: 'Sizes', field: 'odd.size', kind: 'numberRange' },
  { id: 'days', label: 'Days', field: 'odd.day', kind: 'date' },
] as const;

/** Changes of a tile's look or content, or of the whole. */
export const anyEdit = (ids: readonly string[]): fc.Arbitrary<OperationInput> => {
  const tile_id = fc.constantFrom(...ids);
  const of = (kind: string, member: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ kind: fc.constant(kind), tile_id, ...member });
  const orNull = (value: fc.Arbitrary<unknown>) => value.map(one => one ?? null);
  const edit = fc.oneof(
    of('changePlan', { plan }),
    of('changeKind', { to: fc.constantFrom(...TILE_KINDS) }),
    of('changeEncoding', { value: orNull(looks.encoding) }),
    of('restyleTile', { value: orNull(looks.style) }),
    of('setComparison', { value: orNull(looks.comparison) }),
    of('setSparkline', { value: orNull(looks.sparkline) }),
    of('setTarget', { value: orNull(looks.target) }),
    of('setAnnotations', { value: orNull(looks.annotations) }),
    of('setTileTime', { value: orNull(looks.time) }),
    of('resizeTile', { to: fc.record({ w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 24 }) }) }),
    of('removeTile', {}),
    fc.record({ kind: fc.constant('setTime'), value: orNull(perhaps(fc.record({ range }))) }),
    fc.record({ kind: fc.constant('tidy') }),
  );
  return edit.map(one => written(one) as unknown as OperationInput);
};
