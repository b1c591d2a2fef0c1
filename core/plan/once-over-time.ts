import type { Expression } from '../semantic/expression/nodes.ts';
import type { Dataset, SemanticModel } from '../semantic/model/types.ts';
import { measureExpression, referentOf } from './lookup.ts';
import { findField } from './names.ts';
import type { Measure } from './schema.ts';

/**
 * Whether a distinct count adds up over the periods of a date: it counts the key of a dataset whose every row has
 * one such date (its own, or over N:1 relationships), so nothing is counted in two periods.
 */
export function countsOnceOverTime(measure: Measure, model: SemanticModel, timeField: string): boolean {
  const expression = measureExpression(measure, model);
  const counted = expression && countedKey(expression, model);
  const date = findField(model, timeField);
  return counted !== undefined && date !== undefined && leadsTo(model, counted, date.dataset.name);
}

/** The dataset whose sole key a COUNT(DISTINCT …) counts, with or without a condition. */
function countedKey(e: Expression, model: SemanticModel, depth = 0): Dataset | undefined {
  if (depth > 20) return undefined;
  const referent = referentOf(e, model);
  if (referent?.kind === 'metric') return countedKey(referent.metric.expression, model, depth + 1);
  if (e.kind !== 'call' || e.name !== 'COUNT' || !e.distinct) return undefined;
  const [argument] = e.arguments;
  const key =
    argument?.kind === 'case' && !argument.otherwise && argument.branches.length === 1
      ? argument.branches[0]!.then
      : argument;
  const found = key && referentOf(key, model);
  if (found?.kind !== 'field') return undefined;
  const { dataset, field } = found.found;
  const column = field.expression.kind === 'reference' ? field.expression.parts.at(-1)?.name : undefined;
  const [only, ...more] = dataset.primaryKey;
  return more.length === 0 && only !== undefined && only.toLowerCase() === column?.toLowerCase() ? dataset : undefined;
}

function leadsTo(model: SemanticModel, from: Dataset, to: string): boolean {
  const seen = new Set([from.name]);
  const queue = [from.name];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at === to) return true;
    for (const relationship of model.relationships)
      if (
        relationship.from === at &&
        !seen.has(relationship.to) &&
        isUnique(model, relationship.to, relationship.toColumns)
      ) {
        seen.add(relationship.to);
        queue.push(relationship.to);
      }
  }
  return false;
}

const isUnique = (model: SemanticModel, name: string, columns: readonly string[]): boolean => {
  const dataset = model.datasets.find(d => d.name === name);
  return [dataset?.primaryKey ?? [], ...(dataset?.uniqueKeys ?? [])].some(
    key => key.length > 0 && key.every(column => columns.includes(column)),
  );
};
