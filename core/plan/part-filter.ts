import type { SemanticModel } from '../semantic/model/types.ts';
import { type DatePart, partNumbers } from './date-part.ts';
import { fieldText, findField } from './names.ts';
import type { Filter, FilterValue } from './schema.ts';

/**
 * Rows whose date has one of the parts that a result shows, whatever the year: `Monday`, `March`, `Q2`, 14.
 * Undefined where one of the values is no such part, or the model has no such field.
 */
export function partFilter(
  field: string,
  part: DatePart,
  values: readonly FilterValue[],
  model: SemanticModel,
): Filter | undefined {
  const found = findField(model, field);
  const numbers = partNumbers(part, values);
  if (!found || numbers === undefined) return undefined;
  const date = found.field.datatype === 'String' ? `CAST(${fieldText(found)} AS TIMESTAMP)` : fieldText(found);
  return { expression: `DATE_PART('${part}', ${date}) IN (${numbers.join(', ')})` };
}
