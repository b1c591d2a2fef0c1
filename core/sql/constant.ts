import { SophiaError } from '../errors.ts';
import type { LiteralType } from '../semantic/expression/nodes.ts';

/**
 * Constants checked and brought to the one form that every engine reads. They are printed into text, so
 * whatever is not exactly of its form is refused.
 */

const date = /^\d{4}-\d{2}-\d{2}$/;
const time = /^\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/;
const timestamp = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;
const number: Readonly<Partial<Record<LiteralType, RegExp>>> = {
  integer: /^[+-]?\d+$/,
  decimal: /^[+-]?(?:\d+\.?\d*|\.\d+)$/,
  float: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/,
};

const invalid = (value: string, type: string, expected: string): SophiaError =>
  new SophiaError('dialect.constant_invalid', [], { value, type, expected });

/** A number's text. Decimals of a whole number stay decimals. */
export function numberText(value: string, type: 'integer' | 'decimal' | 'float'): string {
  if (!number[type]!.test(value)) throw invalid(value, type, 'digits');
  return value.replace(/^\+/, '');
}

/** Whether the day exists: 2026-02-30 reads as March in some engines and fails in others. */
const exists = (day: string): boolean => {
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
};

export function dateText(value: string): string {
  const day = timestamp.exec(value)?.[1] ?? value;
  if (!date.test(day) || !exists(day)) throw invalid(value, 'date', 'a day that exists, as YYYY-MM-DD');
  return day;
}

export function timeText(value: string): string {
  if (!time.test(value)) throw invalid(value, 'time', 'HH:MM:SS');
  return value.length === 5 ? `${value}:00` : value;
}

/** YYYY-MM-DD HH:MM:SS with up to six decimals, in UTC whatever the offset given. */
export function timestampText(value: string): string {
  const [, day, clock = '00:00:00', fraction = '', offset = 'Z'] = timestamp.exec(value) ?? [];
  if (day === undefined || !exists(day)) throw invalid(value, 'timestamp', 'YYYY-MM-DD HH:MM:SS');
  const seconds = clock.length === 5 ? `${clock}:00` : clock;
  const zone = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
  const read = new Date(`${day}T${seconds}${zone}`);
  if (Number.isNaN(read.getTime())) throw invalid(value, 'timestamp', 'YYYY-MM-DD HH:MM:SS');
  return `${read.toISOString().slice(0, 19).replace('T', ' ')}${fraction.slice(0, 7)}`;
}

/** A string constant by the standard: quotes doubled, nothing else special. No engine stores the zero character. */
export function stringText(value: string): string {
  if (value.includes('\0')) throw invalid(value, 'string', 'text without the zero character');
  return `'${value.replaceAll("'", "''")}'`;
}

/** Digits and decimals of a decimal constant, for the type it is bound as. */
export function decimalShape(value: string): { readonly precision: number; readonly scale: number } {
  const [whole = '', fraction = ''] = value.replace(/^[+-]/, '').split('.');
  return { precision: Math.max(whole.replace(/^0+/, '').length, 1) + fraction.length, scale: fraction.length };
}
