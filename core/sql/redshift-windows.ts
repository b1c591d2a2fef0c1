import { functionNamed } from '../semantic/expression/functions.ts';
import type { Call, Window } from '../semantic/expression/nodes.ts';
import type { ExpressionEmitter } from './expression-emitter.ts';
import { type Fragment, sql } from './fragment.ts';
import { typeOf } from './type-of.ts';

/** Redshift's limits on window functions ("Window function syntax summary"). */

const sorted = new Set(['MEDIAN', 'PERCENTILE_CONT', 'PERCENTILE_DISC']);
const ranked = new Set(['LAG', 'LEAD']);

/**
 * The window with a frame the engine takes: there are only ROWS frames, and an aggregate that is ordered must have
 * one. A RANGE frame ends with all rows of equal order, so it is only the same where the end makes no difference.
 */
export function withinRows(e: Window, emitter: ExpressionEmitter): Window {
  const { call, frame } = e;
  if (call.distinct) throw emitter.unsupported('DISTINCT in a window function', 'Aggregate in a subquery and join it.');
  if ((call.name === 'MIN' || call.name === 'MAX') && typeOf(call.arguments[0]!) === 'boolean')
    throw emitter.unsupported(`${call.name} of booleans as a window function`, 'Use IF to make it a number first.');
  if (sorted.has(call.name)) return onlyPartitioned(e, emitter);
  if (functionNamed(call.name)?.category === 'ranking' || ranked.has(call.name)) return { ...e, frame: undefined };
  if (frame?.mode === 'ROWS' || (!frame && e.orderBy.length === 0)) return e;
  const start = frame?.start ?? { kind: 'unboundedPreceding' as const };
  const end = frame?.end ?? { kind: 'currentRow' as const };
  const whole = start.kind === 'unboundedPreceding' && end.kind === 'unboundedFollowing';
  const fromFirst = call.name === 'FIRST_VALUE' && start.kind === 'unboundedPreceding' && end.kind === 'currentRow';
  if (whole || fromFirst) return { ...e, frame: { mode: 'ROWS', start, end } };
  throw emitter.unsupported(
    `${call.name} over a RANGE frame, the default of an ordered window`,
    'Write ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW, with an order that has no ties.',
  );
}

function onlyPartitioned(e: Window, emitter: ExpressionEmitter): Window {
  if (e.orderBy.length > 0 || e.frame)
    throw emitter.unsupported(`${e.call.name} over an order or a frame`, 'Leave only PARTITION BY in OVER.');
  return e;
}

/**
 * LAG and LEAD take no default ("LAG window function"). A row without such a neighbour is one for which the
 * neighbour's constant 1 is null; a neighbour whose value is null keeps its null.
 */
export function withDefault(e: Window, emitter: ExpressionEmitter, print: (e: Window) => Fragment): Fragment {
  const [value, offset, otherwise] = e.call.arguments;
  if (!ranked.has(e.call.name) || !value || !offset || !otherwise) return print(e);
  const over = (call: Call): Fragment => print({ ...e, call });
  const exists = over({ ...e.call, arguments: [{ kind: 'literal', type: 'integer', value: '1' }, offset] });
  const neighbour = over({ ...e.call, arguments: [value, offset] });
  return sql`CASE WHEN ${exists} IS NULL THEN ${emitter.expression(otherwise)} ELSE ${neighbour} END`;
}
