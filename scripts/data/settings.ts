import { SophiaError } from '../../core/errors.ts';
import { SeededRandom } from './random.ts';

/** What a data set is made from; the same settings give the same rows. */
export interface Settings {
  readonly scale: number;
  readonly seed: number;
  /** First and last day, YYYY-MM-DD. */
  readonly start: string;
  readonly until: string;
  readonly random: SeededRandom;
  readonly sizes: Sizes;
}

/** Rows of the tables that others are drawn from. Orders grow with the scale, master data slower. */
export interface Sizes {
  readonly customers: number;
  readonly suppliers: number;
  readonly products: number;
  readonly orders: number;
  readonly purchaseOrders: number;
}

/** One piece of work: statements that fill working tables, then what is written to Parquet files. */
export interface Part {
  readonly label: string;
  readonly statements: readonly string[];
  readonly tables: readonly { readonly name: string; readonly query: string }[];
}

const years = 3;

/**
 * Settings of a data set, checked.
 *
 * @throws SophiaError dataset.option_invalid
 */
export function settingsFor(scale: number, seed: number, until: string): Settings {
  assertOption('scale', String(scale), scale >= 0.001 && scale <= 20, 'a number from 0.001 to 20');
  assertOption('seed', String(seed), Number.isSafeInteger(seed) && seed >= 0, 'a whole number of 0 or more');
  assertOption('until', until, isDay(until) && until >= '2003-01-01', 'a day such as 2026-03-31, from 2003 on');
  return { scale, seed, start: startOf(until), until, random: new SeededRandom(seed), sizes: sizesFor(scale) };
}

function assertOption(option: string, found: string, good: boolean, expected: string): void {
  if (!good) throw new SophiaError('dataset.option_invalid', [option], { option, found, expected });
}

/** A day of the calendar as YYYY-MM-DD: 2026-02-30 is none. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function sizesFor(scale: number): Sizes {
  const grown = (atScaleOne: number, power: number, least: number) =>
    Math.max(least, Math.round(atScaleOne * scale ** power));
  return {
    customers: grown(6000, 0.5, 100),
    suppliers: grown(140, 0.3, 20),
    products: grown(2400, 0.5, 120),
    orders: grown(385_000, 1, 200),
    purchaseOrders: grown(26_000, 1, 60),
  };
}

/** The day after the same day three years earlier, so that the data spans three whole years. */
function startOf(until: string): string {
  const day = new Date(`${until}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
