import { SophiaError } from '../../errors.ts';
import type { Select } from '../../sql/nodes.ts';
import type { Expression } from '../expression/nodes.ts';
import type { DataType } from '../model/types.ts';
import type { QueryTree } from '../query/query-tree.ts';
import type { Clause } from '../query/resolve-reference.ts';
import { resolveReferences } from '../query/resolve-reference.ts';
import type { PathChoice } from '../resolve/paths.ts';
import type { ResolvedModel } from '../resolve/types.ts';
import { compileAggregation } from './aggregation.ts';
import type { TableUse } from './compilation.ts';
import { Compilation } from './compilation.ts';
import { checkWhere, conjuncts } from './levels.ts';
import { readRowFilters } from './row-filters.ts';
import { compileScalar } from './scalar.ts';
import { dataTypeOf } from './types-of.ts';

export { parseSemanticQuery } from '../query/parse-semantic-query.ts';

/** A column of the result: its name and, where the model tells, its type and what it shows. */
export interface ResultColumn {
  readonly name: string;
  readonly type?: DataType | undefined;
  /** Set when the column is nothing but this field. */
  readonly dataset?: string | undefined;
  readonly field?: string | undefined;
  /** Set when the column is nothing but this metric. */
  readonly metric?: string | undefined;
}

export interface CompiledQuery {
  readonly query: Select;
  readonly columns: readonly ResultColumn[];
  /** The tables read and their columns, for estimates of cost. */
  readonly tables: readonly TableUse[];
}

export interface CompileOptions {
  /** What to do about several ways between datasets; strict by default. */
  readonly paths?: PathChoice | undefined;
  /** By dataset: which of its rows may be seen, wherever it is read. */
  readonly rowFilters?: Readonly<Record<string, string>> | undefined;
}

/**
 * Compiles a semantic query to one SQL query with the meaning that the foundational semantics give it. Equal
 * queries give equal results, byte for byte.
 * @throws SophiaError with the standard's codes
 */
export function compileQuery(tree: QueryTree, model: ResolvedModel, options: CompileOptions = {}): CompiledQuery {
  const compilation = new Compilation(
    model,
    options.paths ?? 'strict',
    readRowFilters(options.rowFilters ?? {}, model),
  );
  const resolved = resolveTree(tree, model);
  const isScalar = resolved.fields.length > 0;
  if (isScalar && resolved.dimensions.length + resolved.measures.length > 0)
    throw new SophiaError('E_MIXED_QUERY_SHAPE', [], {});
  resolved.where.forEach((filter, index) => {
    for (const part of filter.kind === 'related' ? filter.where : [filter]) checkWhere(part, model, ['where', index]);
  });
  resolved.measures.forEach(({ where }, index) => {
    for (const filter of where ?? []) {
      for (const part of filter.kind === 'related' ? filter.where : [filter])
        checkWhere(part, model, ['measures', index, 'where']);
    }
  });
  const query = isScalar ? compileScalar(resolved, compilation) : compileAggregation(resolved, compilation);
  return { query, columns: columnsOf(resolved, model), tables: compilation.tables };
}

/** Resolves what is not resolved yet, and splits filters into the parts that must all hold. */
function resolveTree(tree: QueryTree, model: ResolvedModel): QueryTree {
  const resolve = (clause: Clause) => (e: Expression) => resolveReferences(e, model, clause);
  const filters = (items: QueryTree['where']): QueryTree['where'] =>
    items.flatMap((filter): QueryTree['where'] =>
      filter.kind === 'related'
        ? [{ ...filter, where: filter.where.map(resolve('where')).flatMap(conjuncts) }]
        : wholeOrParts(resolve('where')(filter), model),
    );
  const entry =
    <T extends { readonly expression: Expression }>(clause: Clause) =>
    (item: T): T => ({
      ...item,
      expression: resolve(clause)(item.expression),
    });
  const each = (clause: Clause, of: ReadonlyMap<string, Expression>) =>
    new Map([...of].map(([dataset, e]) => [dataset, resolve(clause)(e)]));
  return {
    ...tree,
    dimensions: tree.dimensions.map(item => ({
      ...entry<typeof item>('dimensions')(item),
      ...(item.of && { of: each('dimensions', item.of) }),
    })),
    measures: tree.measures.map(item => ({
      ...entry<typeof item>('measures')(item),
      ...(item.where && { where: filters(item.where) }),
      ...(item.whereOf && { whereOf: each('where', item.whereOf) }),
    })),
    fields: tree.fields.map(entry('fields')),
    where: filters(tree.where),
    having: tree.having.map(resolve('having')),
    orderBy: tree.orderBy.map(order =>
      'expression' in order.target ? { ...order, target: entry<typeof order.target>('orderBy')(order.target) } : order,
    ),
  };
}

/** A filter's parts; a filter that is not of rows alone stays whole, so that the error shows all of it. */
function wholeOrParts(filter: Expression, model: ResolvedModel): readonly Expression[] {
  checkWhere(filter, model, ['where']);
  return conjuncts(filter);
}

function columnsOf(tree: QueryTree, model: ResolvedModel): readonly ResultColumn[] {
  const fieldType = (dataset: string, field: string): DataType | undefined => {
    const resolved = model.datasets.get(dataset)?.fields.get(field);
    return resolved?.field?.datatype ?? (resolved && dataTypeOf(resolved.expression, fieldType));
  };
  return [...tree.dimensions, ...tree.measures, ...tree.fields].map(({ expression: e, alias: name }): ResultColumn => {
    if (e.kind === 'metric') {
      const metric = model.metrics.get(e.metric);
      return {
        name,
        metric: e.metric,
        type: metric?.metric.datatype ?? (metric && dataTypeOf(metric.expression, fieldType)),
      };
    }
    const type = dataTypeOf(e, fieldType);
    return e.kind === 'field' ? { name, dataset: e.dataset, field: e.field, type } : { name, type };
  });
}
