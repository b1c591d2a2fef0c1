import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadPersonas } from '../../core/identity/load-personas.ts';
import { compilePlan } from '../../core/plan/compile.ts';
import { parsePlan } from '../../core/plan/parse.ts';
import { loadModel } from '../../core/semantic/model/load.ts';
import { parseYaml } from '../../core/semantic/model/yaml.ts';
import { resolveModel } from '../../core/semantic/resolve/model.ts';
import { emitText } from '../../core/sql/emit.ts';
import { type Dataset, makeDataset } from '../scripts/dataset.ts';
import { groupedCases, metricSql } from './company-by-hand.ts';

const file = 'models/company.yaml';
const model = resolveModel(loadModel(await readFile(file, 'utf8'), { file }), { file });
const { datasets, metrics } = model.model;
const now = new Date('2026-07-01T00:00:00Z');

let data: Dataset;
beforeAll(async () => {
  data = await makeDataset({ only: 'company', scale: 0.004, seed: 7, until: '2026-06-30' });
});
afterAll(() => data.close());

/** A cell as text, numbers to nine digits: sums of doubles differ in the last ones. */
function cell(value: unknown): string {
  if (value === null) return 'missing';
  const number = typeof value === 'boolean' ? Number.NaN : Number(String(value));
  return Number.isFinite(number) ? String(Number(number.toPrecision(9))) : String(value).replace(' 00:00:00', '');
}
const table = (rows: readonly (readonly unknown[])[]) => rows.map(row => row.map(cell).join(' | ')).sort();

const asked = async (plan: unknown) => {
  const { query } = compilePlan(parsePlan(plan), model, { now, maxRows: 10_000, paths: 'shortest' });
  return table(await data.rows(emitText(query, 'duckdb')));
};

describe('the file', () => {
  test('has no fault, describes all that it names, and uses no word for two things', () => {
    expect(model.faults).toEqual([]);
    const fields = datasets.flatMap(dataset => dataset.fields);
    expect([...datasets, ...metrics, ...fields].filter(each => !each.description).map(each => each.name)).toEqual([]);
    for (const named of [metrics, fields]) {
      const words = named.flatMap(({ name, aiContext }) => [name.replaceAll('_', ' '), ...aiContext.synonyms]);
      const lower = words.map(word => word.toLowerCase());
      expect(lower.filter((word, index) => lower.indexOf(word) !== index)).toEqual([]);
    }
  });

  test('gives every metric a format, and time fields and drill paths that exist', () => {
    const known = new Map(datasets.flatMap(d => d.fields.map(field => [`${d.name}.${field.name}`, field.isTime])));
    expect(metrics.filter(metric => !metric.extension.format).map(metric => metric.name)).toEqual([]);
    for (const { name, extension } of [...metrics, ...datasets]) {
      for (const field of extension.drillPath ?? [])
        expect([name, field, known.has(field)]).toEqual([name, field, true]);
      if (extension.timeField) expect([name, known.get(extension.timeField)]).toEqual([name, true]);
    }
  });
});

