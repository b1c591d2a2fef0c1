import { isSophiaError } from '../errors.ts';
import type { Expression } from '../semantic/expression/nodes.ts';
import { parseExpression } from '../semantic/expression/parse.ts';
import { expressionsOf } from '../semantic/expression/walk.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import type { PlanFault } from './errors.ts';
import { referentOf } from './lookup.ts';
import type { Plan } from './schema.ts';
import { filtersOf } from './structure.ts';

type Path = readonly (string | number)[];

/** A name that a plan uses, where it stands, and what position it is in. */
export interface PlanReference {
  readonly kind: 'field' | 'metric' | 'dataset';
  readonly name: string;
  readonly path: Path;
  /** It is the date by which something is counted. */
  readonly asTime?: boolean | undefined;
}

/** Every dataset, field and metric that a plan names itself, in expressions too. */
export function* referencesOf(plan: Plan, model: SemanticModel): Generator<PlanReference> {
  for (const [i, field] of plan.fields.entries()) yield { kind: 'field', name: field, path: ['fields', i] };
  for (const [i, { field }] of plan.dimensions.entries()) {
    yield { kind: 'field', name: field, path: ['dimensions', i, 'field'] };
  }
  if (plan.time) yield { kind: 'field', name: plan.time.field, path: ['time', 'field'], asTime: true };
  for (const [i, measure] of plan.measures.entries()) {
    const path = ['measures', i];
    if (measure.metric !== undefined) yield { kind: 'metric', name: measure.metric, path: [...path, 'metric'] };
    if (measure.over !== undefined) yield { kind: 'dataset', name: measure.over, path: [...path, 'over'] };
    if (measure.timeField !== undefined) {
      yield { kind: 'field', name: measure.timeField, path: [...path, 'timeField'], asTime: true };
    }
    for (const [j, { of, field }] of (measure.timeFields ?? []).entries()) {
      const at = [...path, 'timeFields', j];
      yield { kind: 'dataset', name: of, path: [...at, 'of'], asTime: true };
      yield { kind: 'field', name: field, path: [...at, 'field'], asTime: true };
    }
    if (measure.expression !== undefined) yield* inExpression(measure.expression, [...path, 'expression'], model);
  }
  for (const { filter, path } of filtersOf(plan)) {
    if ('field' in filter) yield { kind: 'field', name: filter.field, path: [...path, 'field'] };
    if ('to' in filter) yield { kind: 'field', name: filter.to, path: [...path, 'to'] };
    if ('related' in filter) yield { kind: 'dataset', name: filter.related, path: [...path, 'related'] };
    if ('expression' in filter) yield* inExpression(filter.expression, [...path, 'expression'], model);
  }
}

/** The names in an expression's text. One that does not parse has none; {@link expressionFault} tells. */
function* inExpression(text: string, path: Path, model: SemanticModel): Generator<PlanReference> {
  const expression = parsed(text);
  if (!expression) return;
  for (const node of expressionsOf(expression)) {
    const referent = referentOf(node, model);
    if (!referent) continue;
    if (node.kind !== 'reference') continue;
    const name = node.parts.map(part => (part.quoted ? `"${part.name.replaceAll('"', '""')}"` : part.name)).join('.');
    yield { kind: node.parts.length === 1 ? 'metric' : 'field', name, path };
  }
}

function parsed(text: string): Expression | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (isSophiaError(error)) return undefined;
    throw error;
  }
}

/** What is wrong with an expression's text, if anything. */
export function expressionFault(text: string, path: Path): PlanFault | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return { path, message: error.message, mend: 'Write an expression of the SQL subset.' };
  }
}
