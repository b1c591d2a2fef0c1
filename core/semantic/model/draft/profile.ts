import { isSophiaError, type SophiaError } from '../../../errors.ts';
import type { Cell, QueryEngine, TableDescription } from '../../../ports/query-engine.ts';
import { emitStatement } from '../../../sql/emit.ts';
import type { Relation, Select, SelectColumn } from '../../../sql/nodes.ts';
import type { Call, Expression } from '../../expression/nodes.ts';
import { compositeKeyCandidates, singleKeyCandidates } from './keys.ts';
import type { ColumnProfile, MeasuredReference, Reference, TableProfile } from './types.ts';

/** Columns measured by one statement, so that wide tables make no endless ones. */
const COLUMNS_A_STATEMENT = 25;

const column = (name: string, relation = 't'): Expression => ({ kind: 'column', relation, name });
const call = (name: string, argument: Expression, distinct = false): Call => ({
  kind: 'call',
  name,
  arguments: [argument],
  ...(distinct && { distinct }),
});
const star: Expression = { kind: 'star' };
const table = (name: string, alias = 't'): Relation => ({ kind: 'table', parts: [name], alias });

const select = (from: Relation, columns: readonly Expression[], others: Partial<Select> = {}): Select => ({
  kind: 'select',
  with: [],
  distinct: false,
  columns: columns.map((expression, index): SelectColumn => ({ expression, alias: `c${index}` })),
  from,
  joins: [],
  where: [],
  groupBy: [],
  having: [],
  orderBy: [],
  ...others,
});

async function firstRow(engine: QueryEngine, query: Select): Promise<readonly Cell[]> {
  const { rows } = await engine.run(emitStatement(query, engine.dialect), { maxRows: 1 });
  return rows[0] ?? [];
}

/**
 * Measures every table of the engine: row counts, nulls, different values, ranges and keys.
 * @param leaveOut told of each table whose file turns out to be damaged when its rows are read; the others are measured
 */
export async function profileTables(
  engine: QueryEngine,
  leaveOut: (fault: SophiaError) => void,
): Promise<readonly TableProfile[]> {
  const profiles: TableProfile[] = [];
  // One after the other: each statement uses the whole engine anyway.
  for (const description of await engine.tables()) {
    try {
      profiles.push(await profileTable(engine, description));
    } catch (error) {
      if (!isSophiaError(error) || error.code !== 'engine.table_unreadable') throw error;
      leaveOut(error);
    }
  }
  return profiles;
}

async function profileTable(engine: QueryEngine, description: TableDescription): Promise<TableProfile> {
  const from = table(description.name);
  const [rowCount] = (await firstRow(engine, select(from, [call('COUNT', star)]))).map(Number);
  const measured: ColumnProfile[] = [];
  for (let at = 0; at < description.columns.length; at += COLUMNS_A_STATEMENT) {
    const group = description.columns.slice(at, at + COLUMNS_A_STATEMENT);
    measured.push(...(await profileColumns(engine, from, group, rowCount ?? 0)));
  }
  const keys = await findKeys(engine, description.name, rowCount ?? 0, measured);
  return { name: description.name, rowCount: rowCount ?? 0, columns: measured, keys };
}

async function profileColumns(
  engine: QueryEngine,
  from: Relation,
  columns: TableDescription['columns'],
  rowCount: number,
): Promise<readonly ColumnProfile[]> {
  const isNumber = (type: string) => type === 'integer' || type === 'decimal' || type === 'float';
  const items = columns.flatMap(({ name, type }) => {
    const counts = [call('COUNT', column(name))];
    if (type === 'other') return counts;
    counts.push(call('APPROX_COUNT_DISTINCT', column(name)));
    return isNumber(type) ? [...counts, call('MIN', column(name)), call('MAX', column(name))] : counts;
  });
  const cells = (await firstRow(engine, select(from, items))).values();
  const next = (): Cell => cells.next().value ?? null;
  return columns.map(({ name, type }): ColumnProfile => {
    const nulls = rowCount - Number(next());
    const distinct = type === 'other' ? 0 : Number(next());
    if (!isNumber(type)) return { name, type, nulls, distinct };
    return { name, type, nulls, distinct, minimum: next() ?? undefined, maximum: next() ?? undefined };
  });
}

/** All unique columns; without any, the first unique pair or triple. Counted exactly. */
async function findKeys(
  engine: QueryEngine,
  name: string,
  rowCount: number,
  columns: readonly ColumnProfile[],
): Promise<readonly (readonly string[])[]> {
  const keys: (readonly string[])[] = [];
  for (const candidate of singleKeyCandidates(name, rowCount, columns)) {
    const [distinct] = await firstRow(engine, select(table(name), [call('COUNT', column(candidate), true)]));
    if (Number(distinct) === rowCount) keys.push([candidate]);
  }
  if (keys.length > 0) return keys;
  for (const candidate of compositeKeyCandidates(rowCount, columns)) {
    if ((await countGroups(engine, name, candidate)) === rowCount) return [candidate];
  }
  return [];
}

async function countGroups(engine: QueryEngine, name: string, columns: readonly string[]): Promise<number> {
  const groups = select(
    table(name),
    columns.map(part => column(part)),
    { distinct: true },
  );
  const [count] = await firstRow(engine, select(subquery(groups), [call('COUNT', star)]));
  return Number(count);
}

const subquery = (query: Select, alias = 't'): Relation => ({ kind: 'subquery', query, alias });

/** Counts how many of the values that refer are there in the table referred to. */
export async function measureReferences(
  engine: QueryEngine,
  references: readonly Reference[],
): Promise<readonly MeasuredReference[]> {
  const measured: MeasuredReference[] = [];
  for (const reference of references) {
    const [values, found] = (await firstRow(engine, containment(reference))).map(Number);
    measured.push({ ...reference, values: values ?? 0, found: found ?? 0 });
  }
  return measured;
}

/** Different values on the left, joined with a unique key on the right: no row is counted twice. */
function containment({ from, fromColumns, to, toColumns }: Reference): Select {
  const left = select(
    table(from, 's'),
    fromColumns.map(name => column(name, 's')),
    {
      distinct: true,
      where: fromColumns.map(name => ({ kind: 'isNull', operand: column(name, 's'), negated: true })),
    },
  );
  const on = fromColumns
    .map(
      (_, i): Expression => ({
        kind: 'binary',
        operator: '=',
        left: column(`c${i}`),
        right: column(toColumns[i]!, 'k'),
      }),
    )
    .reduce((a, b): Expression => ({ kind: 'binary', operator: 'AND', left: a, right: b }));
  return select(subquery(left), [call('COUNT', star), call('COUNT', column(toColumns[0]!, 'k'))], {
    joins: [{ type: 'LEFT', relation: table(to, 'k'), on }],
  });
}
