import { SophiaError } from '../errors.ts';
import type { Expression, FieldReference } from '../semantic/expression/nodes.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { type FoundField, fieldNames, findField, mendUnknown } from './names.ts';
import { castTo } from './sql.ts';

/** A field as a node of the tree. */
export const fieldReference = ({ dataset, field }: FoundField): FieldReference => ({
  kind: 'field',
  dataset: dataset.name,
  field: field.name,
});

/** The field of a plan's text. @throws SophiaError 'plan.invalid' where the model has none */
export function requireField(model: SemanticModel, name: string): FoundField {
  const found = findField(model, name);
  if (found) return found;
  const mend = mendUnknown(name, fieldNames(model));
  throw new SophiaError('plan.invalid', [], { faults: [{ path: [], message: `There is no field ${name}.`, mend }] });
}

/** A time field as a time: text that holds ISO days is cast. */
export function timeExpression(found: FoundField): Expression {
  const reference = fieldReference(found);
  return found.field.datatype === 'String' ? castTo(reference, 'TIMESTAMP') : reference;
}
