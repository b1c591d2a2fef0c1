import type { AnswerColumn, Cell } from './api/types.ts';

/**
 * How values are written, in one place. Formats and units are the model's: `currency` with an ISO code, `percent`
 * of a fraction, `duration` in the unit the number is stored in, dates by their grain. Everything is UTC.
 */
export type FormatColumn = Pick<AnswerColumn, 'type'> &
  Partial<Pick<AnswerColumn, 'unit' | 'format' | 'decimals' | 'grain' | 'role'>>;

export interface FormatOptions {
  /** BCP 47; default: the viewer's. */
  readonly locale?: string | undefined;
  /** Decimals shown; default: those of the column, else those of its format. */
  readonly decimals?: number | undefined;
  /** 1.2M instead of 1,234,567: for charts and headlines. */
  readonly compact?: boolean | undefined;
  /** Values that stand beside each other: the same decimals when compact, both units of a duration. */
  readonly even?: boolean | undefined;
  /** Adds units that are words (pieces, days); default false, for tables name them in the header. */
  readonly withUnit?: boolean | undefined;
}

export type ValueKind = 'number' | 'identifier' | 'currency' | 'percent' | 'duration' | 'date' | 'boolean' | 'text';

export const MISSING = '–';
const MINUS = '\u2212';
const NARROW_SPACE = '\u202f';
const NO_BREAK_SPACE = '\u00a0';

const SECONDS: Readonly<Record<string, number>> = {
  millisecond: 0.001,
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
};

const durationUnit = (unit: string | undefined): number | undefined =>
  SECONDS[(unit ?? 'day').toLowerCase().replace(/s$/, '')];

export const isNumberColumn = (column: FormatColumn): boolean =>
  column.type === 'integer' || column.type === 'decimal' || column.type === 'float';

/** What a column's values are, of its format, else its unit, else its type. */
export function kindOf(column: FormatColumn): ValueKind {
  if (column.type === 'date' || column.type === 'timestamp') return 'date';
  if (column.type === 'boolean') return 'boolean';
  if (!isNumberColumn(column)) return 'text';
  if (column.format === 'text') return 'identifier';
  if (column.format === 'percent' || column.unit === '%') return 'percent';
  if (column.format === 'duration' && durationUnit(column.unit) !== undefined) return 'duration';
  if (/^[A-Z]{3}$/.test(column.unit ?? '')) return 'currency';
  if (column.role === 'dimension' && column.type === 'integer' && column.format === undefined) return 'identifier';
  return 'number';
}

/** Numbers and their like stand right; text and dates left. */
export const isRightAligned = (column: FormatColumn): boolean => {
  const kind = kindOf(column);
  return kind === 'number' || kind === 'currency' || kind === 'percent' || kind === 'duration';
};

/** The number of a cell, which may come as text beyond 2^53; undefined when there is none. */
export function numberOf(cell: Cell | undefined): number | undefined {
  if (cell === null || cell === undefined || typeof cell === 'boolean' || cell === '') return undefined;
  const number = typeof cell === 'number' ? cell : Number(cell);
  return Number.isFinite(number) ? number : undefined;
}

const DEFAULT_DECIMALS: Partial<Record<ValueKind, number>> = { currency: 2, percent: 1 };

/** The decimals all values of a column are shown with. */
export function decimalsOf(column: FormatColumn, values: Iterable<Cell>): number {
  if (column.decimals !== undefined && column.decimals !== null) return column.decimals;
  const fixed = DEFAULT_DECIMALS[kindOf(column)];
  if (fixed !== undefined) return fixed;
  if (column.type === 'integer' || column.format === 'integer') return 0;
  let largest = 0;
  let whole = true;
  for (const value of values) {
    const number = numberOf(value);
    if (number === undefined) continue;
    largest = Math.max(largest, Math.abs(number));
    if (!Number.isInteger(number)) whole = false;
  }
  if (whole) return 0;
  return largest < 0.1 ? 4 : 2;
}

const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(locale: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale ?? ''}|${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options });
    numberFormats.set(key, format);
  }
  return format;
}

