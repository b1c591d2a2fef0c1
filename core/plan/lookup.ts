import { quoteIdentifier } from '../semantic/expression/identifier.ts';
import type { Expression, Identifier } from '../semantic/expression/nodes.ts';
import { parseExpression } from '../semantic/expression/parse.ts';
import type { Metric, SemanticModel } from '../semantic/model/types.ts';
import { type FoundField, findField, findMetric } from './names.ts';
import type { Measure } from './schema.ts';

const text = ({ name, quoted }: Identifier): string => (quoted ? quoteIdentifier(name) : name);

/** What a name in a global expression refers to. */
export type Referent =
  | { readonly kind: 'field'; readonly found: FoundField }
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'unknown'; readonly name: string };

/** What a node refers to; undefined where it refers to nothing. */
export function referentOf(e: Expression, model: SemanticModel): Referent | undefined {
  if (e.kind === 'field' || (e.kind === 'reference' && e.parts.length === 2)) {
    const name =
      e.kind === 'field' ? `${quoteIdentifier(e.dataset)}.${quoteIdentifier(e.field)}` : e.parts.map(text).join('.');
    const found = findField(model, name);
    return found ? { kind: 'field', found } : { kind: 'unknown', name };
  }
  if (e.kind === 'metric' || e.kind === 'reference') {
    const name = e.kind === 'metric' ? e.metric : e.parts.map(text).join('.');
    const metric = e.kind === 'metric' || e.parts.length === 1 ? findMetric(model, name) : undefined;
    return metric ? { kind: 'metric', metric } : { kind: 'unknown', name };
  }
  return undefined;
}

/** The tree of a measure; its metric's own where it names one. Undefined for a metric that the model lacks. */
export function measureExpression(measure: Measure, model: SemanticModel): Expression | undefined {
  if (measure.metric === undefined) return parseExpression(measure.expression!);
  return findMetric(model, measure.metric)?.expression;
}
