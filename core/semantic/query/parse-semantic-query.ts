import { SophiaError } from '../../errors.ts';
import { Aliases } from '../compile/aliases.ts';
import { identifierOf, sameIdentifier } from '../expression/identifier.ts';
import type { Expression } from '../expression/nodes.ts';
import { parseExpression } from '../expression/parse.ts';
import { printExpression } from '../expression/print.ts';
import { withoutPositions } from '../expression/walk.ts';
import { nameNotFound } from '../resolve/names.ts';
import type { ResolvedModel } from '../resolve/types.ts';
import type { OrderTree, ProjectionTree, QueryTree } from './query-tree.ts';
import type { Clause } from './resolve-reference.ts';
import { resolveReferences } from './resolve-reference.ts';
import type { SemanticQuery } from './semantic-query.ts';

type Projection = SemanticQuery['dimensions'][number];

/**
 * Reads the texts of a semantic query and makes their names definite. An entry without an alias gets the
 * leaf of its name, `dataset_field` where two leaves are equal.
 * @throws SophiaError expression.syntax and the like, E_NAME_NOT_FOUND, each with the path of the clause
 */
export function parseSemanticQuery(query: SemanticQuery, model: ResolvedModel): QueryTree {
  const read = (
    text: string,
    clause: Clause,
    path: readonly (string | number)[],
    projected: readonly ProjectionTree[] = [],
  ) =>
    located(path, () => {
      const alias = (name: string) => projected.find(entry => entry.alias.toLowerCase() === name.toLowerCase());
      return withoutPositions(
        resolveReferences(
          parseExpression(text),
          model,
          clause,
          reference => alias(reference.parts[0]!.name)?.expression,
        ),
      );
    });
  checkShape(query);
  const project = (clause: 'dimensions' | 'measures' | 'fields') =>
    query[clause].map((entry, index) => ({ entry, expression: read(entry.expression, clause, [clause, index]) }));
  const groups = { dimensions: project('dimensions'), measures: project('measures'), fields: project('fields') };
  const named = nameEntries([...groups.dimensions, ...groups.measures, ...groups.fields]);
  const [dimensions, measures, fields] = [groups.dimensions, groups.measures, groups.fields].map(group =>
    group.map(item => ({ expression: item.expression, alias: named.get(item)! })),
  ) as [ProjectionTree[], ProjectionTree[], ProjectionTree[]];
  const projected = [...measures, ...dimensions, ...fields];
  return {
    home: query.dataset === undefined ? undefined : located(['dataset'], () => datasetNamed(query.dataset!, model)),
    dimensions,
    measures,
    fields,
    where: query.where.map((text, index) => read(text, 'where', ['where', index])),
    having: query.having.map((text, index) => read(text, 'having', ['having', index], projected)),
    orderBy: query.orderBy.map((order, index): OrderTree => {
      const target = orderTarget(order.target, projected, text => read(text, 'orderBy', ['orderBy', index], projected));
      return { target, direction: order.direction, nulls: order.nulls };
    }),
    limit: query.limit,
    offset: query.offset,
  };
}

/** Before names are resolved, as the standard has it. */
function checkShape({ fields, dimensions, measures }: SemanticQuery): void {
  const groups = dimensions.length + measures.length;
  if (fields.length > 0 && groups > 0) throw new SophiaError('E_MIXED_QUERY_SHAPE', [], {});
  if (fields.length + groups === 0) throw new SophiaError('E_EMPTY_AGGREGATION_QUERY', [], {});
}

function datasetNamed(name: string, model: ResolvedModel): string {
  const dataset = model.names.datasets.find(identifierOf(name));
  if (!dataset) throw nameNotFound([identifierOf(name)], model.names);
  return dataset.name;
}

/** A projected alias, a projected expression spelled out, or any other expression. */
function orderTarget(
  text: string,
  projected: readonly ProjectionTree[],
  read: (text: string) => Expression,
): OrderTree['target'] {
  const byAlias = projected.find(entry => sameIdentifier(identifierOf(entry.alias), identifierOf(text)));
  if (byAlias) return { alias: byAlias.alias };
  const expression = read(text);
  const printed = printExpression(expression);
  const same = projected.find(entry => printExpression(entry.expression) === printed);
  return same ? { alias: same.alias } : { expression };
}

interface Named {
  readonly entry: Projection;
  readonly expression: Expression;
}

/** Names every projected entry, no two alike; given aliases first, so that they are kept as they are. */
function nameEntries(items: readonly Named[]): ReadonlyMap<Named, string> {
  const names = new Map<Named, string>();
  const given = items.flatMap(item => (item.entry.alias === undefined ? [] : [item.entry.alias]));
  const aliases = new Aliases(given);
  const leaves = Map.groupBy(items, item => leafOf(item.expression).toLowerCase());
  for (const item of items) {
    const { alias } = item.entry;
    const leaf = leafOf(item.expression);
    const shared = (leaves.get(leaf.toLowerCase())?.length ?? 0) > 1 && item.expression.kind === 'field';
    const wanted = shared && item.expression.kind === 'field' ? `${item.expression.dataset}_${leaf}` : leaf;
    names.set(item, alias ?? aliases.unique(wanted));
  }
  return names;
}

function leafOf(e: Expression): string {
  if (e.kind === 'field') return e.field;
  if (e.kind === 'metric') return e.metric;
  return e.kind === 'call' ? e.name.toLowerCase() : 'value';
}

/** Runs the work; an error that names no place gets the path of the clause. */
function located<T>(path: readonly (string | number)[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SophiaError) || error.path.length > 0) throw error;
    throw new SophiaError(error.code, path, error.details, { cause: error.cause });
  }
}
