import type { DatePart } from '../semantic/expression/date-parts.ts';
import type { Expression, LiteralType } from '../semantic/expression/nodes.ts';
import { type DateToken, dateFormat } from './date-format.ts';
import type { ExpressionEmitter, FunctionPrinter, FunctionPrinters } from './expression-emitter.ts';
import { at, call, type Fragment, Level, sql, text } from './fragment.ts';
import {
  aggregate,
  argument,
  counting,
  filtered,
  isText,
  isWithinDay,
  named,
  partOf,
  percentileOrder,
  plainReplacement,
  template,
} from './function-printing.ts';
import { readIso, standardFunctions } from './standard-functions.ts';
import { typeOf } from './type-of.ts';

/** Trino's functions where their name or meaning is its own; pages cited are of the Trino manual. */

const cast = (e: Expression, type: string, unless: readonly (LiteralType | undefined)[], emitter: ExpressionEmitter) =>
  unless.includes(typeOf(e)) ? emitter.expression(e) : sql`CAST(${emitter.expression(e)} AS ${type})`;

const asDouble = (e: Expression, emitter: ExpressionEmitter) => cast(e, 'DOUBLE', ['float'], emitter);

/** Hours are not fields of a date ("Date and time functions"), so the value becomes a timestamp first. */
const asTimestamp = (e: Expression, emitter: ExpressionEmitter) =>
  cast(e, 'TIMESTAMP(6)', ['timestamp', 'time'], emitter);
const asDate = (e: Expression, emitter: ExpressionEmitter) => cast(e, 'DATE', ['date'], emitter);

const extractors: Readonly<Record<DatePart, string>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'week',
  day: 'day',
  dayofweek: 'day_of_week',
  dayofyear: 'day_of_year',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  millisecond: 'millisecond',
};

/** day_of_week counts from Monday, 1, to Sunday, 7; ours from Sunday, 0, to Saturday, 6. */
const datePart: FunctionPrinter = (node, emitter) => {
  const [part, value] = [partOf(node, emitter), argument(node, 1)];
  const from = isWithinDay(part) ? asTimestamp(value, emitter) : emitter.expression(value);
  const found = call(extractors[part], from);
  return part === 'dayofweek' ? at(Level.multiplicative, sql`${found} % 7`) : found;
};

/** date_trunc and date_add keep the type of their value. */
const dateTrunc: FunctionPrinter = (node, emitter) => {
  const [part, value] = [partOf(node, emitter), argument(node, 1)];
  return sql`date_trunc('${part}', ${isWithinDay(part) ? asTimestamp(value, emitter) : emitter.expression(value)})`;
};

const dateAdd: FunctionPrinter = (node, emitter) => {
  const [part, count, value] = [partOf(node, emitter), argument(node, 1), argument(node, 2)];
  const to = isWithinDay(part) ? asTimestamp(value, emitter) : emitter.expression(value);
  return sql`date_add('${part}', ${emitter.expression(count)}, ${to})`;
};

/** date_diff counts whole units passed; ours counts boundaries crossed, so both ends are cut to the unit first. */
const dateDiff: FunctionPrinter = (node, emitter) => {
  const part = partOf(node, emitter);
  const cut = (value: Expression): Fragment => {
    if (isWithinDay(part)) return sql`date_trunc('${part}', ${asTimestamp(value, emitter)})`;
    return part === 'day' ? asDate(value, emitter) : sql`date_trunc('${part}', ${asDate(value, emitter)})`;
  };
  return sql`date_diff('${part}', ${cut(argument(node, 1))}, ${cut(argument(node, 2))})`;
};

/** The exact percentiles, which Trino has none of: they sort the values of the group. */
export const sortedPercentiles: ReadonlySet<string> = new Set(['MEDIAN', 'PERCENTILE_CONT', 'PERCENTILE_DISC']);

/**
 * The values of a group sorted into an array, and a lambda that picks from it; an empty group gives null. Exact,
 * at the price of holding a group's values in memory; APPROX_PERCENTILE doesn't.
 */
