import { SophiaError } from '../../errors.ts';
import { identifierOf } from '../expression/identifier.ts';
import type { Expression, Reference } from '../expression/nodes.ts';
import { parseExpression } from '../expression/parse.ts';
import { printExpression } from '../expression/print.ts';
import { mapExpression, withoutPositions } from '../expression/walk.ts';
import type { Dataset } from '../model/types.ts';
import { nameNotFound } from '../resolve/names.ts';
import { fieldsOf } from '../resolve/shape.ts';
import type { ResolvedModel } from '../resolve/types.ts';
import { checkWhere } from './levels.ts';

/** Filters that were read for a model, by dataset and text: a persona's are the same for every query. */
const remembered = new WeakMap<ResolvedModel, Map<string, Expression>>();

/**
 * Reads row filters: boolean expressions over the fields of a dataset, by their bare name or as `dataset.field`,
 * and over fields that it reaches N:1.
 * @throws SophiaError for an unknown dataset or field, an aggregate, a window, or a field out of reach: a filter
 * that cannot be applied as it stands lets nothing through
 */
export function readRowFilters(
  filters: Readonly<Record<string, string>>,
  model: ResolvedModel,
): ReadonlyMap<string, Expression> {
  const read = new Map<string, Expression>();
  const known = remembered.get(model) ?? new Map<string, Expression>();
  remembered.set(model, known);
  for (const [name, text] of Object.entries(filters)) {
    const dataset = model.names.datasets.find(identifierOf(name));
    if (!dataset) throw nameNotFound([identifierOf(name)], model.names);
    const key = `${dataset.name} ${text}`;
    const expression = known.get(key) ?? readRowFilter(dataset, text, model);
    known.set(key, expression);
    read.set(dataset.name, expression);
  }
  return read;
}

function readRowFilter(dataset: Dataset, text: string, model: ResolvedModel): Expression {
  const resolve = (reference: Reference): Expression => {
    const [first, second, ...more] = reference.parts;
    const owner = second ? model.names.datasets.find(first!) : dataset;
    const field = owner && more.length === 0 ? model.names.fields(owner).find(second ?? first!) : undefined;
    if (!owner || !field) throw nameNotFound(reference.parts, model.names);
    return Object.freeze({ kind: 'field', dataset: owner.name, field: field.name });
  };
  const parsed = withoutPositions(parseExpression(text));
  const expression = mapExpression(parsed, node => (node.kind === 'reference' ? resolve(node) : node));
  checkWhere(expression, model, ['rowFilters', dataset.name]);
  for (const field of fieldsOf(expression)) {
    if (model.reach(dataset.name, field.dataset) === 'same' || model.reach(dataset.name, field.dataset) === 'one')
      continue;
    throw new SophiaError('E_UNAGGREGATED_FINER_GRAIN_REFERENCE', ['rowFilters', dataset.name], {
      name: printExpression(field),
      grain: dataset.name,
    });
  }
  return expression;
}
