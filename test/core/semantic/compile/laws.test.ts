import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSophiaError } from '../../../../core/errors.ts';
import { type CompileOptions, compileQuery, parseSemanticQuery } from '../../../../core/semantic/compile/compile.ts';
import { loadModel } from '../../../../core/semantic/model/load.ts';
import { readQuery } from '../../../../core/semantic/query/read-query.ts';
import { resolveModel } from '../../../../core/semantic/resolve/model.ts';
import { emitText } from '../../../../core/sql/emit.ts';
import type { DialectName } from '../../../../core/sql/nodes.ts';
import { faults } from '../../sql/support.ts';

/** Laws that hold for any data: facts of a place and a day, parts of facts, and labels of facts over a bridge. */
const model = resolveModel(
  loadModel(
    `
name: laws
datasets:
  - { name: areas, source: areas, primary_key: [id], fields: [{ name: id, expression: id }, { name: kind, expression: kind }] }
  - { name: places, source: places, primary_key: [id], fields: [{ name: id, expression: id }, { name: area_id, expression: area_id }, { name: tone, expression: tone }, { name: size, expression: size }] }
  - { name: facts, source: facts, primary_key: [id], fields: [{ name: id, expression: id }, { name: place_id, expression: place_id }, { name: flag, expression: flag }, { name: value, expression: value }, { name: nth, expression: "ROW_NUMBER() OVER (PARTITION BY place_id ORDER BY value, id)" }] }
  - { name: parts, source: parts, primary_key: [id], fields: [{ name: id, expression: id }, { name: fact_id, expression: fact_id }, { name: weight, expression: weight }] }
  - { name: labels, source: labels, primary_key: [id], fields: [{ name: id, expression: id }, { name: color, expression: color }] }
  - { name: tags, source: tags, primary_key: [fact_id, label_id], fields: [{ name: fact_id, expression: fact_id }, { name: label_id, expression: label_id }] }
  - { name: events, source: events, primary_key: [id], fields: [{ name: id, expression: id }, { name: place_id, expression: place_id }, { name: value, expression: value }] }
relationships:
  - { name: place_area, from: places, to: areas, from_columns: [area_id], to_columns: [id] }
  - { name: fact_place, from: facts, to: places, from_columns: [place_id], to_columns: [id] }
  - { name: part_fact, from: parts, to: facts, from_columns: [fact_id], to_columns: [id] }
  - { name: tag_fact, from: tags, to: facts, from_columns: [fact_id], to_columns: [id] }
  - { name: tag_label, from: tags, to: labels, from_columns: [label_id], to_columns: [id] }
  - { name: event_place, from: events, to: places, from_columns: [place_id], to_columns: [id] }
metrics:
  - { name: total, expression: SUM(facts.value) }
  - { name: fact_count, expression: COUNT(facts.id) }
  - { name: place_count, expression: COUNT(places.id) }
  - { name: mean, expression: "total / NULLIF(fact_count, 0)" }
  - { name: event_total, expression: SUM(events.value) }
  - { name: event_count, expression: COUNT(events.id) }
`,
    { file: 'laws.yaml' },
  ),
);

const id = fc.integer({ min: 1, max: 5 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 5 });
const word = fc.constantFrom('a', 'b', 'c');
const table = <T extends object>(row: fc.Arbitrary<T>, maxLength: number) =>
  fc.array(row, { maxLength }).map(rows => rows.map((item, index) => ({ id: index + 1, ...item })));
const data = fc.record({
  areas: table(fc.record({ kind: orNull(word) }), 3),
  places: table(fc.record({ area_id: orNull(id), tone: orNull(word), size: orNull(fc.nat(9)) }), 4),
  facts: table(
    fc.record({ place_id: orNull(id), flag: orNull(word), value: orNull(fc.integer({ min: -9, max: 9 })) }),
    8,
  ),
  parts: table(fc.record({ fact_id: orNull(id), weight: orNull(fc.nat(3)) }), 10),
  labels: table(fc.record({ color: orNull(word) }), 4),
  tags: fc.uniqueArray(fc.record({ fact_id: id, label_id: id }), {
    maxLength: 10,
    selector: t => `${t.fact_id} ${t.label_id}`,
  }),
  events: table(fc.record({ place_id: orNull(id), value: fc.nat(9) }), 6),
});
type Data = typeof data extends fc.Arbitrary<infer T> ? T : never;

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const columns = {
  areas: 'id INTEGER, kind VARCHAR',
  places: 'id INTEGER, area_id INTEGER, tone VARCHAR, size INTEGER',
  facts: 'id INTEGER, place_id INTEGER, flag VARCHAR, value INTEGER',
  parts: 'id INTEGER, fact_id INTEGER, weight INTEGER',
  labels: 'id INTEGER, color VARCHAR',
  tags: 'fact_id INTEGER, label_id INTEGER',
  events: 'id INTEGER, place_id INTEGER, value INTEGER',
} as const;

