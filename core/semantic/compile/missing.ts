import type { Expression } from '../expression/nodes.ts';
import { children } from '../expression/walk.ts';

/**
 * Whether a predicate is never true when every finer field in it is missing: then rows without a finer row fail
 * it and EXISTS says the same. Comparisons and the like are; IS NULL, COALESCE, CASE and NOT of those may not be.
 */
export function rejectsMissing(e: Expression, isFiner: (e: Expression) => boolean): boolean {
  switch (e.kind) {
    case 'binary':
      if (e.operator === 'AND') return rejectsMissing(e.left, isFiner) || rejectsMissing(e.right, isFiner);
      if (e.operator === 'OR') return rejectsMissing(e.left, isFiner) && rejectsMissing(e.right, isFiner);
      if (e.operator === 'IS DISTINCT FROM' || e.operator === 'IS NOT DISTINCT FROM') return false;
      return isMissing(e.left, isFiner) || isMissing(e.right, isFiner);
    case 'between':
    case 'in':
    case 'like':
      return isMissing(e.operand, isFiner);
    case 'isNull':
      return e.negated && isMissing(e.operand, isFiner);
    case 'unary':
      return e.operator === 'NOT' && rejectsNot(e.operand, isFiner);
    default:
      return isMissing(e, isFiner);
  }
}

/** Whether NOT of it is never true when the finer fields are missing. */
function rejectsNot(e: Expression, isFiner: (e: Expression) => boolean): boolean {
  if (e.kind === 'binary' && e.operator === 'AND') return rejectsNot(e.left, isFiner) && rejectsNot(e.right, isFiner);
  if (e.kind === 'binary' && e.operator === 'OR') return rejectsNot(e.left, isFiner) || rejectsNot(e.right, isFiner);
  if (e.kind === 'unary' && e.operator === 'NOT') return rejectsMissing(e.operand, isFiner);
  if (e.kind === 'isNull') return !e.negated && isMissing(e.operand, isFiner);
  return rejectsMissing(e, isFiner);
}

/** Calls that give null whenever an argument is null. */
const STRICT_CALLS = new Set([
  'ABS',
  'DATE_PART',
  'DATE_TRUNC',
  'DATEADD',
  'DATEDIFF',
  'LENGTH',
  'LOWER',
  'UPPER',
  'TRIM',
  'ROUND',
  'FLOOR',
  'CEIL',
  'LEFT',
  'RIGHT',
  'SUBSTRING',
  'CONTAINS',
  'STARTSWITH',
  'ENDSWITH',
  'REGEXP_LIKE',
  'NULLIF',
]);

/** Whether a value is null for sure when the finer fields are. */
function isMissing(e: Expression, isFiner: (e: Expression) => boolean): boolean {
  if (isFiner(e)) return true;
  if (e.kind === 'cast') return isMissing(e.operand, isFiner);
  if (e.kind === 'unary' && e.operator !== 'NOT') return isMissing(e.operand, isFiner);
  if (e.kind === 'binary' && ['+', '-', '*', '/', '%', '||'].includes(e.operator)) {
    return isMissing(e.left, isFiner) || isMissing(e.right, isFiner);
  }
  if (e.kind === 'call' && e.name === 'NULLIF') return isMissing(e.arguments[0]!, isFiner);
  return e.kind === 'call' && STRICT_CALLS.has(e.name) && children(e).some(child => isMissing(child, isFiner));
}
