import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBTimeNSValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import { lru } from 'tiny-lru';
import type { Cell } from '../../core/ports/query-engine.ts';

const day = 86_400_000;
/** The least integer of 16 digits. */
const oneBeyond = 1_000_000_000_000_000n;
/** Years 0000 to 9999: what ISO 8601 writes with four digits. */
const firstDay = -719_528;
const lastDay = 2_932_896;

/** An integer as a number when it is exact there, else as text. */
function integerCell(value: bigint): Cell {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value.toString();
}

/**
 * A decimal as a number when it has at most 15 significant digits (a double keeps those exactly enough to print the
 * same text again), else as text.
 */
function decimalCell({ value, scale }: { value: bigint; scale: number }): Cell {
  // Both are exact as doubles, so that their quotient is the double nearest to the decimal.
  if (value > -oneBeyond && value < oneBeyond && scale <= 22) return Number(value) / 10 ** scale + 0;
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  const text = `${value < 0n ? '-' : ''}${whole}${scale > 0 ? `.${fraction}` : ''}`;
  const significant = digits.replace(/^0+/, '').replace(/0+$/, '').length;
  return significant <= 15 ? Number(text) + 0 : text;
}

/** NaN and infinities have no place in an answer: they are missing values. Negative zero is zero. */
const floatCell = (value: number): Cell => (Number.isFinite(value) ? value + 0 : null);

/** The shortest number that is this 32-bit float: 0.1, not 0.10000000149. */
function singleCell(value: number): Cell {
  if (!Number.isFinite(value)) return null;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short + 0;
  }
  return value + 0;
}

/** Days written lately: a result has few of them, many times. */
const dayTexts = lru<string>(5000);

function dayText(days: number): string {
  const known = dayTexts.get(days);
  if (known !== undefined) return known;
  const text = new Date(days * day).toISOString().slice(0, 10);
  dayTexts.set(days, text);
  return text;
}

/** YYYY-MM-DD; dates that ISO 8601 can't write with four digits of year come as the engine prints them. */
const dateCell = (value: DuckDBDateValue): Cell =>
  value.days < firstDay || value.days > lastDay ? value.toString() : dayText(value.days);

const floorDivide = (value: bigint, by: bigint): bigint => (value - (((value % by) + by) % by)) / by;

/** `fraction` of a second in `digits` digits, shown with at least `least` digits and no needless zeros beyond. */
function fractionText(fraction: bigint, digits: number, least: number): string {
  if (fraction === 0n) return least === 0 ? '' : `.${'0'.repeat(least)}`;
  return `.${fraction.toString().padStart(digits, '0').replace(/0+$/, '').padEnd(least, '0')}`;
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** HH:MM:SS of a second of the day. */
function clockText(second: number): string {
  const minute = Math.floor(second / 60);
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:${twoDigits(second % 60)}`;
}

/** YYYY-MM-DDTHH:MM:SS.mmmZ, with as many digits more as the value has (microseconds, nanoseconds). */
function timestampCell(ticks: bigint, perSecond: bigint, print: () => string): Cell {
  const seconds = floorDivide(ticks, perSecond);
  const fraction = ticks - seconds * perSecond;
  const days = Math.floor(Number(seconds) / 86_400);
  if (days < firstDay || days > lastDay) return print();
  const clock = clockText(Number(seconds) - days * 86_400);
  return `${dayText(days)}T${clock}${fractionText(fraction, perSecond.toString().length - 1, 3)}Z`;
}

/** HH:MM:SS, with the fraction when there is one. */
function timeCell(ticks: bigint, perSecond: bigint): Cell {
  return clockText(Number(ticks / perSecond)) + fractionText(ticks % perSecond, perSecond.toString().length - 1, 0);
}

/** ISO 8601 duration, each part with its own sign: P1Y2M3DT4H5M6.5S, P-1D. */
function intervalCell({ months, days, micros }: DuckDBIntervalValue): Cell {
  const sign = micros < 0n ? '-' : '';
  const total = micros < 0n ? -micros : micros;
  const seconds = total / 1_000_000n;
  const rest = `${seconds % 60n}${fractionText(total % 1_000_000n, 6, 0)}`;
  const part = (value: number | bigint, unit: string, lead = ''): string => (value ? `${lead}${value}${unit}` : '');
  const date = part(Math.trunc(months / 12), 'Y') + part(months % 12, 'M') + part(days, 'D');
  const time =
    part(seconds / 3600n, 'H', sign) + part((seconds / 60n) % 60n, 'M', sign) + (rest === '0' ? '' : `${sign}${rest}S`);
  if (date === '' && time === '') return 'PT0S';
  return `P${date}${time === '' ? '' : `T${time}`}`;
}

function objectCell(value: object): Cell {
  if (value instanceof DuckDBDecimalValue) return decimalCell(value);
  if (value instanceof DuckDBDateValue) return dateCell(value);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return timestampCell(value.micros, 1_000_000n, () => value.toString());
  if (value instanceof DuckDBTimestampSecondsValue) return timestampCell(value.seconds, 1n, () => value.toString());
  if (value instanceof DuckDBTimestampMillisecondsValue)
    return timestampCell(value.millis, 1000n, () => value.toString());
  if (value instanceof DuckDBTimestampNanosecondsValue)
    return timestampCell(value.nanos, 1_000_000_000n, () => value.toString());
  if (value instanceof DuckDBTimeValue) return timeCell(value.micros, 1_000_000n);
  if (value instanceof DuckDBTimeNSValue) return timeCell(value.nanos, 1_000_000_000n);
  if (value instanceof DuckDBIntervalValue) return intervalCell(value);
  return value.toString();
}

/** The converter of a column's values into cells, chosen once a column. */
export function cellConverter(type: DuckDBType): (value: DuckDBValue) => Cell {
  if (type.typeId === DuckDBTypeId.FLOAT) return value => (value === null ? null : singleCell(value as number));
  return value => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return floatCell(value);
      case 'bigint':
        return integerCell(value);
      default:
        return value === null ? null : objectCell(value);
    }
  };
}
