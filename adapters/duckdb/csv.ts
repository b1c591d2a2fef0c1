import type { DuckDBConnection } from '@duckdb/node-api';
import { exactPath, quoteName, quoteText } from './quoting.ts';
import type { Source } from './sources.ts';

const numeric = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/;

function readCsv(source: Source, options: readonly string[]): string {
  const paths = `[${source.files.map(file => quoteText(exactPath(file.path))).join(', ')}]`;
  const shared = ['header = true', 'sample_size = -1', 'union_by_name = true'];
  if (source.partitioned) shared.push('hive_partitioning = true');
  return `read_csv(${[paths, ...shared, ...options].join(', ')})`;
}

/**
 * Columns that look like numbers but are codes: some value has a leading zero, or more digits than a number keeps.
 * Read as numbers they would silently become other values ("01067" a postcode, 20 digits a bar code).
 */
async function codeColumns(connection: DuckDBConnection, source: Source): Promise<readonly string[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${readCsv(source, [])}`);
  const numbers = described
    .getRowsJson()
    .filter(row => numeric.test(String(row?.[1])))
    .map(row => String(row?.[0]));
  if (numbers.length === 0) return [];
  const checks = numbers.map(
    name => `bool_or(regexp_matches(CAST(${quoteName(name)} AS VARCHAR), '^\\s*[-+]?(0[0-9]|[0-9]{19,})'))`,
  );
  const found = await connection.runAndReadAll(
    `SELECT ${checks.join(', ')} FROM ${readCsv(source, ['all_varchar = true'])}`,
  );
  const [flags = []] = found.getRowsJson();
  return numbers.filter((_, index) => flags[index] === true);
}

/**
 * Writes a CSV source as one Parquet file, so that its types are found once, over all its rows. The first line is the
 * header.
 */
export async function convertCsv(connection: DuckDBConnection, source: Source, target: string): Promise<void> {
  const codes = await codeColumns(connection, source);
  const types = codes.map(name => `${quoteText(name)}: 'VARCHAR'`).join(', ');
  const from = readCsv(source, codes.length > 0 ? [`types = {${types}}`] : []);
  await connection.run(`COPY (SELECT * FROM ${from}) TO ${quoteText(target)} (FORMAT parquet, COMPRESSION zstd)`);
}
