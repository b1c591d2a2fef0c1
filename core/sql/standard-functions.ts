import type { Call, Expression } from '../semantic/expression/nodes.ts';
import type { ExpressionEmitter, FunctionPrinter, FunctionPrinters } from './expression-emitter.ts';
import { at, call, joined, Level, sql, text, tight } from './fragment.ts';
import { aggregate, argument, named } from './function-printing.ts';
import { typeOf } from './type-of.ts';

/** Functions that mean the same in every engine under their standard name, or that standard SQL can spell out. */

/** Null when the argument is outside the function's domain, where engines give an error, NaN or infinity. */
const within =
  (name: string, domain: (e: Expression, emitter: ExpressionEmitter) => ReturnType<typeof sql>): FunctionPrinter =>
  (node, emitter) => {
    const x = argument(node, 0);
    const inside = sql`CASE WHEN ${domain(x, emitter)} THEN ${emitter.expression(x)} END`;
    return call(name, inside);
  };

const positive = within('LN', (x, emitter) => sql`${emitter.operand(x, Level.concatenation)} > 0`);

/** LN(x) / LN(base): the order of LOG's arguments differs, and Redshift had no base for long. */
const logarithm: FunctionPrinter = (node, emitter) => {
  const [base, x] = [argument(node, 0), argument(node, 1)];
  const ln = (value: Expression) => positive({ ...node, name: 'LN', arguments: [value] }, emitter);
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
  const parts = node.arguments.map(part => tight(asText(part, emitter), Level.concatenation));
  return parts.length === 1 ? parts[0]! : at(Level.concatenation, joined(parts, ' || '));
};

function asText(e: Expression, emitter: ExpressionEmitter) {
  const type = typeOf(e);
  return type === undefined || type === 'string'
    ? emitter.expression(e)
    : emitter.expression({ kind: 'cast', operand: e, type: 'VARCHAR', safe: false });
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
  LEFT: named('LEFT'),
  RIGHT: named('RIGHT'),
  SUBSTRING: named('SUBSTRING'),
  REPLACE: named('REPLACE'),
  SPLIT_PART: named('SPLIT_PART'),
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
  SQRT: within('SQRT', (x, emitter) => sql`${emitter.operand(x, Level.concatenation)} >= 0`),
  EXP: named('EXP'),
  LN: positive,
  LOG: logarithm,
  LOG10: within('LOG10', (x, emitter) => sql`${emitter.operand(x, Level.concatenation)} > 0`),
  SIN: named('SIN'),
  COS: named('COS'),
  TAN: named('TAN'),
  ASIN: within('ASIN', (x, emitter) => sql`${emitter.operand(x, Level.concatenation)} BETWEEN -1 AND 1`),
  ACOS: within('ACOS', (x, emitter) => sql`${emitter.operand(x, Level.concatenation)} BETWEEN -1 AND 1`),
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