async function store(rows: Data): Promise<void> {
  const cell = (value: unknown) =>
    value === null || value === undefined ? 'NULL' : typeof value === 'string' ? `'${value}'` : String(value);
  const statements = Object.entries(columns).map(([name, definition]) => {
    const names = definition.split(', ').map(part => part.split(' ')[0]!);
    const values = (rows[name as keyof Data] as readonly object[]).map(
      row => `(${names.map(column => cell((row as Record<string, unknown>)[column])).join(', ')})`,
    );
    return `CREATE OR REPLACE TABLE ${name} (${definition});${values.length > 0 ? `INSERT INTO ${name} VALUES ${values.join(', ')};` : ''}`;
  });
  await connection.run(statements.join('\n'));
}

const sqlOf = (query: object, dialect: DialectName = 'duckdb', options: CompileOptions = {}): string =>
  emitText(compileQuery(parseSemanticQuery(readQuery(query), model), model, options).query, dialect);

async function ask(
  query: object,
  options: CompileOptions = {},
): Promise<readonly (readonly (string | number | null)[])[]> {
  const rows = (await connection.runAndReadAll(sqlOf(query, 'duckdb', options))).getRows();
  return rows.map(row => row.map(cell => (typeof cell === 'bigint' ? Number(cell) : (cell as string | number | null))));
}

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
const asMap = (rows: readonly (readonly (string | number | null)[])[]) =>
  new Map(rows.map(row => [row[0] as string | null, row[1] as number | null]));
const runs = { numRuns: 40 };
const reachable = ['facts.flag', 'places.tone', 'areas.kind', 'places.size', 'facts.id'];

test('groups of a fact by what it reaches N:1 add up to the total, and count every row', async () => {
  await fc.assert(
    fc.asyncProperty(data, fc.subarray(reachable, { minLength: 1 }), async (rows, dimensions) => {
      await store(rows);
      const groups = await ask({ dimensions, measures: ['total', 'fact_count'] });
      expect(sum(groups.map(group => group.at(-2) as number | null))).toBe(sum(rows.facts.map(fact => fact.value)));
      expect(sum(groups.map(group => group.at(-1) as number))).toBe(rows.facts.length);
    }),
    runs,
  );
});

test('a finer dimension repeats nothing: each row counts once in each group it is in', async () => {
  await fc.assert(
    fc.asyncProperty(data, async rows => {
      await store(rows);
      const expected = new Map<string | null, number>();
      for (const fact of rows.facts) {
        const weights = rows.parts
          .filter(part => part.fact_id === fact.id)
          .map(part => (part.weight === null ? null : String(part.weight)));
        for (const weight of new Set(weights.length > 0 ? weights : [null]))
          expected.set(weight, (expected.get(weight) ?? 0) + (fact.value ?? 0));
      }
      const groups = asMap(
        (await ask({ dimensions: ['parts.weight'], measures: ['total'] })).map(([w, v]) => [
          w === null ? null : String(w),
          v ?? 0,
        ]),
      );
      expect([...groups].sort()).toEqual([...expected].sort());
    }),
    runs,
  );
});

test('a bridge repeats nothing and drops no row', async () => {
  await fc.assert(
    fc.asyncProperty(data, async rows => {
      await store(rows);
      const expected = new Map<string | null, number>();
      for (const fact of rows.facts) {
        const colors = rows.tags
          .filter(tag => tag.fact_id === fact.id)
          .map(tag => rows.labels.find(label => label.id === tag.label_id)?.color ?? null);
        for (const color of new Set(colors.length > 0 ? colors : [null]))
          expected.set(color, (expected.get(color) ?? 0) + 1);
      }
      expect([...asMap(await ask({ dimensions: ['labels.color'], measures: ['fact_count'] }))].sort()).toEqual(
        [...expected].sort(),
      );
    }),
    runs,
  );
});

test('a filter on a finer dataset keeps a row at most once', async () => {
  await fc.assert(
    fc.asyncProperty(
      data,
      fc.constantFrom('parts.weight >= 1', 'parts.weight IS NULL', "labels.color = 'a'", "NOT labels.color = 'a'"),
      async (rows, filter) => {
        await store(rows);
        const parts = (fact: { id: number }) => rows.parts.filter(part => part.fact_id === fact.id);
        const colors = (fact: { id: number }) =>
          rows.tags
            .filter(tag => tag.fact_id === fact.id)
            .map(tag => rows.labels.find(label => label.id === tag.label_id)?.color ?? null);
        const passes: Readonly<Record<string, (fact: { id: number }) => boolean>> = {
          'parts.weight >= 1': fact => parts(fact).some(part => (part.weight ?? 0) >= 1),
          'parts.weight IS NULL': fact => parts(fact).length === 0 || parts(fact).some(part => part.weight === null),
          "labels.color = 'a'": fact => colors(fact).includes('a'),
          "NOT labels.color = 'a'": fact => colors(fact).some(color => color !== null && color !== 'a'),
        };
        const expected = rows.facts.filter(fact => passes[filter]!(fact)).length;
        expect((await ask({ measures: ['fact_count'], where: [filter] }))[0]).toEqual([expected]);
      },
    ),
    runs,
  );
});

