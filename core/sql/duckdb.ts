import type { CastType, Expression } from '../semantic/expression/nodes.ts';
import { type DateToken, dateFormat } from './date-format.ts';
import type { ExpressionEmitter, FunctionPrinter, FunctionPrinters } from './expression-emitter.ts';
import { at, call, type Fragment, joined, Level, sql, text, tight } from './fragment.ts';
import {
  aggregate,
  argument,
  filtered,
  isWholeNumber,
  isWithinDay,
  named,
  partOf,
  percentileOrder,
  plainReplacement,
  template,
} from './function-printing.ts';
import { QueryEmitter } from './query-emitter.ts';
import { readIso, standardFunctions } from './standard-functions.ts';
import { typeOf } from './type-of.ts';

/** DuckDB 1.5, the embedded engine: its meaning is mostly ours. */
export class DuckDbEmitter extends QueryEmitter {
  override readonly dialect = 'duckdb';
  protected override readonly functions = duckDbFunctions;
  protected override readonly types: Readonly<Record<CastType, string>> = {
    VARCHAR: 'VARCHAR',
    INTEGER: 'INTEGER',
    BIGINT: 'BIGINT',
    DECIMAL: 'DECIMAL(18, 3)',
    DOUBLE: 'DOUBLE',
    BOOLEAN: 'BOOLEAN',
    DATE: 'DATE',
    TIMESTAMP: 'TIMESTAMP',
    TIME: 'TIME',
  };

  /** `/` is true division here, of decimals too, but gives infinity for zero. */
  protected override divide(left: Expression, right: Expression): Fragment {
    const divisor = tight(this.nonZero(right), Level.sign);
    return at(Level.multiplicative, sql`${this.operand(left, Level.multiplicative)} / ${divisor}`);
  }
}

/** The value in the type of `like`: DATE_TRUNC and adding an interval turn a date into a timestamp. */
function keepType(value: Fragment, like: Expression, emitter: ExpressionEmitter): Fragment {
  const type = typeOf(like);
  if (type === 'timestamp') return value;
  return type === 'date' ? sql`CAST(${value} AS DATE)` : call('cast_to_type', value, emitter.expression(like));
}

const dateTrunc: FunctionPrinter = (node, emitter) => {
  const [part, value] = [partOf(node, emitter), argument(node, 1)];
  const cut = sql`date_trunc('${part}', ${emitter.expression(value)})`;
  return isWithinDay(part) ? cut : keepType(cut, value, emitter);
};

/** Months that are too short end the result on their last day. */
const dateAdd: FunctionPrinter = (node, emitter) => {
  const [part, count, value] = [partOf(node, emitter), argument(node, 1), argument(node, 2)];
  const amount =
    isWholeNumber(count) && !count.value.startsWith('-')
      ? emitter.expression(count)
      : sql`(${emitter.expression(count)})`;
  const sum = sql`${emitter.operand(value, Level.additive)} + INTERVAL ${amount} ${part.toUpperCase()}`;
  return isWithinDay(part) ? at(Level.additive, sum) : keepType(sum, value, emitter);
};

/** Boundaries crossed. Weeks are cut on Mondays first: date_diff counts seven days from the first date. */
const dateDiff: FunctionPrinter = (node, emitter) => {
  const part = partOf(node, emitter);
  const [from, to] = [emitter.expression(argument(node, 1)), emitter.expression(argument(node, 2))];
  return part === 'week'
    ? sql`date_diff('week', date_trunc('week', ${from}), date_trunc('week', ${to}))`
    : sql`date_diff('${part}', ${from}, ${to})`;
};

/** Milliseconds are those of the second, 0 to 999; DuckDB counts those of the minute. */
const datePart: FunctionPrinter = (node, emitter) => {
  const part = partOf(node, emitter);
  const value = sql`date_part('${part}', ${emitter.expression(argument(node, 1))})`;
  return part === 'millisecond' ? at(Level.multiplicative, sql`${value} % 1000`) : value;
};

