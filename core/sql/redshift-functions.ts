import type { DatePart } from '../semantic/expression/date-parts.ts';
import type { Expression } from '../semantic/expression/nodes.ts';
import { type DateFormatPiece, type DateToken, dateFormat, dateFormatPieces } from './date-format.ts';
import type { ExpressionEmitter, FunctionPrinter, FunctionPrinters } from './expression-emitter.ts';
import { at, call, type Fragment, joined, Level, sql, text } from './fragment.ts';
import {
  aggregate,
  argument,
  isWholeNumber,
  isWithinDay,
  partOf,
  percentileOrder,
  plainReplacement,
  template,
} from './function-printing.ts';
import { aboveZero, readIso, standardFunctions } from './standard-functions.ts';
import { typeOf } from './type-of.ts';

/** Redshift's functions where their name or meaning is its own; pages cited are of the Database Developer Guide. */

const asDouble = (e: Expression, emitter: ExpressionEmitter): Fragment =>
  typeOf(e) === 'float' ? emitter.expression(e) : sql`CAST(${emitter.expression(e)} AS DOUBLE PRECISION)`;

const isMoment = (e: Expression): boolean => ['date', 'timestamp'].includes(typeOf(e) ?? '');

/** Dates stay dates; decimals would be interpolated in their own scale ("MEDIAN function"). */
const interpolated = (e: Expression, emitter: ExpressionEmitter): Fragment =>
  isMoment(e) ? emitter.expression(e) : asDouble(e, emitter);

const fields: Readonly<Record<DatePart, string>> = {
  year: 'YEAR',
  quarter: 'QUARTER',
  month: 'MONTH',
  week: 'WEEK',
  day: 'DAY',
  dayofweek: 'DOW',
  dayofyear: 'DOY',
  hour: 'HOUR',
  minute: 'MINUTE',
  second: 'SECOND',
  millisecond: 'MS',
};

const asTimestamp = (e: Expression, emitter: ExpressionEmitter): Fragment =>
  typeOf(e) === 'date' ? sql`CAST(${emitter.expression(e)} AS TIMESTAMP)` : emitter.expression(e);

/** EXTRACT gives whole numbers of the part alone, DATE_PART fractions ("Date parts for date or timestamp functions"). */
const datePart: FunctionPrinter = (node, emitter) => {
  const [part, value] = [partOf(node, emitter), argument(node, 1)];
  const from = isWithinDay(part) ? asTimestamp(value, emitter) : emitter.expression(value);
  return sql`EXTRACT(${fields[part]} FROM ${from})`;
};

/** DATE_TRUNC and DATEADD give a timestamp for a date ("DATE_TRUNC function", "DATEADD function"). */
const keepDate = (printed: Fragment, part: DatePart, value: Expression): Fragment =>
  typeOf(value) === 'date' && !isWithinDay(part) ? sql`CAST(${printed} AS DATE)` : printed;

const dateTrunc: FunctionPrinter = (node, emitter) => {
  const [part, value] = [partOf(node, emitter), argument(node, 1)];
  return keepDate(sql`DATE_TRUNC('${part}', ${emitter.expression(value)})`, part, value);
};

/** Years are added as months, which end on the last day of a month that is too short. */
const dateAdd: FunctionPrinter = (node, emitter) => {
  const [part, count, value] = [partOf(node, emitter), argument(node, 1), argument(node, 2)];
  const sum = part === 'year' ? sql`month, ${months(count, emitter)}` : sql`${part}, ${emitter.expression(count)}`;
  return keepDate(sql`DATEADD(${sum}, ${emitter.expression(value)})`, part, value);
};

const months = (years: Expression, emitter: ExpressionEmitter): Fragment =>
  isWholeNumber(years) ? text(String(BigInt(years.value) * 12n)) : sql`12 * ${emitter.operand(years, Level.sign)}`;

/** DATEDIFF counts boundaries, weeks from Sunday: cut to Mondays first, they are whole weeks apart. */
const dateDiff: FunctionPrinter = (node, emitter) => {
  const part = partOf(node, emitter);
  const [from, to] = [emitter.expression(argument(node, 1)), emitter.expression(argument(node, 2))];
  return part === 'week'
    ? sql`DATEDIFF(week, DATE_TRUNC('week', ${from}), DATE_TRUNC('week', ${to}))`
    : sql`DATEDIFF(${part}, ${from}, ${to})`;
};

const percentileCont: FunctionPrinter = (node, emitter) => {
  const { expression, descending } = percentileOrder(node);
  const fraction = argument(node, 0);
  const value = descending ? text(complement(fraction, emitter)) : emitter.expression(fraction);
  return sql`PERCENTILE_CONT(${value}) WITHIN GROUP (ORDER BY ${interpolated(expression, emitter)})`;
};

/** 1 - p: a continuous percentile from the highest is the other one from the lowest. */
function complement(fraction: Expression, emitter: ExpressionEmitter): string {
  const value = fraction.kind === 'literal' || fraction.kind === 'parameter' ? String(fraction.value) : '';
  if (!/^[01]?(\.\d+)?$/.test(value) || value === '')
    throw emitter.unsupported(
      'PERCENTILE_CONT with this order',
      'Give the fraction as a constant, or order ascending.',
    );
  const digits = value.split('.')[1] ?? '';
  const whole = 10n ** BigInt(digits.length);
  const rest = String(whole - BigInt(`${value.split('.')[0]}${digits}`)).padStart(digits.length + 1, '0');
  return digits === '' ? rest : `${rest.slice(0, -digits.length)}.${rest.slice(-digits.length)}`;
}