function picked(values: Fragment, condition: Fragment, descending: boolean, pick: Fragment): Fragment {
  const sorted = sql`array_sort(array_agg(${values}) FILTER (WHERE ${condition}))`;
  const ordered = descending ? sql`reverse(${sorted})` : sorted;
  return sql`element_at(transform(ARRAY[${ordered}], v -> CASE WHEN cardinality(v) > 0 THEN ${pick} END), 1)`;
}

const percentile =
  (operand: (e: Expression, emitter: ExpressionEmitter) => Fragment, pick: (fraction: Fragment) => Fragment) =>
  (
    node: Parameters<FunctionPrinter>[0],
    emitter: ExpressionEmitter,
    value: Expression,
    fraction: Fragment,
    descending: boolean,
  ) => {
    const known = sql`${emitter.operand(value, Level.concatenation)} IS NOT NULL`;
    const condition = node.filter ? sql`${known} AND ${emitter.operand(node.filter, Level.not)}` : known;
    return picked(operand(value, emitter), condition, descending, pick(fraction));
  };

/** Between the two values around the place p * (n - 1), counted from zero. */
const interpolate = (p: Fragment): Fragment => {
  const place = sql`${p} * (cardinality(v) - 1)`;
  const [low, high] = [
    sql`element_at(v, CAST(floor(${place}) AS BIGINT) + 1)`,
    sql`element_at(v, CAST(ceil(${place}) AS BIGINT) + 1)`,
  ];
  return sql`${low} + (${high} - ${low}) * (${place} - floor(${place}))`;
};

/** The first value whose share of the rows reaches p. Decimals keep 0.07 * 100 at 7. */
const reach = (p: Fragment): Fragment => sql`element_at(v, greatest(CAST(ceil(${p} * cardinality(v)) AS BIGINT), 1))`;

const continuous = percentile(asDouble, interpolate);
const discrete = percentile((e, emitter) => emitter.expression(e), reach);

const ofGroup =
  (print: typeof continuous): FunctionPrinter =>
  (node, emitter) => {
    const { expression, descending } = percentileOrder(node);
    return print(node, emitter, expression, emitter.operand(argument(node, 0), Level.multiplicative), descending);
  };

/** Null if any argument is null, so each is replaced by the next that is not. */
const ignoringNulls =
  (name: string): FunctionPrinter =>
  (node, emitter) => {
    const args = node.arguments.map(item => emitter.expression(item));
    if (args.length === 1) return args[0]!;
    return call(name, ...args.map((_, index) => call('COALESCE', ...args.slice(index), ...args.slice(0, index))));
  };

/** Null beyond the last part, where the others give an empty text. */
const splitPart: FunctionPrinter = (node, emitter) => {
  const whole = argument(node, 0);
  const part = sql`COALESCE(${named('SPLIT_PART')(node, emitter)}, '')`;
  return isText(whole)
    ? part
    : sql`CASE WHEN ${emitter.operand(whole, Level.concatenation)} IS NOT NULL THEN ${part} END`;
};

/** A negative start counts from the end, but gives nothing when it is longer than the text. */
const ending = (value: Fragment, length: Fragment): Fragment =>
  sql`SUBSTR(${value}, GREATEST(LENGTH(${value}) - ${length} + 1, 1))`;

/** trim takes away every kind of white space; the standard's TRIM takes away spaces. */
const trim = (side: string): FunctionPrinter => template(value => sql`TRIM(${side} ' ' FROM ${value})`);

const mysql: Readonly<Record<DateToken, string>> = {
  YYYY: '%Y',
  YY: '%y',
  MONTH: '%M',
  MON: '%b',
  MM: '%m',
  DAY: '%W',
  DY: '%a',
  DD: '%d',
  HH24: '%H',
  HH12: '%I',
  HH: '%I',
  MI: '%i',
  SS: '%s',
  AM: '%p',
  PM: '%p',
};

const parsed: FunctionPrinter = (node, emitter) =>
  sql`date_parse(${emitter.expression(argument(node, 0))}, ${dateFormat(argument(node, 1), mysql, emitter)})`;