const withRealMinus = (text: string): string => text.replace('-', MINUS);

/** Text is kept as text, so that integers beyond 2^53 lose nothing. */
function printed(value: number | string, locale: string | undefined, options: Intl.NumberFormatOptions): string {
  const format = numberFormat(locale, options);
  return withRealMinus(format.format(value as number));
}

function currencyOptions(unit: string): Intl.NumberFormatOptions {
  return { style: 'currency', currency: unit, currencyDisplay: 'narrowSymbol' };
}

const DURATIONS = [
  { large: 86_400, largeName: 'd', small: 3_600, smallName: 'h' },
  { large: 3_600, largeName: 'h', small: 60, smallName: 'min' },
  { large: 60, largeName: 'min', small: 1, smallName: 's' },
] as const;

/**
 * 3 d 4 h, 4 h 10 min, 5 min 3 s: the two largest units, rounded at the smaller. `seconds` may be negative;
 * `compact` keeps the largest unit alone, `even` writes both where the smaller is 0 too, or its decimal.
 */
export function formatDuration(
  seconds: number,
  options: Pick<FormatOptions, 'compact' | 'even' | 'locale'> = {},
): string {
  const sign = seconds < 0 ? MINUS : '';
  const size = Math.abs(seconds);
  const count = (value: number, digits = 0, least = 0) =>
    numberFormat(options.locale, { minimumFractionDigits: least, maximumFractionDigits: digits }).format(value);
  for (const { large, largeName, small, smallName } of DURATIONS) {
    const smalls = Math.round(size / small);
    if (smalls * small < large) continue;
    if (options.compact) return `${sign}${count(size / large, 1, options.even ? 1 : 0)}${NO_BREAK_SPACE}${largeName}`;
    const rest = smalls % (large / small);
    const head = `${sign}${count(Math.floor((smalls * small) / large))}${NO_BREAK_SPACE}${largeName}`;
    return rest === 0 && !options.even ? head : `${head} ${rest}${NO_BREAK_SPACE}${smallName}`;
  }
  return `${sign}${count(size, size > 0 && size < 10 ? 1 : 0)}${NO_BREAK_SPACE}s`;
}

function formatNumber(cell: number | string, column: FormatColumn, options: FormatOptions): string {
  const number = numberOf(cell);
  if (number === undefined) return typeof cell === 'string' && cell !== '' ? cell : MISSING;
  const { locale, compact } = options;
  const kind = kindOf(column);
  if (kind === 'identifier') return String(cell);
  if (kind === 'duration') return formatDuration(number * (durationUnit(column.unit) ?? 1), options);
  const even = compact === true && options.even === true;
  // Cents beside thousands say nothing.
  const whole = even && kind === 'currency' && Math.abs(number) >= 100;
  const decimals = options.decimals ?? (whole ? 0 : decimalsOf(column, [cell]));
  const short = compact === true && Math.abs(number) >= 10_000;
  const loose = compact === true && !even;
  const digits: Intl.NumberFormatOptions = short
    ? { notation: 'compact', minimumFractionDigits: loose ? 0 : 1, maximumFractionDigits: 1 }
    : loose
      ? { maximumFractionDigits: decimals }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  if (kind === 'percent') return `${printed(number * 100, locale, digits)}${NARROW_SPACE}%`;
  if (kind === 'currency') {
    const fraction =
      loose && !short ? { minimumFractionDigits: Number.isInteger(number) ? 0 : Math.min(2, decimals) } : {};
    return printed(cell, locale, { ...currencyOptions(column.unit ?? 'USD'), ...digits, ...fraction });
  }
  const text = printed(cell, locale, digits);
  return options.withUnit && column.unit ? `${text}${NO_BREAK_SPACE}${column.unit}` : text;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale ?? ''}|${JSON.stringify(options)}`;
  let format = dateFormats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    dateFormats.set(key, format);
  }
  return format;
}

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** The instant of an ISO date or timestamp, which is UTC where it names no zone; undefined when it is neither. */
export function instantOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const zoned = text.length <= 10 || /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.replace(' ', 'T')}Z`;
  const instant = Date.parse(zoned);
  return Number.isNaN(instant) ? undefined : instant;
}

