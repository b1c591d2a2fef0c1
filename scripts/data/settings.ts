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

export const years = 3;

export function settingsFor(scale: number, seed: number, until: string): Settings {
  const grown = (atScaleOne: number, power: number, least: number) =>
    Math.max(least, Math.round(atScaleOne * scale ** power));
  return {
    scale,
    seed,
    start: startOf(until),
    until,
    random: new SeededRandom(seed),
    sizes: {
      customers: grown(6000, 0.5, 100),
      suppliers: grown(140, 0.3, 20),
      products: grown(2400, 0.5, 120),
      orders: grown(385_000, 1, 200),
      purchaseOrders: grown(26_000, 1, 60),
    },
  };
}

/** The day after the same day three years earlier, so that the data spans three whole years. */
function startOf(until: string): string {
  const day = new Date(`${until}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() - years);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
