import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { loadPersonas } from '../../core/identity/load-personas.ts';
import { compileQuery } from '../../core/semantic/compile/compile.ts';
import { loadModel } from '../../core/semantic/model/load.ts';
import type { Field } from '../../core/semantic/model/types.ts';
import { parseYaml } from '../../core/semantic/model/yaml.ts';
import { parseSemanticQuery } from '../../core/semantic/query/parse-semantic-query.ts';
import { SemanticQuerySchema } from '../../core/semantic/query/semantic-query.ts';
import { resolveModel } from '../../core/semantic/resolve/model.ts';
import { emitText } from '../../core/sql/emit.ts';
import { type Dataset, makeDataset } from '../scripts/dataset.ts';
import { groupedCases, metricSql } from './hand-written.ts';

const file = 'models/supply-chain.yaml';
const model = resolveModel(loadModel(await readFile(file, 'utf8'), { file }));
const { datasets, metrics } = model.model;
const fields: ReadonlyMap<string, Field> = new Map(
  datasets.flatMap(d => d.fields.map(f => [`${d.name}.${f.name}`, f])),
);

let data: Dataset;
beforeAll(async () => {
  data = await makeDataset({ scale: 0.008, seed: 7, until: '2026-06-30' });
});
afterAll(() => data.close());

interface Asked {
  readonly dimensions?: readonly string[];
  readonly measures?: readonly string[];
  readonly fields?: readonly string[];
  readonly where?: readonly string[];
  readonly limit?: number;
  readonly rowFilters?: Readonly<Record<string, string>>;
}

function sqlOf({ dimensions = [], measures = [], fields: listed = [], where = [], limit, rowFilters = {} }: Asked) {
  const projected = (texts: readonly string[]) => texts.map(expression => ({ expression }));
  const query = v.parse(SemanticQuerySchema, {
    dimensions: projected(dimensions),
    measures: projected(measures),
    fields: projected(listed),
    where,
    limit,
  });
  return emitText(
    compileQuery(parseSemanticQuery(query, model), model, { paths: 'shortest', rowFilters }).query,
    'duckdb',
  );
}

/** A cell as text, numbers to nine digits: sums of doubles differ in the last ones. */
function cell(value: unknown): string {
  if (value === null) return 'missing';
  const number = typeof value === 'boolean' ? Number.NaN : Number(String(value));
  return Number.isFinite(number) ? String(Number(number.toPrecision(9))) : String(value).replace(' 00:00:00', '');
}
const table = (rows: readonly (readonly unknown[])[]) => rows.map(row => row.map(cell).join(' | ')).sort();

describe('the file', () => {
  test('has no fault in any metric', () => {
    expect(model.faults).toEqual([]);
  });

  test('describes everything that it names', () => {
    const nameless = [...datasets, ...metrics, ...datasets.flatMap(d => d.fields)].filter(each => !each.description);
    expect(nameless.map(each => each.name)).toEqual([]);
  });

  test('counts every metric by a time field, but for those that know only the present', () => {
    for (const { name, extension } of metrics) {
      if (extension.timeField) expect([name, fields.get(extension.timeField)?.isTime]).toEqual([name, true]);
      else expect(name).toMatch(/stock|reorders_due|days_of_cover|warehouse_count/);
    }
  });

  test('never adds stock up over time; an average of snapshots is no level itself', () => {
    const levels = metrics.filter(
      metric => /\bstock_(levels|history)\./.test(metric.text) && !/^(average_|stock_out_rate)/.test(metric.name),
    );
    expect(levels.length).toBeGreaterThan(5);
    expect(levels.filter(metric => metric.extension.semiAdditive !== true).map(metric => metric.name)).toEqual([]);
  });

  test('gives every metric a unit or a format, and drill paths and time fields that exist', () => {
    for (const { name, extension } of [...metrics, ...datasets]) {
      for (const field of extension.drillPath ?? []) expect([name, fields.has(field)]).toEqual([name, true]);
      if (extension.timeField) expect([name, fields.get(extension.timeField)?.isTime]).toEqual([name, true]);
    }
    expect(metrics.filter(metric => !metric.extension.format).map(metric => metric.name)).toEqual([]);
  });

  test('uses no synonym twice among metrics, nor among fields', () => {
    const repeated = (named: readonly { name: string; aiContext: { synonyms: readonly string[] } }[]) => {
      const words = named.flatMap(each => [each.name.replaceAll('_', ' '), ...each.aiContext.synonyms]);
      return words.filter((word, index) => words.indexOf(word) !== index);
    };
    expect(repeated(metrics)).toEqual([]);
    expect(repeated(datasets.flatMap(d => d.fields))).toEqual([]);
  });
});

