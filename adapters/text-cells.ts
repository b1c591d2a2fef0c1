import type { Cell, ColumnType } from '../core/ports/query-engine.ts';

/** Cells from values as services write them, in text. */

/** An integer as a number when it is exact there, else as it is written. */
function integerCell(text: string): Cell {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value + 0 : text;
}

/** A decimal as a number when it has at most 15 significant digits, which a double keeps, else as it is written. */
function decimalCell(text: string): Cell {
  const digits = text.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return digits.length <= 15 ? Number(text) + 0 : text;
}

/** NaN and infinities have no place in an answer: they are missing values. */
function floatCell(text: string): Cell {
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : null;
}

const timestamp = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;

/** YYYY-MM-DDTHH:MM:SS.mmmZ with as many digits more as it has; what is no timestamp of UTC or an offset stays. */
function timestampCell(text: string): Cell {
  const match = timestamp.exec(text);
  if (!match) return text;
  const [, date, clock = '', fraction = '', zone = 'Z'] = match;
  const digits = fraction.replace(/0+$/, '').replace('.', '').padEnd(3, '0');
  const seconds = clock.length === 5 ? `${clock}:00` : clock;
  if (/^(Z|UTC|[+-]00(:?00)?)$/.test(zone)) return `${date}T${seconds}.${digits}Z`;
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const moved = new Date(`${date}T${seconds}${sign}${hours}:${minutes}`).toISOString();
  return `${moved.slice(0, 19)}.${digits}Z`;
}

/** HH:MM:SS, with the fraction when there is one. */
const timeCell = (text: string): Cell => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

const converters: Readonly<Record<ColumnType, (text: string) => Cell>> = {
  string: text => text,
  integer: integerCell,
  decimal: decimalCell,
  float: floatCell,
  boolean: text => /^(true|t|1)$/i.test(text),
  date: text => text,
  timestamp: timestampCell,
  time: timeCell,
  other: text => text,
};

/** The cell of a value as text; null for a missing one. */
export const cellOfText = (type: ColumnType, text: string | undefined): Cell =>
  text === undefined ? null : converters[type](text);
