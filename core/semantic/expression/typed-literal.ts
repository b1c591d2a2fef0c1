import type { Literal } from './nodes.ts';
import type { Tokens } from './tokens.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;

type TemporalType = 'date' | 'timestamp' | 'time';
const TYPES: Readonly<Record<string, TemporalType>> = {
  DATE: 'date',
  TIME: 'time',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_NTZ: 'timestamp',
};
const FORMS: Readonly<Record<TemporalType, string>> = {
  date: "a date as 'YYYY-MM-DD'",
  time: "a time as 'HH:MI:SS'",
  timestamp: "a timestamp as 'YYYY-MM-DD HH:MI:SS' in UTC",
};

/** `DATE '…'`, `TIMESTAMP '…'`, `TIMESTAMP_NTZ '…'` or `TIME '…'`; undefined when something else is next. */
export function typedLiteral(tokens: Tokens): Literal | undefined {
  const { keyword, start } = tokens.next;
  const text = tokens.peek(1);
  if (!Object.hasOwn(TYPES, keyword) || text.kind !== 'string') return undefined;
  const type = TYPES[keyword]!;
  const value = temporalText(type, text.text);
  if (value === undefined) throw tokens.unexpected(FORMS[type], text);
  tokens.advance();
  tokens.advance();
  return Object.freeze({ kind: 'literal', type, value, at: tokens.spanFrom(start) });
}

/**
 * The canonical ISO text of a date (`YYYY-MM-DD`), time (`HH:MI:SS[.f]`) or timestamp (both, one space between):
 * undefined when the text is none, or no real day. Seconds, and a timestamp's time, may be left out.
 */
function temporalText(type: TemporalType, text: string): string | undefined {
  if (type === 'date') return isRealDay(text) ? text : undefined;
  if (type === 'time') return TIME.test(text) ? withSeconds(text) : undefined;
  const day = text.slice(0, 10);
  const time = text.length > 10 ? text.slice(11) : '00:00:00';
  const separated = text.length === 10 || text[10] === ' ' || text[10] === 'T';
  return separated && isRealDay(day) && TIME.test(time) ? `${day} ${withSeconds(time)}` : undefined;
}

const withSeconds = (time: string): string => (time.length === 5 ? `${time}:00` : time);

function isRealDay(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const lengths = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30];
  lengths.push(31, 31, 30, 31, 30, 31);
  return year >= 1 && month >= 1 && day >= 1 && day <= (lengths[month - 1] ?? 0);
}
