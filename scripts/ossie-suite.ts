import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { parse } from 'yaml';

const help = `Runs a folder of conformance cases on DuckDB and prints a table.

  npm run ossie:suite -- DIR [--filter TEXT]

DIR holds datasets/NAME/schema.sql and, anywhere below tests/, folders with metadata.yaml, model.yaml, query.json
and gold.sql. A case passes when its rows equal those of gold.sql (in order when the query orders), or, where an
error is expected, when that code comes on standard error. Exit code 1 when a case fails.
`;

interface Case {
  readonly folder: string;
  readonly name: string;
  readonly dataset: string;
  readonly errorCode?: string | undefined;
}

interface Outcome {
  readonly passed: boolean;
  readonly reason: string;
}

type Row = readonly (string | null)[];

async function casesBelow(folder: string): Promise<readonly Case[]> {
  const files = await readdir(folder, { recursive: true });
  const folders = files
    .filter(file => path.basename(file) === 'metadata.yaml')
    .map(file => path.join(folder, path.dirname(file)));
  return Promise.all(
    folders.sort().map(async (caseFolder): Promise<Case> => {
      const metadata = parse(await readFile(path.join(caseFolder, 'metadata.yaml'), 'utf8')) as Record<string, unknown>;
      const expected = metadata['expected_error'] ? String(metadata['expected_error_code'] ?? 'E') : undefined;
      return {
        folder: caseFolder,
        name: path.basename(caseFolder),
        dataset: String(metadata['dataset']),
        errorCode: expected,
      };
    }),
  );
}

interface Printed {
  readonly code: number | null;
  readonly sql: string;
  readonly errors: string;
}

/** Runs the command as the suite does: a process of its own, SQL on one stream and errors on the other. */
function printSql(folder: string): Promise<Printed> {
  const script = path.join(import.meta.dirname, 'ossie.ts');
  const args = [
    'sql',
    '--model',
    path.join(folder, 'model.yaml'),
    '--query-file',
    path.join(folder, 'query.json'),
    '--dialect',
    'duckdb',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [sql, errors] = ['', ''];
    child.stdout.on('data', chunk => {
      sql += String(chunk);
    });
    child.stderr.on('data', chunk => {
      errors += String(chunk);
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code, sql, errors }));
  });
}

/** Numbers are compared as numbers, whatever their type. */
function cellText(value: DuckDBValue): string | null {
  if (value === null) return null;
  const text = String(value);
  const number = Number(text);
  return typeof value !== 'boolean' && text.trim() !== '' && Number.isFinite(number)
    ? String(Number(number.toPrecision(12)))
    : text;
}

async function rowsOf(schema: string, sql: string): Promise<readonly Row[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    if (schema) await connection.run(schema);
    const reader = await connection.runAndReadAll(sql);
    return reader.getRows().map(row => row.map(cellText));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function runCase(root: string, { folder, dataset, errorCode }: Case): Promise<Outcome> {
  const printed = await printSql(folder);
  if (errorCode !== undefined) {
    const passed = printed.code !== 0 && printed.errors.includes(errorCode);
    return {
      passed,
      reason: passed ? '' : `expected ${errorCode}, got ${printed.code === 0 ? 'SQL' : printed.errors.trim()}`,
    };
  }
  if (printed.code !== 0) return { passed: false, reason: printed.errors.trim() };
  const schemaFile = path.join(root, 'datasets', dataset, 'schema.sql');
  const schema = existsSync(schemaFile) ? await readFile(schemaFile, 'utf8') : '';
  const query = JSON.parse(await readFile(path.join(folder, 'query.json'), 'utf8')) as Record<string, unknown>;
  const ordered = [query['order_by'], query['orderBy']].some(orders => Array.isArray(orders) && orders.length > 0);
  try {
    const [own, gold] = [
      await rowsOf(schema, printed.sql),
      await rowsOf(schema, await readFile(path.join(folder, 'gold.sql'), 'utf8')),
    ];
    return compared(own, gold, ordered);
  } catch (error) {
    return { passed: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function compared(own: readonly Row[], gold: readonly Row[], ordered: boolean): Outcome {
  const texts = (rows: readonly Row[]) => {
    const all = rows.map(row => JSON.stringify(row));
    return ordered ? all : all.sort();
  };
  const [left, right] = [texts(own), texts(gold)];
  const passed = left.length === right.length && left.every((row, index) => row === right[index]);
  return {
    passed,
    reason: passed ? '' : `rows ${left.slice(0, 5).join(' ')}; expected ${right.slice(0, 5).join(' ')}`,
  };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { filter: { type: 'string', default: '' }, help: { type: 'boolean', default: false } },
  });
  const [root] = positionals;
  if (values.help || !root) {
    process.stdout.write(help);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const cases = (await casesBelow(existsSync(path.join(root, 'tests')) ? path.join(root, 'tests') : root)).filter(
    item => item.folder.includes(values.filter),
  );
  let passed = 0;
  for (const item of cases) {
    const outcome = await runCase(root, item);
    if (outcome.passed) passed += 1;
    process.stdout.write(`${outcome.passed ? 'pass' : 'FAIL'}  ${item.name.padEnd(48)} ${outcome.reason}\n`);
  }
  process.stdout.write(`${passed} of ${cases.length} pass\n`);
  if (passed < cases.length || cases.length === 0) process.exitCode = 1;
}

await main();
