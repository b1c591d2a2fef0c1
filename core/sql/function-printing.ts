import { type DatePart, datePartOf, datePartsOf } from '../semantic/expression/date-parts.ts';
import type { Call, Expression, Literal } from '../semantic/expression/nodes.ts';
import type { ExpressionEmitter, FunctionPrinter } from './expression-emitter.ts';
import { call, type Fragment, joined, sql } from './fragment.ts';

/** What the function tables of the dialects share. */

/** The parser counts arguments, so one that lacks is a fault of ours. */
export function argument(node: Call, index: number): Expression {
  const found = node.arguments[index];
  if (!found) throw new Error(`${node.name} was given ${node.arguments.length} arguments.`);
  return found;
}

/** The arguments as they are, under the engine's name. */
export const named =
  (name: string): FunctionPrinter =>
  (node, emitter) =>
    call(name, ...node.arguments.map(item => emitter.expression(item)));

/** The arguments as they are, put into a template. */
export const template =
  (print: (...args: Fragment[]) => Fragment): FunctionPrinter =>
  (node, emitter) =>
    print(...node.arguments.map(item => emitter.expression(item)));

/** FILTER (WHERE …), when the call has one. */
export const filtered = (printed: Fragment, node: Call, emitter: ExpressionEmitter): Fragment =>
  node.filter ? sql`${printed} FILTER (WHERE ${emitter.expression(node.filter)})` : printed;

/** An aggregate with its DISTINCT and FILTER; `operand` prints each argument. */
export const aggregate =
  (name: string, operand?: (e: Expression, emitter: ExpressionEmitter) => Fragment): FunctionPrinter =>
  (node, emitter) => {
    const args = node.arguments.map(item => (operand ? operand(item, emitter) : emitter.expression(item)));
    return filtered(sql`${name}(${node.distinct ? 'DISTINCT ' : ''}${joined(args, ', ')})`, node, emitter);
  };

export const isText = (e: Expression): e is Literal & { readonly value: string } =>
  e.kind === 'literal' && e.type === 'string' && typeof e.value === 'string';

export const isWholeNumber = (e: Expression): e is Literal & { readonly value: string } =>
  e.kind === 'literal' && e.type === 'integer' && typeof e.value === 'string';

/** The part a date function works on. */
export function partOf(node: Call, emitter: ExpressionEmitter): DatePart {
  const part = datePartOf(node);
  if (part === undefined || !datePartsOf(node.name)?.has(part))
    throw emitter.unsupported(`${node.name} of this part`, `Use ${[...(datePartsOf(node.name) ?? [])].join(', ')}.`);
  return part;
}

/** Parts that cut a day: with them a date becomes a timestamp. */
export const isWithinDay = (part: DatePart): boolean => ['hour', 'minute', 'second', 'millisecond'].includes(part);

/** The one expression that a percentile is over, and whether it counts from the highest. */
export function percentileOrder(node: Call): { readonly expression: Expression; readonly descending: boolean } {
  const item = node.withinGroup?.[0];
  if (!item) throw new Error(`${node.name} came without WITHIN GROUP.`);
  return { expression: item.expression, descending: item.direction === 'DESC' };
}

/** Below `least`, positions and lengths mean something else in every engine: a constant there is refused. */
export const counting =
  (index: number, least: number, print: FunctionPrinter): FunctionPrinter =>
  (node, emitter) => {
    const count = node.arguments[index];
    const negative = count?.kind === 'unary' && count.operator === '-';
    if (negative || (count && isWholeNumber(count) && Number(count.value) < least))
      throw emitter.unsupported(`${node.name} with a number below ${least}`, `Count from ${least}.`);
    return print(node, emitter);
  };

/** The arguments of REGEXP_REPLACE. Engines name groups in replacements differently, so it is plain text. */
export function plainReplacement(node: Call, emitter: ExpressionEmitter): readonly Fragment[] {
  const by = argument(node, 2);
  if (!isText(by) || /[\\$]/.test(by.value))
    throw emitter.unsupported('REGEXP_REPLACE by groups', 'Replace by a constant text without \\ and $.');
  return node.arguments.map(item => emitter.expression(item));
}
