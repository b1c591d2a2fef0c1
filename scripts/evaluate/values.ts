import type { Cell } from '../../core/ports/query-engine.ts';

/** How single values of a gold and an answered table are compared. */

const relative = 1e-6;
const absolute = 0.005;

export const isMissing = (cell: Cell): boolean => cell === null || (typeof cell === 'string' && cell.trim() === '');

export function asNumber(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(cell)) return undefined;
  return Number(cell);
}

export const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= Math.max(absolute + 1e-9, relative * Math.max(Math.abs(a), Math.abs(b)));

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const twoDigits = (number: number) => String(number).padStart(2, '0');

/** The first day of the date or period that a value stands for: 2026-Q3 is 2026-07-01. */
export function asDay(cell: Cell): string | undefined {
  if (typeof cell === 'number') return isYear(cell) ? `${cell}-01-01` : undefined;
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim().toLowerCase();
  const iso = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[t ].*)?)?)?$/.exec(text);
  if (iso?.[1]) return iso[2] || isYear(Number(iso[1])) ? `${iso[1]}-${iso[2] ?? '01'}-${iso[3] ?? '01'}` : undefined;
  const quarter = /^(?:(\d{4})[- ]?q([1-4])|q([1-4])[- ]?(\d{4}))$/.exec(text);
  if (quarter) {
    const month = 3 * Number(quarter[2] ?? quarter[3]) - 2;
    return `${quarter[1] ?? quarter[4]}-${twoDigits(month)}-01`;
  }
  const week = /^(\d{4})[- ]?w(\d{1,2})$/.exec(text);
  if (week) return mondayOf(Number(week[1]), Number(week[2]));
  const month = /^(?:([a-z]{3})[a-z]*\.?[ -](\d{4})|(\d{4})[ -]([a-z]{3})[a-z]*\.?)$/.exec(text);
  const index = monthNames.indexOf(month?.[1] ?? month?.[4] ?? '');
  return month && index >= 0 ? `${month[2] ?? month[3]}-${twoDigits(index + 1)}-01` : undefined;
}

const isYear = (number: number) => Number.isInteger(number) && number >= 1900 && number <= 2100;

/** Monday of an ISO week: week 1 is the one that holds 4 January. */
function mondayOf(year: number, week: number): string | undefined {
  if (week < 1 || week > 53) return undefined;
  const fourth = new Date(Date.UTC(year, 0, 4));
  const firstMonday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  return new Date(firstMonday + (week - 1) * 7 * 86_400_000).toISOString().slice(0, 10);
}

export const asText = (cell: Cell): string => String(cell).trim().toLowerCase();
