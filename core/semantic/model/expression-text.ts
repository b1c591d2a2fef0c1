import { isSophiaError } from '../../errors.ts';
import type { Expression } from '../expression/nodes.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Entry } from './entry.ts';
import type { FaultLog } from './faults.ts';
import { present, readMaps, wrongShape } from './read.ts';

export interface ParsedExpression {
  readonly text: string;
  readonly expression: Expression;
}

/** Stands in for an expression that could not be read, so that the rest can be checked. */
const UNREADABLE: ParsedExpression = Object.freeze({
  text: '',
  expression: Object.freeze<Expression>({ kind: 'literal', type: 'null', value: null }),
});

interface Candidate {
  readonly dialect: string;
  readonly entry: Entry;
  readonly text: string;
}

/** Dialects of the standard's own language, best first. */
const STANDARD = ['OSSIE_SQL_2026', 'ANSI_SQL'];
/** Vendors' SQL in the order in which it is tried; dialects not listed come after these, by name. */
const VENDORS = ['SNOWFLAKE', 'DATABRICKS', 'BIGQUERY'];
/** Languages that are no SQL. */
const FOREIGN = new Set(['MDX', 'DAX', 'TABLEAU', 'MAQL']);

/**
 * The expression of a field or metric, given as text or per dialect. Of several dialects the choice is always the
 * same: `Ossie_SQL_2026`, then `ANSI_SQL`; without either, the first of Snowflake, Databricks, BigQuery and
 * then the others by name whose text the standard's subset can read.
 */
export function readExpression(map: Entry, what: string, faults: FaultLog): ParsedExpression {
  const entry = present(map, 'expression');
  if (!entry) {
    faults.add(map, 'model.missing', { what, key: 'expression' });
    return UNREADABLE;
  }
  if (entry.text !== undefined) return parseText(entry, entry.text, faults);
  if (!entry.isMap) return wrongShape(entry, 'a text or a map with dialects', faults) ?? UNREADABLE;
  const candidates = readCandidates(entry, faults);
  if (candidates.length === 0) {
    faults.add(entry, 'model.missing', { what, key: 'dialects' });
    return UNREADABLE;
  }
  const chosen = chooseDialect(candidates);
  if (chosen) return parseText(chosen.entry, chosen.text, faults);
  const found = candidates.map(candidate => candidate.dialect).join(', ');
  faults.add(entry, 'model.dialect_unsupported', { found });
  return UNREADABLE;
}

function readCandidates(entry: Entry, faults: FaultLog): readonly Candidate[] {
  return readMaps(entry, 'dialects', faults).flatMap(item => {
    const text = present(item, 'expression')?.text;
    const dialect = present(item, 'dialect')?.text ?? 'Ossie_SQL_2026';
    if (text !== undefined) return [{ dialect, text, entry: item.get('expression') ?? item }];
    faults.add(item, 'model.missing', { what: `The ${dialect} dialect`, key: 'expression' });
    return [];
  });
}

function chooseDialect(candidates: readonly Candidate[]): Candidate | undefined {
  const named = (name: string) => candidates.find(({ dialect }) => dialect.toUpperCase() === name);
  for (const name of STANDARD) {
    const candidate = named(name);
    if (candidate) return candidate;
  }
  const others = candidates.map(({ dialect }) => dialect.toUpperCase()).filter(name => !FOREIGN.has(name));
  const ranked = [...new Set([...VENDORS.filter(name => others.includes(name)), ...others.toSorted()])];
  const sql = ranked.flatMap(name => named(name) ?? []);
  return sql.find(({ text }) => isReadable(text)) ?? sql[0];
}

function isReadable(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch (error) {
    if (isSophiaError(error)) return false;
    throw error;
  }
}

function parseText(entry: Entry, text: string, faults: FaultLog): ParsedExpression {
  try {
    return { text, expression: parseExpression(text) };
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    faults.addError(entry, error);
    return UNREADABLE;
  }
}