describe('on the data', () => {
  test.each(datasets.map(d => [d.name, d.fields.map(f => `${d.name}.${f.name}`)] as const))(
    'every field of %s can be listed, and the key is unique',
    async (name, names) => {
      const rows = await data.rows(sqlOf({ fields: names, limit: 50 }));
      expect(rows.length).toBeGreaterThan(0);
      const dataset = datasets.find(each => each.name === name)!;
      const source = dataset.source.kind === 'table' ? dataset.source.parts.at(-1) : undefined;
      const key = dataset.primaryKey.join(', ');
      expect(await data.number(`SELECT count(*) - count(DISTINCT (${key})) FROM ${source}`)).toBe(0);
    },
  );

  test.each(metrics.map(metric => [metric.name] as const))('%s is what its SQL written by hand gives', async name => {
    const byHand = metricSql[name];
    if (!byHand) throw new Error(`Write the SQL of ${name} in hand-written.ts.`);
    const expected = table(await data.rows(byHand));
    expect(expected).not.toEqual(['missing']);
    expect(table(await data.rows(sqlOf({ measures: [name] })))).toEqual(expected);
  });

  test.each(groupedCases.map(grouped => [grouped.name, grouped] as const))('%s', async (_, grouped) => {
    const expected = table(await data.rows(grouped.sql));
    expect(expected.length).toBeGreaterThan(1);
    expect(table(await data.rows(sqlOf(grouped)))).toEqual(expected);
  });

  test.each(
    metrics.flatMap(({ name, extension }) => (extension.timeField ? [[name, extension.timeField] as const] : [])),
  )('%s by month of %s', async (name, timeField) => {
    const rows = await data.rows(sqlOf({ dimensions: [`DATE_TRUNC('month', ${timeField})`], measures: [name] }));
    expect(rows.length).toBeGreaterThan(20);
  });

  test('every metric goes down its drill path', async () => {
    for (const { name, extension } of metrics) {
      for (const field of extension.drillPath ?? []) {
        const rows = await data.rows(sqlOf({ dimensions: [field], measures: [name] }));
        expect([name, field, rows.length > 1]).toEqual([name, field, true]);
      }
    }
  });
});

describe('models/personas.yaml', () => {
  const path = 'models/personas.yaml';
  const load = async () =>
    loadPersonas(await readFile(path, 'utf8'), { file: path, model: model.model, parse: parseYaml });
  const filtersOf = async (name: string) => (await load()).find(persona => persona.name === name)!.rowFilters;

  test('has the three of the trade and one who sees all', async () => {
    const personas = await load();
    expect(personas.map(persona => persona.title)).toEqual([
      'Warehouse Manager',
      'Field Engineer',
      'Procurement Specialist',
      'Executive',
    ]);
    for (const persona of personas) expect(persona.examples).toHaveLength(8);
    expect(personas.at(-1)).toMatchObject({ datasets: '*', metrics: '*' });
  });

  test('a narrowed dataset leaves no way around: what leads to it and may be seen is narrowed too', async () => {
    for (const { name, datasets: seen, rowFilters } of await load()) {
      const narrowed = Object.keys(rowFilters);
      const leading = model.model.relationships.filter(({ to }) => narrowed.includes(to)).map(({ from }) => from);
      const open = leading.filter(each => seen.includes(each) && !narrowed.includes(each));
      expect([name, open]).toEqual([name, []]);
    }
  });

  const european = "JOIN warehouse w USING (warehouse_code) WHERE w.region = 'Europe'";
  const near = "JOIN customer c USING (customer_code) WHERE c.country IN ('Germany', 'Austria', 'Switzerland')";
  test.each([
    ['warehouse_manager', 'order_count', `SELECT count(*) FROM sales_order_header ${european}`],
    [
      'warehouse_manager',
      'line_count',
      `SELECT count(*) FROM sales_order_line JOIN sales_order_header USING (order_number) ${european}`,
    ],
    [
      'warehouse_manager',
      'shipment_count',
      `SELECT count(*) FROM shipment JOIN sales_order_header USING (order_number) ${european}`,
    ],
    ['warehouse_manager', 'stock_on_hand', `SELECT sum(quantity_on_hand) FROM warehouse_product ${european}`],
    [
      'warehouse_manager',
      'units_received',
      `SELECT sum(received_quantity) FROM purchase_order_line JOIN purchase_order_header USING (purchase_order_number) ${european}`,
    ],
    ['warehouse_manager', 'warehouse_count', "SELECT count(*) FROM warehouse WHERE region = 'Europe'"],
    ['field_engineer', 'order_count', `SELECT count(*) FROM sales_order_header ${near}`],
    [
      'field_engineer',
      'revenue',
      `SELECT sum(line_amount) FILTER (line_status <> 'Cancelled') FROM sales_order_line JOIN sales_order_header USING (order_number) ${near}`,
    ],
    [
      'field_engineer',
      'late_deliveries',
      `SELECT count(*) FILTER (delivery_date > s.promised_date) FROM shipment s JOIN sales_order_header USING (order_number) ${near}`,
    ],
    ['procurement_specialist', 'purchase_spend', metricSql.purchase_spend!],
  ])('the %s sees a %s of their own rows alone', async (name, metric, byHand) => {
    const sql = sqlOf({ measures: [metric], rowFilters: await filtersOf(name) });
    expect(table(await data.rows(sql))).toEqual(table(await data.rows(byHand)));
  });
});
