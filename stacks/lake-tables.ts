import type { LakeColumn, LakeTable } from '../components/lakehouse.ts';
import type { Expression } from '../core/semantic/expression/nodes.ts';
import { children } from '../core/semantic/expression/walk.ts';
import type { Dataset, DataType, Field, Relationship, SemanticModel } from '../core/semantic/model/types.ts';

/**
 * Types of Glue. Of decimals the model doesn't say how many digits the files have; these hold every file with up to 12
 * digits before the point and 6 behind it exactly, and leave room for products of three.
 */
const glueTypes: Readonly<Record<DataType, string>> = {
  String: 'string',
  Integer: 'bigint',
  Decimal: 'decimal(18,6)',
  Float: 'double',
  Boolean: 'boolean',
  Date: 'date',
  Time: 'string',
  DateTime: 'timestamp',
  DateTimeTz: 'timestamp',
  Opaque: 'string',
};

interface Known {
  readonly type: DataType;
  readonly comment?: string | undefined;
}
/** Columns of a dataset's table; what no field says the type of yet is undefined. */
type Columns = Map<string, Known | undefined>;

/** The tables that semantic models stand on, as the catalog describes them: nothing about them is written twice. */
export function lakeTables(models: readonly SemanticModel[]): LakeTable[] {
  const tables = new Map<string, LakeTable>();
  for (const model of models) {
    const columns = new Map(model.datasets.map(dataset => [dataset.name, columnsOf(dataset, model.relationships)]));
    shareKeys(columns, model.relationships);
    for (const dataset of model.datasets) {
      if (dataset.source.kind !== 'table') continue;
      const name = dataset.source.parts.at(-1)!.toLowerCase();
      const found = columnList(columns.get(dataset.name)!);
      const merged = mergeColumns(tables.get(name)?.columns ?? [], found);
      tables.set(name, { name, columns: merged, comment: tables.get(name)?.comment ?? dataset.description });
    }
  }
  return [...tables.values()];
}

function columnsOf(dataset: Dataset, relationships: readonly Relationship[]): Columns {
  const columns: Columns = new Map();
  const learn = (column: string, known: Known | undefined): void => {
    const name = column.toLowerCase();
    columns.set(name, columns.get(name) ?? known);
  };
  // What a field is by itself comes first: of parts of a calculation only the result's type is known.
  for (const field of dataset.fields) {
    const column = plainColumn(field.expression);
    if (column) learn(column, { type: field.datatype ?? 'String', comment: field.description });
  }
  for (const field of dataset.fields) {
    const fieldNames = new Set(dataset.fields.map(({ name }) => name.toLowerCase()));
    for (const column of partsOf(field)) {
      const isOtherField = fieldNames.has(column.toLowerCase()) && !columns.has(column.toLowerCase());
      if (!isOtherField) learn(column, numeric(field) ? { type: field.datatype! } : undefined);
    }
  }
  for (const key of [dataset.primaryKey, ...dataset.uniqueKeys]) for (const column of key) learn(column, undefined);
  for (const { from, to, fromColumns, toColumns } of relationships) {
    if (from === dataset.name) for (const column of fromColumns) learn(column, undefined);
    if (to === dataset.name) for (const column of toColumns) learn(column, undefined);
  }
  return columns;
}

const numeric = ({ datatype }: Field): boolean => datatype === 'Decimal' || datatype === 'Float';

/** The column that a field is, when it is one and no calculation. */
function plainColumn(expression: Expression): string | undefined {
  return expression.kind === 'reference' && expression.parts.length === 1 ? expression.parts[0]!.name : undefined;
}

/** Columns that a calculation is made of. */
function partsOf({ expression }: Field): Set<string> {
  const found = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'reference' && node.parts.length === 1) found.add(node.parts[0]!.name);
    for (const child of children(node)) visit(child);
  };
  visit(expression);
  return found;
}

/** Keys are of one type on both sides of a relationship, along chains of them too. */
function shareKeys(columns: ReadonlyMap<string, Columns>, relationships: readonly Relationship[]): void {
  let changed = true;
  while (changed) {
    changed = false;
    for (const { from, to, fromColumns, toColumns } of relationships) {
      fromColumns.forEach((column, index) => {
        const ends = [
          { of: columns.get(from), name: column.toLowerCase() },
          { of: columns.get(to), name: toColumns[index]!.toLowerCase() },
        ];
        const known = ends.map(end => end.of?.get(end.name)).find(Boolean);
        for (const end of ends) {
          if (!known || !end.of || end.of.get(end.name)) continue;
          end.of.set(end.name, { type: known.type });
          changed = true;
        }
      });
    }
  }
}

const columnList = (columns: Columns): LakeColumn[] =>
  [...columns].map(([name, known]) => ({ name, type: glueTypes[known?.type ?? 'String'], comment: known?.comment }));

/** Several datasets may stand on one table. */
const mergeColumns = (some: readonly LakeColumn[], more: readonly LakeColumn[]): LakeColumn[] => [
  ...some,
  ...more.filter(({ name }) => !some.some(known => known.name === name)),
];
