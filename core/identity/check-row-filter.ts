import { isSophiaError } from '../errors.ts';
import { functionNamed } from '../semantic/expression/functions.ts';
import type { Expression, Reference } from '../semantic/expression/nodes.ts';
import { parseExpression } from '../semantic/expression/parse.ts';
import { expressionsOf } from '../semantic/expression/walk.ts';
import type { FaultLog } from '../semantic/model/faults.ts';
import type { Place, SemanticModel } from '../semantic/model/types.ts';
import { nearestName } from '../semantic/nearest.ts';

/**
 * Whether a persona's condition on the rows of a dataset can be used: it parses, has no aggregate or window,
 * and names only fields of the dataset or of one that it reaches N:1 (bare names are the dataset's own).
 * What is wrong goes into the log.
 */
export function checkRowFilter(
  place: Place,
  dataset: string,
  text: string,
  model: SemanticModel,
  faults: FaultLog,
): boolean {
  const expression = parsed(place, text, faults);
  if (!expression) return false;
  const reached = reachedFrom(dataset, model);
  let good = true;
  for (const node of expressionsOf(expression)) {
    if (node.kind === 'window' || (node.kind === 'call' && functionNamed(node.name)?.kind === 'aggregate')) {
      faults.add(place, 'model.shape', {
        what: `The row filter of ${dataset}`,
        expected: 'a condition on single rows',
        found: 'an aggregate or a window',
      });
      good = false;
    } else if (node.kind === 'reference') {
      good = checkReference(place, node, dataset, reached, model, faults) && good;
    }
  }
  return good;
}

function parsed(place: Place, text: string, faults: FaultLog): Expression | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    faults.addError(place, error);
    return undefined;
  }
}

/** The dataset and all that one of its rows has at most one of, over any number of relationships. */
function reachedFrom(dataset: string, model: SemanticModel): ReadonlySet<string> {
  const reached = new Set([dataset]);
  for (const from of reached) {
    for (const relationship of model.relationships) if (relationship.from === from) reached.add(relationship.to);
  }
  return reached;
}

function checkReference(
  place: Place,
  reference: Reference,
  home: string,
  reached: ReadonlySet<string>,
  model: SemanticModel,
  faults: FaultLog,
): boolean {
  const names = reference.parts.map(part => part.name);
  const [dataset, field] = names.length === 1 ? [home, names[0]!] : [names[0]!, names.slice(1).join('.')];
  const known = model.datasets
    .filter(candidate => reached.has(candidate.name))
    .flatMap(candidate => candidate.fields.map(each => `${candidate.name}.${each.name}`));
  const name = `${dataset}.${field}`;
  if (known.some(each => each.toLowerCase() === name.toLowerCase())) return true;
  faults.add(place, 'E_NAME_NOT_FOUND', {
    name,
    nearest: nearestName(name, known),
    known: `the fields of ${[...reached].join(', ')}`,
  });
  return false;
}