/** A date in the viewer's locale, as coarse as its grain: 2025, Q2 2025, May 2025, 5 May 2025, 5 May 2025, 14:00. */
export function formatDate(text: string, column: Pick<FormatColumn, 'type' | 'grain'>, locale?: string): string {
  const instant = instantOf(text);
  if (instant === undefined) return text;
  const date = new Date(instant);
  switch (column.grain) {
    case 'year':
      return String(date.getUTCFullYear());
    case 'quarter':
      return `Q${Math.floor(date.getUTCMonth() / 3) + 1}${NO_BREAK_SPACE}${date.getUTCFullYear()}`;
    case 'month':
      return dateFormat(locale, { month: 'short', year: 'numeric' }).format(date);
    case 'week':
    case 'day':
      return dateFormat(locale, DAY).format(date);
    default: {
      const hasTime = column.grain === 'hour' || (column.type === 'timestamp' && instant % 86_400_000 !== 0);
      return dateFormat(locale, hasTime ? { ...DAY, ...CLOCK } : DAY).format(date);
    }
  }
}

/** A day for people: Oct 24, 2026. */
export const formatDay = (iso: string, locale?: string): string =>
  formatDate(iso, { type: 'date', grain: 'day' }, locale);

/** An instant for people: date and time, in UTC as everything here. */
export const formatInstant = (iso: string, locale?: string): string => {
  const instant = instantOf(iso);
  if (instant === undefined) return iso;
  return dateFormat(locale, { ...DAY, ...CLOCK }).format(new Date(instant));
};

/** A cell as text. Null, NaN and infinities are a quiet dash. */
export function formatCell(cell: Cell | undefined, column: FormatColumn, options: FormatOptions = {}): string {
  if (cell === null || cell === undefined || cell === '') return MISSING;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number' && !Number.isFinite(cell)) return MISSING;
  const kind = kindOf(column);
  if (kind === 'date') return formatDate(String(cell), column, options.locale);
  if (kind === 'text' || kind === 'boolean') return typeof cell === 'number' ? withRealMinus(String(cell)) : cell;
  return formatNumber(cell, column, options);
}

/** The unit named in a table's header, where the cells don't carry it. */
export const headerUnit = (column: FormatColumn & { readonly label?: string }): string | undefined => {
  if (kindOf(column) !== 'number' || !column.unit) return undefined;
  // Orders are counted in orders: said once is enough.
  const one = column.unit.toLocaleLowerCase().replace(/s$/, '');
  return column.label?.toLocaleLowerCase().includes(one) ? undefined : column.unit;
};

/** Dollars of a question: two digits that count, never a rounded zero for something that cost. */
export function formatDollars(dollars: number, locale?: string): string {
  if (!Number.isFinite(dollars)) return MISSING;
  if (dollars === 0) return printed(0, locale, { ...currencyOptions('USD'), maximumFractionDigits: 0 });
  if (Math.abs(dollars) >= 0.995) return printed(dollars, locale, currencyOptions('USD'));
  return printed(dollars, locale, {
    ...currencyOptions('USD'),
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.min(6, Math.max(2, 1 - Math.floor(Math.log10(Math.abs(dollars))))),
  });
}

/** How long something took: 12 ms, 1.2 s, 1 min 5 s. */
export function formatElapsed(seconds: number, locale?: string): string {
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)}${NO_BREAK_SPACE}ms`;
  if (seconds < 60) return `${numberFormat(locale, { maximumFractionDigits: 1 }).format(seconds)}${NO_BREAK_SPACE}s`;
  return formatDuration(seconds, { locale });
}

/** 12 kB, 3.4 MB: powers of ten. */
export function formatBytes(bytes: number, locale?: string): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes <= 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const format = numberFormat(locale, { maximumFractionDigits: power === 0 ? 0 : 1 });
  return `${format.format(bytes / 1000 ** power)}${NO_BREAK_SPACE}${units[power]}`;
}

export const formatCount = (count: number, locale?: string): string =>
  printed(count, locale, { maximumFractionDigits: 0 });
