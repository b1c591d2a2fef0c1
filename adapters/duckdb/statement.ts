import { SophiaError } from '../../core/errors.ts';

/**
 * What a statement is allowed to be, read off the engine's own parse tree: one SELECT over the known tables. The
 * engine is locked down besides; this keeps its catalog, settings and file functions out of reach too.
 */

/** Columns a statement reads of each table (lower-case names); `*` when it reads them all. */
export type ColumnsRead = ReadonlyMap<string, ReadonlySet<string> | '*'>;

type Node = { readonly [key: string]: unknown };

const relations = new Set(['BASE_TABLE', 'SUBQUERY', 'JOIN', 'TABLE_FUNCTION', 'EXPRESSION_LIST', 'EMPTY']);
/** Table functions that make rows out of their arguments alone. */
const tableFunctions = new Set(['range', 'generate_series', 'unnest']);
/** Scalar functions that tell of the machine or leave something behind. */
const refusedFunctions = new Set([
  'current_setting',
  'getenv',
  'getvariable',
  'write_log',
  'nextval',
  'currval',
  'setseed',
  'current_query',
  'txid_current',
]);

const refuse = (reason: string): never => {
  throw new SophiaError('engine.statement_refused', [], { reason });
};

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const lower = (value: unknown): string => text(value).toLowerCase();
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function visit(value: unknown, see: (node: Node, key: string) => void, key = ''): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see, key);
  else if (isNode(value)) {
    see(value, key);
    for (const [name, child] of Object.entries(value)) visit(child, see, name);
  }
}

function onlyStatement(serialized: string): unknown {
  const tree: unknown = JSON.parse(serialized);
  if (!isNode(tree)) return refuse('it could not be parsed.');
  if (tree['error'] === true) {
    const message = text(tree['error_message']);
    if (tree['error_type'] === 'not implemented') return refuse('it is not a SELECT.');
    throw new SophiaError('engine.failed', [], { reason: message });
  }
  const statements = list(tree['statements']);
  return statements.length === 1 ? statements[0] : refuse(`there are ${statements.length} statements.`);
}

function namesOfCommonTables(statement: unknown): Set<string> {
  const names = new Set<string>();
  visit(statement, node => {
    if (isNode(node['cte_map'])) {
      for (const entry of list(node['cte_map']['map'])) if (isNode(entry)) names.add(lower(entry['key']));
    }
    if (node['type'] === 'RECURSIVE_CTE_NODE' || node['type'] === 'CTE_NODE') names.add(lower(node['cte_name']));
  });
  return names;
}

/** The known table that a reference names; undefined for a common table. */
function tableOf(node: Node, tables: ReadonlySet<string>, common: ReadonlySet<string>): string | undefined {
  const name = lower(node['table_name']);
  const schema = lower(node['schema_name']);
  const catalog = lower(node['catalog_name']);
  if (schema === '' && catalog === '' && common.has(name)) return undefined;
  const here = (schema === '' || schema === 'main') && (catalog === '' || catalog === 'memory');
  if (here && tables.has(name)) return name;
  const table = [text(node['catalog_name']), text(node['schema_name']), text(node['table_name'])]
    .filter(Boolean)
    .join('.');
  throw new SophiaError('engine.table_unknown', [table], { table });
}

function checkNode(node: Node, key: string): void {
  const type = text(node['type']);
  // A join and a set operation both have a left and a right: relations the one, queries (…_NODE) the other.
  const isSide = (key === 'left' || key === 'right') && 'sample' in node && !type.endsWith('_NODE');
  const isRelation = key === 'from_table' || isSide;
  if (isRelation && !relations.has(type)) refuse(`it uses ${type.toLowerCase()}.`);
  if (type === 'TABLE_FUNCTION') {
    const name = isNode(node['function']) ? lower(node['function']['function_name']) : '';
    if (!tableFunctions.has(name)) refuse(`it calls the table function ${name}.`);
  }
  if (type === 'FUNCTION' && refusedFunctions.has(lower(node['function_name']))) {
    refuse(`it calls the function ${lower(node['function_name'])}.`);
  }
}

/** Tables that stand directly in a FROM, not those of its subqueries. */
function directTables(from: unknown): readonly Node[] {
  if (!isNode(from)) return [];
  if (from['type'] === 'JOIN') return [...directTables(from['left']), ...directTables(from['right'])];
  return from['type'] === 'BASE_TABLE' ? [from] : [];
}

class Reading {
  readonly columns = new Map<string, Set<string> | '*'>();
  readonly aliases = new Map<string, Set<string>>();

  table(name: string, alias: string): void {
    if (!this.columns.has(name)) this.columns.set(name, new Set());
    const tables = this.aliases.get(alias) ?? new Set();
    this.aliases.set(alias, tables.add(name));
  }

  all(table: string): void {
    this.columns.set(table, '*');
  }

  /** A name that stands alone may be any table's column; the sizes of those without it are none. */
  column(names: readonly string[]): void {
    const [first = '', second] = names;
    const owners = second === undefined ? undefined : this.aliases.get(first);
    for (const [table, read] of this.columns) {
      if (read === '*') continue;
      if (owners === undefined) for (const name of names) read.add(name);
      else if (owners.has(table)) read.add(second!);
    }
  }
}

function readTables(statement: unknown, tables: ReadonlySet<string>): Reading {
  const common = namesOfCommonTables(statement);
  const reading = new Reading();
  visit(statement, (node, key) => {
    checkNode(node, key);
    if (node['type'] !== 'BASE_TABLE') return;
    const table = tableOf(node, tables, common);
    if (table !== undefined) reading.table(table, lower(node['alias']) || table);
  });
  return reading;
}

function readStars(select: Node, reading: Reading): void {
  const direct = directTables(select['from_table']);
  visit(select['select_list'], node => {
    if (node['type'] !== 'STAR') return;
    const relation = lower(node['relation_name']);
    for (const table of direct) {
      const name = lower(table['table_name']);
      if (relation === '' || relation === (lower(table['alias']) || name)) {
        if (reading.columns.has(name)) reading.all(name);
      }
    }
  });
}

/**
 * Checks a statement and tells what it reads.
 *
 * @param serialized what `json_serialize_sql` made of the statement
 * @param tables names of the tables there are, in lower case
 * @throws SophiaError engine.statement_refused for anything but one SELECT, engine.table_unknown for another table,
 * engine.failed when it does not parse
 */
export function inspectStatement(serialized: string, tables: ReadonlySet<string>): ColumnsRead {
  const statement = onlyStatement(serialized);
  const reading = readTables(statement, tables);
  visit(statement, node => {
    if (node['type'] === 'SELECT_NODE') readStars(node, reading);
    if (node['type'] === 'COLUMN_REF') reading.column(list(node['column_names']).map(lower));
    if (node['type'] === 'JOIN') for (const name of list(node['using_columns'])) reading.column([lower(name)]);
  });
  return reading.columns;
}
