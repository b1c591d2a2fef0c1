import { SophiaError } from '../../errors.ts';
import type { Select } from '../../sql/nodes.ts';
import type { Expression, FieldReference } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { mapExpression } from '../expression/walk.ts';
import type { QueryTree } from '../query/query-tree.ts';
import { bareFieldsOf, fieldsOf, findExpression, isAggregate } from '../resolve/shape.ts';
import type { ResolvedField } from '../resolve/types.ts';
import { Aliases } from './aliases.ts';
import { column, select } from './build.ts';
import type { Compilation } from './compilation.ts';
import { applyFilters } from './filters.ts';
import { finestOf } from './home.ts';
import { orderItem } from './order.ts';
import { Rows } from './rows.ts';

/** Compiles a scalar query: the rows of one dataset, each once, with what they reach N:1. */
export function compileScalar(tree: QueryTree, compilation: Compilation): Select {
  if (tree.having.length > 0) {
    throw new SophiaError('E_AGGREGATE_IN_SCALAR_QUERY', ['having'], { expression: printExpression(tree.having[0]!) });
  }
  const fields = tree.fields.map(({ expression, alias }, index) => ({
    expression: ofRows(expression, compilation, ['fields', index]),
    alias,
  }));
  const orders = tree.orderBy.map((order, index) => ({
    order,
    expression:
      'expression' in order.target ? ofRows(order.target.expression, compilation, ['orderBy', index]) : undefined,
  }));
  const home = homeOfRows(
    tree,
    fields.map(field => field.expression),
    compilation,
  );
  const projected = [...fields.map(field => field.expression), ...orders.flatMap(({ expression }) => expression ?? [])];
  for (const expression of projected) checkOneRow(expression, home, compilation);
  const aliases = new Aliases();
  const filtered = windowsInWhere(tree, home, compilation);
  // A window that only shows runs over the rows that are left; one that is filtered on, over all of them.
  const rows = new Rows(compilation, home, aliases, { inlineWindows: field => !filtered.has(field.name) });
  const columns = fields.map(({ expression, alias }) => ({ expression: rows.expression(expression), alias }));
  const orderBy = orders.map(({ order, expression }) =>
    orderItem(
      order,
      expression ? rows.expression(expression) : column(undefined, 'alias' in order.target ? order.target.alias : ''),
    ),
  );
  const conditions = applyFilters(rows, tree.where, compilation, aliases);
  if (rows.fanned) {
    const finer = tree.where.flatMap(filter => (filter.kind === 'related' ? [] : fieldsOf(filter)));
    throw fanOut(home, finer.find(field => !compilation.router.reachesOne(home, field.dataset))?.dataset ?? home);
  }
  const { from, joins, where } = rows.finish();
  return select({
    columns,
    from,
    joins,
    where: [...where, ...conditions],
    orderBy,
    limit: tree.limit,
    offset: tree.offset,
  });
}

const fanOut = (home: string, other: string): SophiaError =>
  new SophiaError('E_FAN_OUT_IN_SCALAR_QUERY', [], { home, other });

/** @throws SophiaError E_AGGREGATE_IN_SCALAR_QUERY for aggregates and metrics; a metric that is a window over rows is none */
function ofRows(e: Expression, compilation: Compilation, path: readonly (string | number)[]): Expression {
  const aggregate = findExpression(
    e,
    node => isAggregate(node) || (node.kind === 'metric' && !windowField(node.metric, compilation)),
  );
  if (aggregate) throw new SophiaError('E_AGGREGATE_IN_SCALAR_QUERY', path, { expression: printExpression(aggregate) });
  return mapExpression(e, node => {
    const field = node.kind === 'metric' ? windowField(node.metric, compilation) : undefined;
    return field ? Object.freeze({ kind: 'field', dataset: field.dataset, field: field.name }) : node;
  });
}

function windowField(metric: string, { model }: Compilation): ResolvedField | undefined {
  const fault = model.metrics.get(metric)?.fault;
  if (fault) throw fault;
  for (const { fields } of model.datasets.values()) {
    const field = fields.get(metric);
    if (field && !field.field) return field;
  }
  return undefined;
}

/** The dataset whose rows are listed: the query's own if it shows any of it, else the finest that is shown. */
function homeOfRows(tree: QueryTree, fields: readonly Expression[], compilation: Compilation): string {
  const datasets = [...new Set(fields.flatMap(fieldsOf).map(field => field.dataset))];
  if (tree.home !== undefined && (datasets.length === 0 || datasets.includes(tree.home))) return tree.home;
  const finest = finestOf(datasets, compilation);
  if (finest !== undefined && datasets.includes(finest)) return finest;
  const [first, ...others] = datasets;
  if (first === undefined) throw new SophiaError('E_EMPTY_SCALAR_QUERY', ['fields'], {});
  const apart = others.find(other => !compilation.model.graph.connected(first, other));
  if (apart !== undefined) throw new SophiaError('E_NO_PATH', ['fields'], { from: first, to: apart });
  throw fanOut(first, others.find(other => !compilation.router.reachesOne(first, other)) ?? first);
}

/** Every field has one value a row; a window is over rows of the home, not over rows that it repeats. */
function checkOneRow(e: Expression, home: string, compilation: Compilation): void {
  const { router, model } = compilation;
  for (const { dataset } of fieldsOf(e)) {
    if (router.reachesOne(home, dataset)) continue;
    if (!model.graph.connected(home, dataset)) throw new SophiaError('E_NO_PATH', [], { from: home, to: dataset });
    throw fanOut(home, dataset);
  }
  const window = findExpression(e, node => node.kind === 'window' && isRepeated(bareFieldsOf(node), home, compilation));
  if (window) {
    const [field] = bareFieldsOf(window);
    throw new SophiaError('E_WINDOW_OVER_FANOUT_REWRITE', [], {
      window: printExpression(window),
      home: field!.dataset,
    });
  }
}

const isRepeated = (fields: readonly FieldReference[], home: string, { router }: Compilation): boolean =>
  fields.length > 0 && fields.every(field => !router.reachesOne(field.dataset, home));

/** Windowed fields of the home that the where uses, directly or through other fields. */
function windowsInWhere(tree: QueryTree, home: string, compilation: Compilation): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (e: Expression): void => {
    for (const reference of fieldsOf(e)) {
      const field = compilation.field(reference.dataset, reference.field);
      if (!field.windowed || (field.dataset === home && found.has(field.name))) continue;
      if (field.dataset === home) found.add(field.name);
      visit(field.expression);
    }
  };
  for (const filter of tree.where) {
    if (filter.kind === 'related') for (const part of filter.where) visit(part);
    else visit(filter);
  }
  return found;
}