/** Interpolating decimals would round to their own scale, so numbers go through doubles. */
function interpolated(e: Expression, emitter: ExpressionEmitter): Fragment {
  const type = typeOf(e);
  const asIs = type === 'date' || type === 'timestamp' || type === 'integer' || type === 'float';
  return asIs ? emitter.expression(e) : sql`CAST(${emitter.expression(e)} AS DOUBLE)`;
}

const percentile =
  (name: string, operand: (e: Expression, emitter: ExpressionEmitter) => Fragment): FunctionPrinter =>
  (node, emitter) => {
    const { expression, descending } = percentileOrder(node);
    const order = sql`${operand(expression, emitter)}${descending ? ' DESC' : ''}`;
    const fraction = emitter.expression(argument(node, 0));
    return filtered(sql`${name}(${fraction}) WITHIN GROUP (ORDER BY ${order})`, node, emitter);
  };

const approximatePercentile: FunctionPrinter = (node, emitter) => {
  const [value, fraction] = [argument(node, 0), argument(node, 1)];
  return filtered(call('approx_quantile', interpolated(value, emitter), emitter.expression(fraction)), node, emitter);
};

/** Null without a match, where DuckDB gives an empty text. */
const regexpExtract = template(
  (value, pattern) => sql`CASE WHEN regexp_matches(${value}, ${pattern}) THEN regexp_extract(${value}, ${pattern}) END`,
);

const strftime: Readonly<Record<DateToken, string>> = {
  YYYY: '%Y',
  YY: '%y',
  MONTH: '%B',
  MON: '%b',
  MM: '%m',
  DAY: '%A',
  DY: '%a',
  DD: '%d',
  HH24: '%H',
  HH12: '%I',
  HH: '%I',
  MI: '%M',
  SS: '%S',
  AM: '%p',
  PM: '%p',
};

const parsed: FunctionPrinter = (node, emitter) =>
  sql`strptime(${emitter.expression(argument(node, 0))}, ${dateFormat(argument(node, 1), strftime, emitter)})`;

/** The engine's clock in UTC without the time zone extension. */
const now = 'make_timestamp(epoch_us(now()))';

const duckDbFunctions: FunctionPrinters = {
  ...standardFunctions,
  MEDIAN: aggregate('MEDIAN', interpolated),
  PERCENTILE_CONT: percentile('PERCENTILE_CONT', interpolated),
  PERCENTILE_DISC: percentile('PERCENTILE_DISC', (e, emitter) => emitter.expression(e)),
  APPROX_COUNT_DISTINCT: aggregate('approx_count_distinct'),
  /** A sketch of decimals gives whole numbers. */
  APPROX_PERCENTILE: approximatePercentile,

  CURRENT_DATE: () => text(`CAST(${now} AS DATE)`),
  CURRENT_TIMESTAMP: () => text(now),
  CURRENT_TIME: () => text(`CAST(${now} AS TIME)`),
  DATE_PART: datePart,
  DATE_TRUNC: dateTrunc,
  DATEADD: dateAdd,
  DATEDIFF: dateDiff,
  TO_DATE: readIso('DATE', (node, emitter) => sql`CAST(${parsed(node, emitter)} AS DATE)`),
  TO_TIMESTAMP: readIso('TIMESTAMP', parsed),
  TO_CHAR: (node, emitter) =>
    sql`strftime(${emitter.expression(argument(node, 0))}, ${dateFormat(argument(node, 1), strftime, emitter)})`,

  CONTAINS: named('contains'),
  STARTSWITH: named('starts_with'),
  ENDSWITH: named('ends_with'),
  REGEXP_LIKE: named('regexp_matches'),
  REGEXP_EXTRACT: regexpExtract,
  REGEXP_REPLACE: (node, emitter) => sql`regexp_replace(${joined(plainReplacement(node, emitter), ', ')}, 'g')`,
  REGEXP_COUNT: template((value, pattern) => sql`len(regexp_extract_all(${value}, ${pattern}))`),
};
