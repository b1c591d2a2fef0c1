import type { Relation, Select } from '../../sql/nodes.ts';
import type { BinaryOperator, Call, Column, Expression, Literal } from '../expression/nodes.ts';

/** Short ways to make nodes of SQL. */

export const column = (relation: string | undefined, name: string): Column =>
  Object.freeze(relation === undefined ? { kind: 'column', name } : { kind: 'column', relation, name });

export const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression =>
  Object.freeze({ kind: 'binary', operator, left, right });

export const call = (name: string, ...args: readonly Expression[]): Call =>
  Object.freeze({ kind: 'call', name, arguments: Object.freeze(args) });

export const integer = (value: number): Literal =>
  Object.freeze({ kind: 'literal', type: 'integer', value: String(value) });

export const nullLiteral: Literal = Object.freeze({ kind: 'literal', type: 'null', value: null });

const trueLiteral: Literal = Object.freeze({ kind: 'literal', type: 'boolean', value: true });

export const falseLiteral: Literal = Object.freeze({ kind: 'literal', type: 'boolean', value: false });

export const not = (operand: Expression): Expression => Object.freeze({ kind: 'unary', operator: 'NOT', operand });

export const isNotNull = (operand: Expression): Expression => Object.freeze({ kind: 'isNull', operand, negated: true });

/** All of them hold; TRUE for none. */
export const conjunction = (conditions: readonly Expression[]): Expression =>
  conditions.length === 0 ? trueLiteral : conditions.reduce((left, right) => binary('AND', left, right));

const empty: Select = {
  kind: 'select',
  with: [],
  distinct: false,
  columns: [],
  joins: [],
  where: [],
  groupBy: [],
  having: [],
  orderBy: [],
};

export const select = (parts: Partial<Select>): Select => Object.freeze({ ...empty, ...parts });

export const named = (name: string): Relation => Object.freeze({ kind: 'named', name, alias: name });
