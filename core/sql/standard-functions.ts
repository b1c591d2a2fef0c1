import type { Call, Expression } from '../semantic/expression/nodes.ts';
import type { FunctionPrinter, FunctionPrinters } from './expression-emitter.ts';
import { at, call, joined, Level, sql, text, tight } from './fragment.ts';
import { aggregate, argument, counting, named } from './function-printing.ts';
import { typeOf } from './type-of.ts';

/** Functions that mean the same in every engine under their standard name, or that standard SQL can spell out. */

/** Null when the argument is outside the function's domain, where engines give an error, NaN or infinity. */
const within =
  (name: string, condition: string, isInside: (value: number) => boolean): FunctionPrinter =>
  (node, emitter) => {
    const x = argument(node, 0);
    const printed = emitter.expression(x);
    if (x.kind === 'literal' && isInside(Number(x.value))) return call(name, printed);
    return call(name, sql`CASE WHEN ${tight(printed, Level.concatenation)} ${condition} THEN ${printed} END`);
  };

/** A logarithm under the engine's name for it. */
export const aboveZero = (name: string): FunctionPrinter => within(name, '> 0', value => value > 0);
const naturalLogarithm = aboveZero('LN');

/** LN(x) / LN(base): the order of LOG's arguments differs, and Redshift had no base for long. */
const logarithm: FunctionPrinter = (node, emitter) => {
  const [base, x] = [argument(node, 0), argument(node, 1)];
  const ln = (value: Expression) => naturalLogarithm({ ...node, arguments: [value] }, emitter);
  return at(Level.multiplicative, sql`${ln(x)} / NULLIF(${ln(base)}, 0)`);
};

/** Zero to a negative power and a negative number to a broken one have no value. */
const power: FunctionPrinter = (node, emitter) => {
  const [x, y] = [argument(node, 0), argument(node, 1)];
  const plain = named('POWER')(node, emitter);
  if (y.kind === 'literal' && /^\d+$/.test(String(y.value))) return plain;
  const [base, exponent] = [emitter.operand(x, Level.concatenation), emitter.operand(y, Level.concatenation)];
  const broken = sql`(${base} < 0 AND ${exponent} <> FLOOR(${emitter.expression(y)}))`;
  return sql`CASE WHEN NOT ((${base} = 0 AND ${exponent} < 0) OR ${broken}) THEN ${plain} END`;
};

/** Null when any part is null; DuckDB's own CONCAT would skip it. */
const concatenation: FunctionPrinter = (node, emitter) => {
  const parts = node.arguments.map(part => emitter.joinable(asText(part)));
  return parts.length === 1 ? parts[0]! : at(Level.concatenation, joined(parts, ' || '));
};

function asText(e: Expression): Expression {
  const type = typeOf(e);
  return type === undefined || type === 'string' ? e : { kind: 'cast', operand: e, type: 'VARCHAR', safe: false };
}

const conditional: FunctionPrinter = (node, emitter) =>
  emitter.expression({
    kind: 'case',
    branches: [{ when: argument(node, 0), then: argument(node, 1) }],
    otherwise: argument(node, 2),
  });

const castTo =
  (type: 'DATE' | 'TIMESTAMP'): FunctionPrinter =>
  (node, emitter) =>
    emitter.expression({ kind: 'cast', operand: argument(node, 0), type, safe: false });

/** A single-argument TO_DATE or TO_TIMESTAMP reads ISO text: a cast. With a format, the dialect's own. */
export const readIso =
  (type: 'DATE' | 'TIMESTAMP', withFormat: FunctionPrinter): FunctionPrinter =>
  (node, emitter) =>
    (node.arguments.length === 1 ? castTo(type) : withFormat)(node, emitter);

const modulo: FunctionPrinter = (node: Call, emitter) => emitter.modulo(argument(node, 0), argument(node, 1));

export const standardFunctions: FunctionPrinters = {
  SUM: aggregate('SUM'),
  COUNT: aggregate('COUNT'),
  MIN: aggregate('MIN'),
  MAX: aggregate('MAX'),
  AVG: aggregate('AVG'),
  STDDEV: aggregate('STDDEV_SAMP'),
  STDDEV_POP: aggregate('STDDEV_POP'),
  VARIANCE: aggregate('VAR_SAMP'),
  VAR_POP: aggregate('VAR_POP'),
  ANY_VALUE: aggregate('ANY_VALUE'),

  CONCAT: concatenation,
  LENGTH: named('LENGTH'),
  LOWER: named('LOWER'),
  UPPER: named('UPPER'),
  TRIM: named('TRIM'),
  LTRIM: named('LTRIM'),
  RTRIM: named('RTRIM'),
  LEFT: counting(1, 0, named('LEFT')),
  RIGHT: counting(1, 0, named('RIGHT')),
  SUBSTRING: counting(1, 1, named('SUBSTRING')),
  REPLACE: named('REPLACE'),
  SPLIT_PART: counting(2, 1, named('SPLIT_PART')),
  POSITION: (node, emitter) =>
    call('STRPOS', emitter.expression(argument(node, 1)), emitter.expression(argument(node, 0))),

  ABS: named('ABS'),
  ROUND: named('ROUND'),
  FLOOR: named('FLOOR'),
  CEIL: named('CEIL'),
  TRUNC: named('TRUNC'),
  MOD: modulo,
  SIGN: named('SIGN'),
  POWER: power,
  SQRT: within('SQRT', '>= 0', value => value >= 0),
  EXP: named('EXP'),
  LN: naturalLogarithm,
  LOG: logarithm,
  LOG10: aboveZero('LOG10'),
  SIN: named('SIN'),
  COS: named('COS'),
  TAN: named('TAN'),
  ASIN: within('ASIN', 'BETWEEN -1 AND 1', value => Math.abs(value) <= 1),
  ACOS: within('ACOS', 'BETWEEN -1 AND 1', value => Math.abs(value) <= 1),
  ATAN: named('ATAN'),
  ATAN2: named('ATAN2'),
  RADIANS: named('RADIANS'),
  DEGREES: named('DEGREES'),
  PI: () => text('PI()'),

  GREATEST: named('GREATEST'),
  LEAST: named('LEAST'),
  IF: conditional,
  NULLIF: named('NULLIF'),
  COALESCE: named('COALESCE'),

  ROW_NUMBER: named('ROW_NUMBER'),
  RANK: named('RANK'),
  DENSE_RANK: named('DENSE_RANK'),
  NTILE: named('NTILE'),
  PERCENT_RANK: named('PERCENT_RANK'),
  CUME_DIST: named('CUME_DIST'),
  LAG: named('LAG'),
  LEAD: named('LEAD'),
  FIRST_VALUE: named('FIRST_VALUE'),
  LAST_VALUE: named('LAST_VALUE'),
  NTH_VALUE: named('NTH_VALUE'),
};
