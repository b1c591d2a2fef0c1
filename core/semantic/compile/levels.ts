import { SophiaError } from '../../errors.ts';
import type { Expression } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { findExpression, inside, isAggregate } from '../resolve/shape.ts';
import type { ResolvedModel } from '../resolve/types.ts';

/** What a term of a predicate is known of: single rows, groups, or the windows over groups; a constant needs neither. */
type Level = 'row' | 'group' | 'window' | 'constant';

/** The comparisons and other terms that AND, OR and NOT combine. */
const terms = (e: Expression): readonly Expression[] => {
  if (e.kind === 'binary' && (e.operator === 'AND' || e.operator === 'OR'))
    return [...terms(e.left), ...terms(e.right)];
  return e.kind === 'unary' && e.operator === 'NOT' ? terms(e.operand) : [e];
};

/** The entries that a predicate is the conjunction of. */
export const conjuncts = (e: Expression): readonly Expression[] =>
  e.kind === 'binary' && e.operator === 'AND' ? [...conjuncts(e.left), ...conjuncts(e.right)] : [e];

function isWindow(e: Expression, model: ResolvedModel): boolean {
  return e.kind === 'window' || (e.kind === 'metric' && model.metrics.get(e.metric)?.windowed === true);
}

/** Whether an expression has a window anywhere, its own or a metric's. */
const hasWindow = (e: Expression, model: ResolvedModel): boolean =>
  findExpression(e, node => isWindow(node, model)) !== undefined;

/** Levels of the parts of one term that do not stand inside an aggregate or a window. */
function levelsOf(e: Expression, model: ResolvedModel): ReadonlySet<Level> {
  if (isWindow(e, model)) return new Set(['window']);
  if (e.kind === 'metric' || isAggregate(e)) return new Set(['group']);
  if (e.kind === 'field') return new Set(['row']);
  return new Set(inside(e).flatMap(child => [...levelsOf(child, model)]));
}

const raise = <
  C extends 'E_WINDOW_IN_WHERE' | 'E_AGGREGATE_IN_WHERE' | 'E_NON_AGGREGATE_IN_HAVING' | 'E_MIXED_PREDICATE_LEVEL',
>(
  code: C,
  predicate: Expression,
  path: readonly (string | number)[],
): never => {
  throw new SophiaError(code, path, { predicate: printExpression(predicate) });
};

/** @throws SophiaError E_WINDOW_IN_WHERE, E_MIXED_PREDICATE_LEVEL, E_AGGREGATE_IN_WHERE */
export function checkWhere(predicate: Expression, model: ResolvedModel, path: readonly (string | number)[]): void {
  const levels = new Set(terms(predicate).flatMap(term => [...levelsOf(term, model)]));
  if (hasWindow(predicate, model)) raise('E_WINDOW_IN_WHERE', predicate, path);
  if (levels.has('group'))
    raise(levels.has('row') ? 'E_MIXED_PREDICATE_LEVEL' : 'E_AGGREGATE_IN_WHERE', predicate, path);
}

/**
 * A predicate of having is about groups: aggregates, windows, or columns grouped by, and not the one AND the
 * other. Within a single comparison an aggregate may be compared with a column grouped by.
 * @throws SophiaError E_NON_AGGREGATE_IN_HAVING, E_MIXED_PREDICATE_LEVEL
 */
export function checkHaving(
  predicate: Expression,
  model: ResolvedModel,
  isGrouped: (e: Expression) => boolean,
  path: readonly (string | number)[],
): void {
  const kinds = new Set<'row' | 'group'>();
  let loose = false;
  for (const term of terms(predicate)) {
    const levels = levelsOf(term, model);
    const ofGroups = levels.has('group') || levels.has('window');
    const ungrouped = ungroupedFieldsOf(term, isGrouped).length > 0;
    if (ofGroups && ungrouped) raise('E_MIXED_PREDICATE_LEVEL', predicate, path);
    if (ofGroups) kinds.add('group');
    else if (levels.has('row')) {
      kinds.add('row');
      loose ||= ungrouped;
    }
  }
  if (kinds.size === 2) raise('E_MIXED_PREDICATE_LEVEL', predicate, path);
  if (loose || kinds.size === 0) raise('E_NON_AGGREGATE_IN_HAVING', predicate, path);
}

/** Fields that are neither grouped by, alone or within an expression that is, nor inside an aggregate or a window. */
function ungroupedFieldsOf(e: Expression, isGrouped: (e: Expression) => boolean): readonly Expression[] {
  if (isGrouped(e) || isAggregate(e) || e.kind === 'window') return [];
  return e.kind === 'field' ? [e] : inside(e).flatMap(part => ungroupedFieldsOf(part, isGrouped));
}
