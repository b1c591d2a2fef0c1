import type { DialectName } from './nodes.ts';

const engines: Readonly<Record<DialectName, string>> = {
  duckdb: 'DuckDB',
  trino: 'Athena (Trino)',
  redshift: 'Redshift',
};

/** Errors of the dialects: a tree that an engine cannot run with the meaning our language gives it. */
export const dialectMessages = {
  'dialect.unsupported': (d: { function: string; dialect: DialectName; instead: string }) =>
    `${engines[d.dialect]} cannot run ${d.function} with the same meaning as the other engines. ${d.instead}`,
  'dialect.constant_invalid': (d: { value: string; type: string; expected: string }) =>
    `${JSON.stringify(d.value)} is not a ${d.type}: expected ${d.expected}.`,
} as const;
