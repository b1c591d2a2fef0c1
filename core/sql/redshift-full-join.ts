import type { Expression, LiteralType } from '../semantic/expression/nodes.ts';
import type { ExpressionEmitter } from './expression-emitter.ts';
import { typeOf } from './type-of.ts';

/** Any value of a type: what stands for null while a flag beside it tells the two apart. */
const standIns: Readonly<Partial<Record<LiteralType, string>>> = {
  string: '',
  integer: '0',
  decimal: '0',
  float: '0',
  date: '1970-01-01',
  timestamp: '1970-01-01 00:00:00',
};

const number = (value: string): Expression => ({ kind: 'literal', type: 'integer', value });

/**
 * A FULL JOIN runs only on equalities between the two sides (FULL JOIN is only supported with merge-joinable join
 * conditions). Keys that match on null become two equalities: of the values with a stand-in for null, and of
 * whether they are null. The stand-in must be of the key's type, so a key of unknown type is refused.
 */
export function fullJoinCondition(on: Expression, emitter: ExpressionEmitter): Expression {
  if (on.kind === 'binary') {
    if (on.operator === '=') return on;
    if (on.operator === 'AND')
      return { ...on, left: fullJoinCondition(on.left, emitter), right: fullJoinCondition(on.right, emitter) };
    if (on.operator === 'IS NOT DISTINCT FROM') return equalWithNulls(on.left, on.right, emitter);
  }
  throw emitter.unsupported('a FULL JOIN on anything but equal keys', 'Join on = or IS NOT DISTINCT FROM.');
}

function equalWithNulls(left: Expression, right: Expression, emitter: ExpressionEmitter): Expression {
  const type = typeOf(left) ?? typeOf(right);
  if (type === 'boolean') return equal(booleanKey(left), booleanKey(right));
  const value = type && standIns[type];
  if (type === undefined || value === undefined)
    throw emitter.unsupported(
      'a FULL JOIN on keys of unknown type that may be null',
      "Give the field's type in the model.",
    );
  const standIn: Expression = { kind: 'literal', type, value };
  const filled = (key: Expression): Expression => ({ kind: 'call', name: 'COALESCE', arguments: [key, standIn] });
  return {
    kind: 'binary',
    operator: 'AND',
    left: equal(filled(left), filled(right)),
    right: equal(nullFlag(left), nullFlag(right)),
  };
}

const equal = (left: Expression, right: Expression): Expression => ({ kind: 'binary', operator: '=', left, right });

const nullFlag = (key: Expression): Expression => ({
  kind: 'case',
  branches: [{ when: { kind: 'isNull', operand: key, negated: false }, then: number('1') }],
  otherwise: number('0'),
});

const booleanKey = (key: Expression): Expression => ({
  kind: 'case',
  branches: [
    { when: key, then: number('1') },
    { when: { kind: 'unary', operator: 'NOT', operand: key }, then: number('0') },
  ],
  otherwise: number('2'),
});
