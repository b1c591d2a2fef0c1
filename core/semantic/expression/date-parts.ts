import type { Call, Expression, Literal } from './nodes.ts';

/** Parts of a date or time, as trees hold them. */
const DATE_PARTS = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'dayofweek',
  'dayofyear',
  'hour',
  'minute',
  'second',
  'millisecond',
] as const;
export type DatePart = (typeof DATE_PARTS)[number];

const SYNONYMS: Readonly<Record<string, DatePart>> = {
  dow: 'dayofweek',
  doy: 'dayofyear',
  milliseconds: 'millisecond',
  years: 'year',
  quarters: 'quarter',
  months: 'month',
  weeks: 'week',
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
  seconds: 'second',
};

const TRUNCATION = new Set<DatePart>(['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']);
const ARITHMETIC = new Set<DatePart>([...TRUNCATION, 'millisecond']);
const PARTS_OF: Readonly<Record<string, ReadonlySet<DatePart>>> = {
  DATE_PART: new Set(DATE_PARTS),
  DATE_TRUNC: TRUNCATION,
  DATEADD: ARITHMETIC,
  DATEDIFF: ARITHMETIC,
};

/** The parts that a function's first argument may name; undefined for functions that take no part. */
export const datePartsOf = (functionName: string): ReadonlySet<DatePart> | undefined => PARTS_OF[functionName];

/** Reads a part in any case, singular or plural; undefined when it is none. */
export function datePartNamed(text: string): DatePart | undefined {
  const word = text.toLowerCase();
  return DATE_PARTS.find(part => part === word) ?? (Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined);
}

/** The part that a parsed DATE_PART, DATE_TRUNC, DATEADD or DATEDIFF works on; undefined for other calls. */
export function datePartOf(call: Call): DatePart | undefined {
  if (datePartsOf(call.name) === undefined) return undefined;
  const first = call.arguments[0];
  return first && isStringLiteral(first) ? datePartNamed(first.value) : undefined;
}

const isStringLiteral = (e: Expression): e is Literal & { readonly value: string } =>
  e.kind === 'literal' && e.type === 'string';
