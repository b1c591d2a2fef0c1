import type { Cell } from '../ports/query-engine.ts';
import type { AnswerColumn } from './types.ts';

/** Cells as people read them, by the unit and format of the model: for sentences, terminals and labels. */

/** What a value that is missing looks like. */
const missing = '–';
const minus = '−';
const narrowSpace = ' ';

/** `compact` shortens large numbers: 1.2M. Otherwise every digit that the column shows. */
export interface FormatOptions {
  readonly compact?: boolean | undefined;
}

type Shown = Pick<AnswerColumn, 'type'> & Partial<Pick<AnswerColumn, 'unit' | 'format' | 'decimals' | 'grain'>>;

export function formatCell(cell: Cell, column: Shown, options: FormatOptions = {}): string {
  if (cell === null) return missing;
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (column.type === 'date' || column.type === 'timestamp') return formatTime(String(cell), column.grain);
  const number = toNumber(cell, column);
  return number === undefined ? String(cell).replace(turns, '') : formatNumber(number, column, options);
}

/** Marks that turn the direction of all text after them, which a value may hold and a sentence must not. */
const turns = /[\u202A-\u202E\u2066-\u2069]/g;

/** Decimals and large integers come as text; a text column's digits stay as they are. */
function toNumber(cell: string | number, column: Shown): number | undefined {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  if (!['integer', 'decimal', 'float'].includes(column.type)) return undefined;
  const number = Number(cell);
  return cell.trim() !== '' && Number.isFinite(number) ? number : undefined;
}

function formatNumber(number: number, column: Shown, options: FormatOptions): string {
  const { unit, format } = column;
  const size = Math.abs(number);
  /** What is nothing as it is shown has no sign. */
  const signOf = (digits: string) => (number < 0 && /[1-9]/.test(digits) ? minus : '');
  if (unit === '%' || format === 'percent') {
    const percents = plain(size * 100, column.decimals ?? 1);
    return `${signOf(percents)}${percents} %`;
  }
  if (format === 'duration' || isTimeUnit(unit)) {
    const length = duration(size, unit ?? 'seconds', column.decimals);
    return `${signOf(length)}${length}`;
  }
  const digits = options.compact ? compact(size, column) : plain(size, column.decimals ?? usualDecimals(column, size));
  const sign = signOf(digits);
  if (unit === undefined) return `${sign}${digits}`;
  const symbol = currencySymbol(unit);
  if (symbol) return `${sign}${symbol}${digits}`;
  return `${sign}${digits}${narrowSpace}${digits === '1' ? singularOf(unit) : unit}`;
}

const usualDecimals = (column: Shown, size: number): number => {
  if (column.type === 'integer') return 0;
  if (column.unit && currencySymbol(column.unit)) return 2;
  if (Number.isInteger(size)) return 0;
  return size >= 100 ? 1 : size >= 1 ? 2 : 4;
};

/** One of a unit that is named in the plural: 1 order, 1 delivery, 1 box. Units that are no plural stay. */
export function singularOf(unit: string): string {
  if (!/^[a-z][a-z ]{2,}$/.test(unit) || /(ss|us|is)$/.test(unit)) return unit;
  if (/[^aeiou]ies$/.test(unit)) return unit.replace(/ies$/, 'y');
  if (/(x|ch|sh|ss|zz)es$/.test(unit)) return unit.replace(/es$/, '');
  return unit.replace(/s$/, '');
}

/** Formatters by decimals: making one takes longer than a hundred uses of it. */
const formatters = new Map<number, Intl.NumberFormat>();

function plain(size: number, decimals: number): string {
  let formatter = formatters.get(decimals);
  if (!formatter) {
    formatter = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formatters.set(decimals, formatter);
  }
  return formatter.format(size);
}

const scales: readonly [number, string][] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
];

/** Three significant digits with a scale letter from a million on. */
function compact(size: number, column: Shown): string {
  const rounded = Number(size.toPrecision(3));
  const scale = scales.find(([least]) => rounded >= least);
  if (!scale) return plain(size, column.decimals ?? usualDecimals(column, size));
  return `${Number((size / scale[0]).toPrecision(3))}${scale[1]}`;
}

/** Symbols of the currencies met so far; there are a few hundred in all. */
const symbols = new Map<string, string>();

/** `$` for USD; undefined for what is no ISO 4217 code. */
function currencySymbol(unit: string): string | undefined {
  if (!/^[A-Z]{3}$/.test(unit) || !knownCurrencies.has(unit)) return undefined;
  const known = symbols.get(unit);
  if (known !== undefined) return known;
  const symbol = symbolOf(unit);
  symbols.set(unit, symbol);
  return symbol;
}

function symbolOf(unit: string): string {
  const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency: unit }).formatToParts(0);
  const symbol = parts.find(part => part.type === 'currency')?.value ?? unit;
  return symbol.length === 3 && symbol === unit ? `${unit}${narrowSpace}` : symbol;
}

const knownCurrencies = new Set(Intl.supportedValuesOf('currency'));

const secondsIn: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

const singular = (unit: string) => unit.toLowerCase().replace(/s$/, '');
const isTimeUnit = (unit: string | undefined): boolean => unit !== undefined && singular(unit) in secondsIn;

/** A stretch of time in its unit: 3 d 4 h for days with a fraction, 12 days for whole ones, 4.2 days beyond a month. */
function duration(size: number, unit: string, decimals: number | undefined): string {
  const perUnit = secondsIn[singular(unit)];
  if (perUnit === undefined || decimals !== undefined || Number.isInteger(size)) {
    const shown = plain(size, decimals ?? (Number.isInteger(size) ? 0 : 1));
    return `${shown}${narrowSpace}${shown === '1' ? singular(unit) : unit}`;
  }
  const seconds = Math.round(size * perUnit);
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return `${plain(size, 3)}${narrowSpace}${unit}`;
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, name]) => `${plain(count, 0)}${narrowSpace}${name}`).join(' ');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment or a period by its first day: 2026, Q3 2026, Jul 2026, 6 Jul 2026; weeks by their Monday. */
export function formatTime(iso: string, grain?: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?/.exec(iso);
  if (!match) return iso;
  const [, year, month, day, clock] = match;
  const monthName = months[Number(month) - 1];
  if (grain === 'year') return `${year}`;
  if (grain === 'quarter') return `Q${Math.ceil(Number(month) / 3)} ${year}`;
  if (grain === 'month') return `${monthName} ${year}`;
  const date = `${Number(day)} ${monthName} ${year}`;
  if (grain === 'week') return `week of ${date}`;
  return clock && grain !== 'day' && (clock !== '00:00' || grain === 'hour') ? `${date} ${clock}` : date;
}