test('two facts together show what each shows alone, and no group is lost', async () => {
  await fc.assert(
    fc.asyncProperty(data, fc.constantFrom('places.tone', 'areas.kind'), async (rows, dimension) => {
      await store(rows);
      const both = await ask({ dimensions: [dimension], measures: ['total', 'event_total'] });
      const left = asMap(await ask({ dimensions: [dimension], measures: ['total'] }));
      const right = asMap(await ask({ dimensions: [dimension], measures: ['event_total'] }));
      const expected = [...new Set([...left.keys(), ...right.keys()])].map(key => [
        key,
        left.get(key) ?? null,
        right.get(key) ?? null,
      ]);
      expect(both.map(row => JSON.stringify(row)).sort()).toEqual(expected.map(row => JSON.stringify(row)).sort());
    }),
    runs,
  );
});

const rowFilter = fc.constantFrom<Readonly<Record<string, string>>>(
  { facts: "flag = 'a'" },
  { facts: "places.tone = 'b'" },
  { places: "tone = 'a'" },
  { places: "areas.kind = 'a'", facts: 'value > 0' },
  { parts: 'weight > 1', tags: "labels.color = 'b'" },
  { areas: "kind = 'c'", events: "places.tone = 'a'", labels: "color = 'a'" },
);

test('a row filter never widens: the rows seen under it are rows seen without', async () => {
  await fc.assert(
    fc.asyncProperty(
      data,
      rowFilter,
      fc.constantFrom('facts', 'places', 'parts', 'events'),
      async (rows, rowFilters, home) => {
        await store(rows);
        const query = { dataset: home, fields: [`${home}.id`] };
        const all = new Set((await ask(query)).map(row => row[0]));
        const seen = (await ask(query, { rowFilters })).map(row => row[0]);
        expect(seen.every(row => all.has(row!))).toBe(true);
        expect(new Set(seen).size).toBe(seen.length);
      },
    ),
    runs,
  );
});

test('a row filter holds wherever its dataset is read: grouped, filtered on, or over a bridge', async () => {
  await fc.assert(
    fc.asyncProperty(data, async rows => {
      await store(rows);
      const rowFilters = { labels: "color = 'a'", parts: 'weight > 1', places: "tone = 'b'" };
      const colors = await ask({ dimensions: ['labels.color'], measures: ['fact_count'] }, { rowFilters });
      expect(colors.every(([color]) => color === 'a' || color === null)).toBe(true);
      const tones = await ask(
        { dimensions: ['places.tone'], measures: ['total', 'event_total', 'place_count'] },
        { rowFilters },
      );
      expect(tones.every(([tone]) => tone === 'b' || tone === null)).toBe(true);
      const light = await ask({ measures: ['fact_count'], where: ['parts.weight = 1'] }, { rowFilters });
      expect(light).toEqual([[0]]);
    }),
    runs,
  );
});

const query = fc.record({
  dimensions: fc.subarray(['facts.flag', 'places.tone', 'areas.kind', 'labels.color', 'parts.weight'], {
    maxLength: 2,
  }),
  measures: fc.subarray(
    [
      'total',
      'fact_count',
      'place_count',
      'mean',
      'event_total',
      'event_count',
      'AVG(parts.weight) AS weight',
      'MAX(facts.nth) AS last',
    ],
    { minLength: 1, maxLength: 3 },
  ),
  where: fc.subarray(
    ["places.tone <> 'c'", 'parts.weight > 0', "labels.color IN ('a', 'b')", 'facts.nth = 1', 'areas.kind IS NOT NULL'],
    { maxLength: 2 },
  ),
  having: fc.subarray(['fact_count > 0', 'RANK() OVER (ORDER BY fact_count DESC) < 3'], { maxLength: 2 }),
  order_by: fc.subarray(['total DESC', 'COUNT(facts.id)', 'mean NULLS FIRST'], { maxLength: 2 }),
  limit: fc.option(fc.nat(9), { nil: undefined }),
});

test('whatever compiles is the same text every time, runs, and is read by the parser of each dialect', async () => {
  let compiled = 0;
  await store({ areas: [], places: [], facts: [], parts: [], labels: [], tags: [], events: [] });
  await fc.assert(
    fc.asyncProperty(query, rowFilter, async (asked, rowFilters) => {
      let texts: readonly string[];
      try {
        texts = (['duckdb', 'trino', 'redshift'] as const).map(dialect => sqlOf(asked, dialect, { rowFilters }));
      } catch (error) {
        // No safe plan: a code of the standard, never a failure of ours.
        if (!isSophiaError(error)) throw error;
        expect(error.code).toMatch(/^E/);
        return;
      }
      compiled += 1;
      expect(sqlOf(asked, 'duckdb', { rowFilters })).toBe(texts[0]);
      await connection.runAndReadAll(texts[0]!);
      expect(faults(texts[1]!, 'trino')).toEqual([]);
      expect(faults(texts[2]!, 'redshift')).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(compiled).toBeGreaterThan(10);
});
