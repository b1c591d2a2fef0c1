import type { BinaryOperator, Call, Column, Expression, Literal, OrderItem } from '../semantic/expression/nodes.ts';
import type { Grain } from '../semantic/model/types.ts';
import type { NamedRelation, Select } from '../sql/nodes.ts';
import { type Instant, isoOf } from './instant.ts';

/** Short ways to make the nodes that a plan's SQL is of. */

export const text = (value: string): Literal => ({ kind: 'literal', type: 'string', value });
export const integer = (value: number): Literal => ({ kind: 'literal', type: 'integer', value: String(value) });
export const decimal = (value: number): Literal =>
  Number.isInteger(value)
    ? integer(value)
    : { kind: 'literal', type: /e/.test(String(value)) ? 'float' : 'decimal', value: String(value) };

/** A day as DATE, another instant as TIMESTAMP. */
export function instantLiteral(at: Instant): Literal {
  const iso = isoOf(at);
  return { kind: 'literal', type: iso.length === 10 ? 'date' : 'timestamp', value: iso };
}

export const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
});

const chain = (operator: 'AND' | 'OR', conditions: readonly Expression[]): Expression =>
  conditions.reduce((left, right) => binary(operator, left, right));
export const and = (...conditions: readonly Expression[]): Expression => chain('AND', conditions);
export const or = (...conditions: readonly Expression[]): Expression => chain('OR', conditions);

export const call = (name: string, ...given: readonly Expression[]): Call => ({ kind: 'call', name, arguments: given });
export const isNull = (operand: Expression): Expression => ({ kind: 'isNull', operand, negated: false });
export const isPresent = (operand: Expression): Expression => ({ kind: 'isNull', operand, negated: true });
export const castTo = (operand: Expression, type: 'DATE' | 'TIMESTAMP' | 'BIGINT'): Expression => ({
  kind: 'cast',
  operand,
  type,
  safe: false,
});

/** True when both are null, too. */
export const same = (left: Expression, right: Expression): Expression => binary('IS NOT DISTINCT FROM', left, right);

/** Start of the period of a time: a date, of hours a timestamp, whatever the field's own type. */
export const periodStart = (grain: Grain, time: Expression): Expression =>
  grain === 'hour'
    ? call('DATE_TRUNC', text('hour'), castTo(time, 'TIMESTAMP'))
    : call('DATE_TRUNC', text(grain), castTo(time, 'DATE'));

/** A period start moved by a number of periods. */
export const movePeriods = (grain: Grain, count: Expression, time: Expression): Expression =>
  call('DATEADD', text(grain), count, time);

export const column = (relation: string | undefined, name: string, type?: Column['type']): Column => ({
  kind: 'column',
  name,
  ...(relation !== undefined && { relation }),
  ...(type && { type }),
});

export const windowOf = (
  windowed: Call,
  partitionBy: readonly Expression[],
  orderBy: readonly OrderItem[] = [],
  precedingRows?: number | 'all',
): Expression => ({
  kind: 'window',
  call: windowed,
  partitionBy,
  orderBy,
  ...(precedingRows !== undefined && {
    frame: {
      mode: 'ROWS',
      start: precedingRows === 'all' ? { kind: 'unboundedPreceding' } : { kind: 'preceding', rows: precedingRows },
      end: { kind: 'currentRow' },
    },
  }),
});

/** Ordered with nulls last in either direction. */
export const ordered = (expression: Expression, direction: 'ASC' | 'DESC'): OrderItem => ({
  expression,
  direction,
  nulls: 'LAST',
});

export const named = (name: string): NamedRelation => ({ kind: 'named', name, alias: name });

/** A select with only the clauses given. */
export const select = (clauses: Partial<Omit<Select, 'kind'>>): Select => ({
  kind: 'select',
  with: [],
  distinct: false,
  columns: [],
  joins: [],
  where: [],
  groupBy: [],
  having: [],
  orderBy: [],
  ...clauses,
});
