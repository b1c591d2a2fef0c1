import { functionNamed } from '../expression/functions.ts';
import type { Call, Expression, FieldReference, Window } from '../expression/nodes.ts';
import { children } from '../expression/walk.ts';

/** What an expression is made of: the questions that decide where it may stand. */

export const isAggregate = (e: Expression): e is Call =>
  e.kind === 'call' && functionNamed(e.name)?.kind === 'aggregate';

/** What is inside a node, a window's call opened: the call of a window is no aggregate of its own. */
export const inside = (e: Expression): readonly Expression[] =>
  e.kind === 'window' ? [...children(e.call), ...children(e).slice(1)] : children(e);

/** The first node that satisfies the predicate; `into` decides which nodes are entered. */
export function findExpression(
  e: Expression,
  predicate: (e: Expression) => boolean,
  into: (e: Expression) => boolean = () => true,
): Expression | undefined {
  if (predicate(e)) return e;
  if (!into(e)) return undefined;
  for (const child of inside(e)) {
    const found = findExpression(child, predicate, into);
    if (found) return found;
  }
  return undefined;
}

/** The first aggregate that is not inside another one. A window's own call does not count. */
export const aggregateIn = (e: Expression): Call | undefined => findExpression(e, isAggregate) as Call | undefined;

export const windowIn = (e: Expression): Window | undefined =>
  findExpression(e, node => node.kind === 'window') as Window | undefined;

/** The first aggregate inside another aggregate. A window between them makes it legal: it has rows of its own. */
export function nestedAggregateIn(e: Expression): { readonly outer: Call; readonly inner: Call } | undefined {
  if (isAggregate(e)) {
    for (const child of children(e)) {
      const inner = findExpression(child, isAggregate, node => node.kind !== 'window') as Call | undefined;
      if (inner) return { outer: e, inner };
    }
  }
  for (const child of inside(e)) {
    const nested = nestedAggregateIn(child);
    if (nested) return nested;
  }
  return undefined;
}

/** Fields outside of aggregates (windows are entered): what must be known of a single row or group. */
export function bareFieldsOf(e: Expression): readonly FieldReference[] {
  if (e.kind === 'field') return [e];
  return isAggregate(e) ? [] : inside(e).flatMap(bareFieldsOf);
}

/** Every field of an expression, first use first. */
export const fieldsOf = (e: Expression): readonly FieldReference[] =>
  e.kind === 'field' ? [e] : children(e).flatMap(fieldsOf);