/** Only the window function is exact ("PERCENTILE_DISC window function"); the aggregate is an approximation. */
export const percentileDisc = (node: Parameters<FunctionPrinter>[0], emitter: ExpressionEmitter): Fragment => {
  const { expression, descending } = percentileOrder(node);
  const order = sql`${emitter.expression(expression)}${descending ? ' DESC' : ''}`;
  return sql`PERCENTILE_DISC(${emitter.expression(argument(node, 0))}) WITHIN GROUP (ORDER BY ${order})`;
};

const approximatePercentile: FunctionPrinter = (node, emitter) => {
  const [value, fraction] = node.arguments.map(item => emitter.expression(item));
  return sql`APPROXIMATE PERCENTILE_DISC(${fraction!}) WITHIN GROUP (ORDER BY ${value!})`;
};

/** MIN and MAX take no booleans ("MIN function"); false is below true. */
const extreme =
  (name: string, ofBooleans: string): FunctionPrinter =>
  (node, emitter) =>
    aggregate(typeOf(argument(node, 0)) === 'boolean' ? ofBooleans : name)({ ...node, distinct: false }, emitter);

/** Perl's patterns ('p'), nearest to those of the other engines ("REGEXP_COUNT function"). */
const matches = (value: Fragment, pattern: Fragment): Fragment => sql`REGEXP_COUNT(${value}, ${pattern}, 1, 'p')`;

const words: Readonly<Record<DateToken, string>> = {
  YYYY: 'YYYY',
  YY: 'YY',
  MONTH: 'Month',
  MON: 'Mon',
  MM: 'MM',
  DAY: 'Day',
  DY: 'Dy',
  DD: 'DD',
  HH24: 'HH24',
  HH12: 'HH12',
  HH: 'HH12',
  MI: 'MI',
  SS: 'SS',
  AM: 'AM',
  PM: 'AM',
};

const isPadded = (piece: DateFormatPiece): boolean => piece.token === 'MONTH' || piece.token === 'DAY';

/** Full names come padded with blanks ("Datetime format strings"), so each is written by itself and trimmed. */
const formatted: FunctionPrinter = (node, emitter) => {
  const value = emitter.expression(argument(node, 0));
  const runs: { padded: boolean; format: string }[] = [];
  for (const piece of dateFormatPieces(argument(node, 1), emitter)) {
    const [padded, format] = [isPadded(piece), piece.token ? words[piece.token] : piece.text];
    const last = runs.at(-1);
    if (last && !padded && !last.padded) last.format += format;
    else runs.push({ padded, format });
  }
  const printed = runs.map(({ padded, format }) => {
    const written = sql`TO_CHAR(${value}, ${emitter.string(format)})`;
    return padded ? call('RTRIM', written) : written;
  });
  return printed.length === 1 ? printed[0]! : at(Level.concatenation, joined(printed, ' || '));
};

const parsed =
  (name: string): FunctionPrinter =>
  (node, emitter) =>
    sql`${name}(${emitter.expression(argument(node, 0))}, ${dateFormat(argument(node, 1), words, emitter)})`;

export const redshiftFunctions: FunctionPrinters = {
  ...standardFunctions,
  /** AVG of whole numbers is a whole number ("AVG function"). */
  AVG: aggregate('AVG', asDouble),
  MIN: extreme('MIN', 'BOOL_AND'),
  MAX: extreme('MAX', 'BOOL_OR'),
  MEDIAN: aggregate('MEDIAN', interpolated),
  PERCENTILE_CONT: percentileCont,
  PERCENTILE_DISC: (_, emitter) => {
    throw emitter.unsupported('PERCENTILE_DISC as an aggregate', 'Use PERCENTILE_CONT, MEDIAN or APPROX_PERCENTILE.');
  },
  APPROX_COUNT_DISTINCT: template(value => sql`APPROXIMATE COUNT(DISTINCT ${value})`),
  APPROX_PERCENTILE: approximatePercentile,

  /** The session's time zone is UTC unless someone sets another ("SYSDATE function"). */
  CURRENT_DATE: () => text('CAST(SYSDATE AS DATE)'),
  CURRENT_TIMESTAMP: () => text('SYSDATE'),
  CURRENT_TIME: () => text('CAST(SYSDATE AS TIME)'),
  DATE_PART: datePart,
  DATE_TRUNC: dateTrunc,
  DATEADD: dateAdd,
  DATEDIFF: dateDiff,
  TO_DATE: readIso('DATE', parsed('TO_DATE')),
  TO_TIMESTAMP: readIso(
    'TIMESTAMP',
    (node, emitter) => sql`CAST(${parsed('TO_TIMESTAMP')(node, emitter)} AS TIMESTAMP)`,
  ),
  TO_CHAR: formatted,

  CONTAINS: template((value, part) => at(Level.comparison, sql`STRPOS(${value}, ${part}) > 0`)),
  STARTSWITH: template((value, start) => at(Level.comparison, sql`STRPOS(${value}, ${start}) = 1`)),
  ENDSWITH: template((value, end) => at(Level.comparison, sql`STRPOS(REVERSE(${value}), REVERSE(${end})) = 1`)),
  REGEXP_LIKE: template((value, pattern) => at(Level.comparison, sql`${matches(value, pattern)} > 0`)),
  REGEXP_EXTRACT: template(
    (value, pattern) =>
      sql`CASE WHEN ${matches(value, pattern)} > 0 THEN REGEXP_SUBSTR(${value}, ${pattern}, 1, 1, 'p') END`,
  ),
  REGEXP_REPLACE: (node, emitter) => sql`REGEXP_REPLACE(${joined(plainReplacement(node, emitter), ', ')}, 1, 'p')`,
  REGEXP_COUNT: template(matches),

  /** LOG is of base 10 ("LOG function"). */
  LOG10: aboveZero('LOG'),
};
