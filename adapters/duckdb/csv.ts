import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import { exactPath, quoteName, quoteText } from './quoting.ts';
import type { Source, SourceFile } from './sources.ts';

const numeric = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/;
const temporal = /^(?:DATE|TIMESTAMP)/;
const delimiters = [',', ';', '\t', '|'] as const;

/** RFC 4180, nothing guessed: a guess may skip lines or take some for comments. */
const form = ['header = true', 'skip = 0', `quote = '"'`, `escape = '"'`, `comment = ''`];

/** The file's first line: its header. */
async function headerOf(file: SourceFile): Promise<string> {
  const bytes = createReadStream(file.path, { highWaterMark: 16_384 });
  const text = file.path.toLowerCase().endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  try {
    for await (const line of createInterface({ input: text })) return line;
    return '';
  } finally {
    bytes.destroy();
  }
}

/**
 * The delimiter is the header's most frequent candidate. Left to guess, the engine takes another one for a file with
 * ragged lines, and all of it for one column of text, where a fault with the line's number is due.
 */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = delimiters.map(delimiter => bare.split(delimiter).length - 1);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}

function readCsv(source: Source, delimiter: string, options: readonly string[]): string {
  const paths = `[${source.files.map(file => quoteText(exactPath(file.path))).join(', ')}]`;
  const shared = [...form, 'sample_size = -1', 'union_by_name = true', `delim = ${quoteText(delimiter)}`];
  if (source.partitioned) shared.push('hive_partitioning = true');
  return `read_csv(${[paths, ...shared, ...options].join(', ')})`;
}

/** Some value has a leading zero, or more digits than a number keeps: a postcode, a bar code. */
const isCode = (name: string): string => `bool_or(regexp_matches(${name}, '^\\s*[-+]?(0[0-9]|[0-9]{19,})'))`;

/** Every value is a date with the day first and with the month first: 03/04/2025. */
function isAmbiguousDate(name: string): string {
  const over12 = (part: string): string =>
    `coalesce(bool_or(TRY_CAST(regexp_extract(${name}, '${part}', 1) AS INTEGER) > 12), false)`;
  return `bool_or(regexp_matches(${name}, '^\\s*\\d{1,2}[^\\d:]\\d{1,2}[^\\d:]\\d'))
    AND NOT ${over12('^\\s*(\\d{1,2})\\D')} AND NOT ${over12('^\\s*\\d{1,2}\\D(\\d{1,2})\\D')}`;
}

/**
 * Columns that must stay text, as their values would silently become others: codes that look like numbers, and dates
 * that can be read in two ways.
 */
async function textColumns(connection: DuckDBConnection, source: Source, delimiter: string): Promise<string[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${readCsv(source, delimiter, [])}`);
  const checks = described.getRowsJson().flatMap(([column, type]) => {
    const name = String(column);
    const text = `CAST(${quoteName(name)} AS VARCHAR)`;
    if (numeric.test(String(type))) return [{ name, check: isCode(text) }];
    return temporal.test(String(type)) ? [{ name, check: isAmbiguousDate(text) }] : [];
  });
  if (checks.length === 0) return [];
  const found = await connection.runAndReadAll(
    `SELECT ${checks.map(({ check }) => check).join(', ')} FROM ${readCsv(source, delimiter, ['all_varchar = true'])}`,
  );
  const [flags = []] = found.getRowsJson();
  return checks.filter((_, index) => flags[index] === true).map(({ name }) => name);
}

/**
 * Writes a CSV source as one Parquet file, so that its types are found once, over all its rows. The first line is the
 * header.
 */
export async function convertCsv(connection: DuckDBConnection, source: Source, target: string): Promise<void> {
  const header = await headerOf(source.files[0]!);
  if (header.trim() === '') throw new Error('it is empty, a header line is missing.');
  const delimiter = delimiterOf(header);
  const texts = await textColumns(connection, source, delimiter);
  const types = texts.map(name => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  const from = readCsv(source, delimiter, texts.length > 0 ? [`types = {${types}}`] : []);
  await connection.run(`COPY (SELECT * FROM ${from}) TO ${quoteText(target)} (FORMAT parquet, COMPRESSION zstd)`);
}
