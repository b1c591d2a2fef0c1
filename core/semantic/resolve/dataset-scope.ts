import { SophiaError } from '../../errors.ts';
import { identifierOf, normalizedIdentifier } from '../expression/identifier.ts';
import type { Column, Expression, FieldReference, Identifier, Reference } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { mapExpression, someExpression } from '../expression/walk.ts';
import type { Dataset, Field } from '../model/types.ts';
import type { Namespace } from './names.ts';
import { nameNotFound, normalizedName } from './names.ts';
import { aggregateIn } from './shape.ts';

const column = (dataset: Dataset, name: string): Column =>
  Object.freeze({ kind: 'column', relation: dataset.name, name });
const fieldReference = (dataset: string, field: string): FieldReference =>
  Object.freeze({ kind: 'field', dataset, field });

/**
 * Names as the expressions of one dataset see them: physical columns first, then logical fields, then global
 * names. Models do not declare physical columns: a name is known to be one when the field of that name uses it.
 */
export interface DatasetScope {
  /** @throws SophiaError E_AGGREGATE_IN_FIELD, E_NAME_NOT_FOUND */
  resolveField(field: Field): Expression;
  /** A column of a key, which may be given as a physical column or as a logical field. */
  resolveKey(name: string): Expression;
}

export function createDatasetScope(dataset: Dataset, names: Namespace): DatasetScope {
  const fields = names.fields(dataset);
  const physical = new Set(dataset.fields.filter(usesItself).map(normalizedName));
  const bare = (identifier: Identifier, home?: Field): Expression => {
    const name = normalizedIdentifier(identifier);
    if (physical.has(name) || (home && name === normalizedName(home))) return column(dataset, identifier.name);
    const field = fields.find(identifier);
    return field ? fieldReference(dataset.name, field.name) : column(dataset, identifier.name);
  };
  const resolve = (reference: Reference, home: Field): Expression => {
    const [first, second, ...more] = reference.parts;
    if (!second) return bare(first!, home);
    const other = names.datasets.find(first!);
    const field = other && names.fields(other).find(second);
    if (!other || !field || more.length > 0) throw nameNotFound(reference.parts, names);
    return fieldReference(other.name, field.name);
  };
  return {
    resolveField(field) {
      const { name, expression } = field;
      checkAggregates(dataset, name, expression, names, identifier => physical.has(normalizedIdentifier(identifier)));
      return mapExpression(expression, node => (node.kind === 'reference' ? resolve(node, field) : node));
    },
    resolveKey(name) {
      const key = bare(identifierOf(name));
      const field = key.kind === 'field' ? dataset.fields.find(candidate => candidate.name === key.field) : undefined;
      const [part, ...more] = field?.expression.kind === 'reference' ? field.expression.parts : [];
      return part && more.length === 0 && !fields.find(part) ? column(dataset, part.name) : key;
    },
  };
}

const usesItself = (field: Field): boolean =>
  someExpression(
    field.expression,
    node =>
      node.kind === 'reference' &&
      node.parts.length === 1 &&
      normalizedIdentifier(node.parts[0]!) === normalizedName(field),
  );

/** A field may not aggregate, nor use a metric, which always does. */
function checkAggregates(
  dataset: Dataset,
  name: string,
  expression: Expression,
  names: Namespace,
  isPhysical: (identifier: Identifier) => boolean,
): void {
  const field = `${dataset.name}.${name}`;
  const aggregate = aggregateIn(expression);
  if (aggregate) throw new SophiaError('E_AGGREGATE_IN_FIELD', [], { field, aggregate: printExpression(aggregate) });
  // A bare name alone is the column of that name: columns come before what is global.
  if (expression.kind === 'reference') return;
  someExpression(expression, node => {
    const [part, ...more] = node.kind === 'reference' ? node.parts : [];
    if (!part || more.length > 0 || isPhysical(part) || names.fields(dataset).find(part)) return false;
    const metric = names.metrics.find(part);
    if (metric) throw new SophiaError('E_AGGREGATE_IN_FIELD', [], { field, aggregate: metric.name });
    return false;
  });
}