const utc = "current_timestamp AT TIME ZONE 'UTC'";

export const trinoFunctions: FunctionPrinters = {
  ...standardFunctions,
  /** sum of REAL stays REAL and loses digits; avg of DECIMAL keeps its scale ("Aggregate functions"). */
  SUM: aggregate('SUM', (e, emitter) =>
    typeOf(e) === 'float' ? sql`CAST(${emitter.expression(e)} AS DOUBLE)` : emitter.expression(e),
  ),
  AVG: aggregate('AVG', asDouble),
  ANY_VALUE: aggregate('arbitrary'),
  MEDIAN: (node, emitter) => continuous(node, emitter, argument(node, 0), text('0.5'), false),
  PERCENTILE_CONT: ofGroup(continuous),
  PERCENTILE_DISC: ofGroup(discrete),
  APPROX_COUNT_DISTINCT: aggregate('approx_distinct'),
  APPROX_PERCENTILE: (node, emitter) => {
    const [value, fraction] = [asDouble(argument(node, 0), emitter), emitter.expression(argument(node, 1))];
    return filtered(call('approx_percentile', value, fraction), node, emitter);
  },

  CURRENT_DATE: () => text(`CAST(${utc} AS DATE)`),
  CURRENT_TIMESTAMP: () => text(`CAST(${utc} AS TIMESTAMP(6))`),
  CURRENT_TIME: () => text(`CAST(${utc} AS TIME(6))`),
  DATE_PART: datePart,
  DATE_TRUNC: dateTrunc,
  DATEADD: dateAdd,
  DATEDIFF: dateDiff,
  TO_DATE: readIso('DATE', (node, emitter) => sql`CAST(${parsed(node, emitter)} AS DATE)`),
  TO_TIMESTAMP: readIso('TIMESTAMP', (node, emitter) => sql`CAST(${parsed(node, emitter)} AS TIMESTAMP(6))`),
  TO_CHAR: (node, emitter) =>
    sql`date_format(${emitter.expression(argument(node, 0))}, ${dateFormat(argument(node, 1), mysql, emitter)})`,

  TRIM: trim('BOTH'),
  LTRIM: trim('LEADING'),
  RTRIM: trim('TRAILING'),
  LEFT: counting(
    1,
    0,
    template((value, length) => sql`SUBSTR(${value}, 1, ${length})`),
  ),
  RIGHT: counting(1, 0, (node, emitter) =>
    ending(emitter.expression(argument(node, 0)), emitter.operand(argument(node, 1), Level.multiplicative)),
  ),
  SPLIT_PART: counting(2, 1, splitPart),
  CONTAINS: template((value, part) => at(Level.comparison, sql`STRPOS(${value}, ${part}) > 0`)),
  STARTSWITH: template((value, start) => sql`starts_with(${value}, ${start})`),
  ENDSWITH: (node, emitter) => {
    const [value, end] = [emitter.expression(argument(node, 0)), argument(node, 1)];
    const right = emitter.operand(end, Level.concatenation);
    return at(Level.comparison, sql`${ending(value, sql`LENGTH(${emitter.expression(end)})`)} = ${right}`);
  },
  REGEXP_LIKE: named('regexp_like'),
  REGEXP_EXTRACT: named('regexp_extract'),
  REGEXP_REPLACE: (node, emitter) => call('regexp_replace', ...plainReplacement(node, emitter)),
  REGEXP_COUNT: named('regexp_count'),

  /** Only decimals can be cut after some digits ("Mathematical functions"). */
  TRUNC: (node, emitter) =>
    node.arguments.length === 1
      ? named('TRUNCATE')(node, emitter)
      : sql`TRUNCATE(${cast(argument(node, 0), 'DECIMAL(38, 10)', ['decimal'], emitter)}, ${emitter.expression(argument(node, 1))})`,
  GREATEST: ignoringNulls('GREATEST'),
  LEAST: ignoringNulls('LEAST'),
};
