import { SophiaError } from '../../errors.ts';
import type { QueryEngine } from '../../ports/query-engine.ts';
import { MAX_IDENTIFIER_LENGTH } from '../expression/identifier.ts';
import { draftStructure } from './draft/datasets.ts';
import { draftMetrics } from './draft/metrics.ts';
import { measureReferences, profileTables } from './draft/profile.ts';
import { chooseReferences, referenceCandidates } from './draft/references.ts';
import type { MeasuredReference, TableProfile } from './draft/types.ts';
import { wordsOf } from './draft/words.ts';
import { writeModel } from './draft/write.ts';

export interface DraftInput {
  /** What the model is called; `data` when it has no usable letters. */
  readonly name: string;
  readonly tables: readonly TableProfile[];
  /** Possible references with what was measured of them. */
  readonly references: readonly MeasuredReference[];
}

/**
 * Proposes a model file for tables that were measured: a dataset a table with its keys, typed fields, relationships
 * whose names and values agree, a count for each dataset, sums of what adds up and averages of what does not.
 * The text loads as it is and is written to be edited. The same input gives the same text.
 * @throws SophiaError model.draft_empty when there is no table with a column
 */
export function draftModel({ name, tables, references }: DraftInput): string {
  const usable = tables
    .map(withoutUnnameable)
    .filter(table => isNameable(table) && table.columns.length > 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (usable.length === 0) throw new SophiaError('model.draft_empty', [], {});
  const keys = new Set(usable.flatMap(table => table.columns.map(column => `${table.name}\n${column.name}`)));
  const known = references.filter(
    ({ from, fromColumns, to, toColumns }) =>
      fromColumns.every(name => keys.has(`${from}\n${name}`)) && toColumns.every(name => keys.has(`${to}\n${name}`)),
  );
  const structure = draftStructure(usable, chooseReferences(known, usable));
  return writeModel(wordsOf(name).join('_') || 'data', structure, draftMetrics(structure));
}

function withoutUnnameable(table: TableProfile): TableProfile {
  const columns = table.columns.filter(isNameable);
  const names = new Set(columns.map(column => column.name));
  return { ...table, columns, keys: table.keys.filter(key => key.every(name => names.has(name))) };
}

/** Whether an expression can refer to it: names longer than the standard allows are left out. */
const isNameable = ({ name }: { readonly name: string }): boolean =>
  name.length > 0 && name.length <= MAX_IDENTIFIER_LENGTH && !name.includes('\0');

/**
 * Measures every table of an engine and proposes a model for them; those with a damaged file are left out and told.
 * Reads the data several times: seconds for millions of rows.
 * @throws SophiaError model.draft_empty, engine.*
 */
export async function draftModelText(
  engine: QueryEngine,
  options: { readonly name?: string | undefined; readonly leaveOut?: (fault: SophiaError) => void } = {},
): Promise<string> {
  const tables = await profileTables(engine, options.leaveOut ?? (() => undefined));
  const references = await measureReferences(engine, referenceCandidates(tables));
  return draftModel({ name: options.name ?? 'data', tables, references });
}
