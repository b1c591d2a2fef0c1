import { SophiaError } from '../../errors.ts';
import type { FunctionKind } from './functions.ts';
import type { Grammar } from './grammar.ts';
import { listOf } from './grammar.ts';
import type { Call, Expression, Frame, FrameBound, OrderItem, Window } from './nodes.ts';
import type { Tokens } from './tokens.ts';

/** The call itself, or the window it becomes by an OVER clause. `kind` is undefined for unknown functions. */
export function parseOver(grammar: Grammar, call: Call, kind: FunctionKind | undefined, start: number): Expression {
  const { tokens } = grammar;
  if ((tokens.sees('IGNORE') || tokens.sees('RESPECT')) && tokens.peek(1).keyword === 'NULLS') {
    throw tokens.notSupported('IGNORE NULLS', 'filter the nulls, or use COALESCE');
  }
  if (!tokens.takes('OVER')) {
    if (kind === 'window') throw tokens.unexpected(`OVER after ${call.name}`);
    return call;
  }
  if (kind === 'scalar') throw tokens.notSupported(`${call.name} OVER`, 'only aggregates and window functions take it');
  if (call.withinGroup) throw deferred('WITHIN GROUP together with OVER', start);
  tokens.expect('(', '( after OVER');
  const partitionBy = tokens.takes('PARTITION', 'BY') ? listOf(tokens, grammar.expression) : [];
  const orderBy = tokens.takes('ORDER', 'BY') ? listOf(tokens, () => parseOrderItem(grammar)) : [];
  const frame = parseFrame(tokens);
  tokens.expect(')', 'PARTITION BY, ORDER BY, ROWS, RANGE or )');
  return Object.freeze<Window>({
    kind: 'window',
    call,
    partitionBy: Object.freeze(partitionBy),
    orderBy: Object.freeze(orderBy),
    ...(frame && { frame }),
    at: tokens.spanFrom(start),
  });
}

/** `expression [ASC | DESC] [NULLS FIRST | NULLS LAST]` */
export function parseOrderItem(grammar: Grammar): OrderItem {
  const { tokens } = grammar;
  const expression = grammar.expression();
  const direction = tokens.takes('DESC') ? 'DESC' : 'ASC';
  if (direction === 'ASC') tokens.takes('ASC');
  if (!tokens.takes('NULLS')) return Object.freeze({ expression, direction });
  const nulls = tokens.takes('FIRST') ? 'FIRST' : tokens.takes('LAST') ? 'LAST' : undefined;
  if (!nulls) throw tokens.unexpected('FIRST or LAST');
  return Object.freeze({ expression, direction, nulls });
}

function parseFrame(tokens: Tokens): Frame | undefined {
  const position = tokens.next.start;
  if (tokens.sees('GROUPS')) throw deferred('A GROUPS frame', position);
  const mode = (['ROWS', 'RANGE'] as const).find(word => tokens.takes(word));
  if (!mode) return undefined;
  const between = tokens.takes('BETWEEN');
  const start = parseBound(tokens);
  if (between) tokens.expect('AND');
  const end = between ? parseBound(tokens) : undefined;
  if (tokens.sees('EXCLUDE')) throw tokens.notSupported('EXCLUDE', 'choose the frame by its bounds');
  if (!isFrame(start, end ?? CURRENT_ROW)) {
    throw new SophiaError('expression.syntax', [], {
      found: 'a frame that ends before it starts',
      expected: 'a frame whose start comes first',
      position,
    });
  }
  return Object.freeze({ mode, start, ...(end && { end }) });
}

function parseBound(tokens: Tokens): FrameBound {
  if (tokens.takes('CURRENT', 'ROW')) return CURRENT_ROW;
  if (tokens.takes('UNBOUNDED', 'PRECEDING')) return Object.freeze({ kind: 'unboundedPreceding' });
  if (tokens.takes('UNBOUNDED', 'FOLLOWING')) return Object.freeze({ kind: 'unboundedFollowing' });
  const { kind, text, start } = tokens.next;
  if (kind === 'end') throw tokens.unexpected('UNBOUNDED, CURRENT ROW or a whole number');
  const rows = kind === 'number' && /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(rows)) throw deferred('A frame bound that is no whole number', start);
  tokens.advance();
  if (tokens.takes('PRECEDING')) return Object.freeze({ kind: 'preceding', rows });
  if (tokens.takes('FOLLOWING')) return Object.freeze({ kind: 'following', rows });
  // An expression, as in `n + 1 PRECEDING`, is a parameter of the frame like any other.
  if (tokens.next.kind === 'symbol' && !tokens.sees(')')) throw deferred('A computed frame bound', start);
  throw tokens.unexpected('PRECEDING or FOLLOWING');
}

const CURRENT_ROW: FrameBound = Object.freeze({ kind: 'currentRow' });

/** Offset of a bound from the current row, as far as bounds can be compared. */
function offset(bound: FrameBound): number {
  if (bound.kind === 'preceding') return -bound.rows;
  if (bound.kind === 'following') return bound.rows;
  const fixed = { unboundedPreceding: Number.NEGATIVE_INFINITY, currentRow: 0, unboundedFollowing: Infinity };
  return fixed[bound.kind];
}

function isFrame(start: FrameBound, end: FrameBound): boolean {
  if (start.kind === 'unboundedFollowing' || end.kind === 'unboundedPreceding') return false;
  return offset(start) <= offset(end);
}

const deferred = (construct: string, position: number) =>
  new SophiaError('E_DEFERRED_FRAME_MODE', [], { construct, position });