describe('on the data', () => {
  test('the key of every dataset is unique, and it has rows', async () => {
    for (const { name, source, primaryKey } of datasets) {
      const from = source.kind === 'table' ? source.parts.at(-1) : '';
      const [rows] = await data.rows(`SELECT count(*), count(DISTINCT (${primaryKey.join(', ')})) FROM ${from}`);
      expect([name, Number(rows![0]) > 0, rows![0]]).toEqual([name, true, rows![1]]);
    }
  });

  test.each(model.model.relationships.map(one => [one.name, one] as const))('%s loses nobody', async (_, one) => {
    const sourceOf = (name: string) => {
      const source = datasets.find(dataset => dataset.name === name)!.source;
      return source.kind === 'table' ? source.parts.at(-1) : '';
    };
    const columns = one.fromColumns.join(', ');
    const lost = `SELECT count(*) FROM ${sourceOf(one.from)} WHERE ${columns} IS NOT NULL AND ${columns} NOT IN (SELECT ${one.toColumns.join(', ')} FROM ${sourceOf(one.to)})`;
    expect(await data.number(lost)).toBe(0);
  });

  test.each(metrics.map(metric => [metric.name] as const))('%s is what its SQL written by hand gives', async name => {
    const byHand = metricSql[name];
    if (!byHand) throw new Error(`Write the SQL of ${name} in company-by-hand.ts.`);
    const expected = table(await data.rows(byHand));
    expect(expected).not.toEqual(['missing']);
    expect(await asked({ measures: [{ name, metric: name }] })).toEqual(expected);
  });

  test.each(groupedCases.map(({ name, ...rest }) => [name, rest] as const))('%s', async (_, { plan, sql }) => {
    const expected = table(await data.rows(sql));
    expect(expected.length).toBeGreaterThan(1);
    expect(await asked(plan)).toEqual(expected);
  });

  test('every metric goes down its drill path', async () => {
    for (const { name, extension } of metrics) {
      for (const field of extension.drillPath ?? []) {
        const rows = await asked({ measures: [{ name, metric: name }], dimensions: [{ field }] });
        expect([name, field, rows.length > 0]).toEqual([name, field, true]);
      }
    }
  });

  test.each([
    [
      'what was won and lost adds up to the level',
      'SELECT count(*) FROM (SELECT snapshot_date, sum(monthly_revenue) - sum(revenue_month_before) AS moved, sum(monthly_revenue) - lag(sum(monthly_revenue)) OVER (ORDER BY snapshot_date) AS changed FROM subscription_month GROUP BY snapshot_date) WHERE moved <> changed',
    ],
    [
      'a subscription that ended brings nothing',
      'SELECT count(*) FROM subscription JOIN subscription_month USING (subscription_number) WHERE snapshot_date >= end_date AND monthly_revenue > 0',
    ],
    [
      'nothing happens after the last day',
      "SELECT count(*) FROM ticket WHERE greatest(opened_at, coalesce(first_response_at, opened_at), coalesce(solved_at, opened_at)) >= DATE '2026-07-01'",
    ],
    [
      'nothing ends before it begins',
      'SELECT (SELECT count(*) FROM subscription WHERE end_date < start_date) + (SELECT count(*) FROM deal WHERE close_date < created_date) + (SELECT count(*) FROM issue WHERE finished_date < started_date) + (SELECT count(*) FROM pull_request WHERE merged_at < first_review_at) + (SELECT count(*) FROM account WHERE customer_since < created_date)',
    ],
    ['only what was lost has a reason', "SELECT count(*) FROM deal WHERE loss_reason IS NOT NULL AND stage <> 'Lost'"],
  ])('%s', async (_, faults) => {
    expect(await data.number(faults)).toBe(0);
  });

  test('the company grows, loses some, and has what real data has: missing values and names of all letters', async () => {
    const revenue = await data.rows(
      'SELECT sum(monthly_revenue) FROM subscription_month GROUP BY snapshot_date ORDER BY snapshot_date',
    );
    expect(Number(revenue.at(-1)![0])).toBeGreaterThan(1.5 * Number(revenue[0]![0]));
    expect(await data.number('SELECT count(end_date) FROM subscription')).toBeGreaterThan(3);
    expect(await data.number('SELECT count(*) - count(industry) FROM account')).toBeGreaterThan(0);
    expect(
      await data.number("SELECT count(*) FROM account WHERE regexp_matches(account_name, '[^ -~]')"),
    ).toBeGreaterThan(5);
  });
});

test('personas of the company name its model, and see what they are for', async () => {
  const path = 'models/company-personas.yaml';
  const personas = loadPersonas(await readFile(path, 'utf8'), { file: path, model: model.model, parse: parseYaml });
  expect(personas.map(({ title, model: asks }) => [title, asks])).toEqual(
    ['Chief Executive', 'Sales Lead', 'Support Lead', 'Project Lead', 'Knowledge Curator'].map(title => [
      title,
      'company',
    ]),
  );
  for (const { examples } of personas) expect(examples).toHaveLength(8);
});
