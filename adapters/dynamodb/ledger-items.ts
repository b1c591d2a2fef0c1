import type { LedgerEntry } from '../../core/ports/stores.ts';
import type { Item, Key } from './table.ts';

/** Keys and items of the ledger. Amounts are integer micro-dollars. */

export interface Place {
  readonly persona: string;
  readonly day: string;
}

export interface Reservation extends Place {
  readonly queryId: string;
  readonly amount: number;
  readonly at: string;
}

const budgetText = ({ day, persona }: Place): string => `budget#${day}#${persona}`;
export const budgetKey = (place: Place): Key => ({ pk: budgetText(place), sk: 'committed' });
/** Beside the budget, so that what was forgotten is found. */
export const openKey = (place: Place, queryId: string): Key => ({ pk: budgetText(place), sk: `open#${queryId}` });
export const reservationKey = (queryId: string): Key => ({ pk: `query#${queryId}`, sk: 'reservation' });
export const entryKey = (queryId: string): Key => ({ pk: `query#${queryId}`, sk: 'entry' });
export const sumKey = ({ day, persona, username }: Place & { username: string }): Key => ({
  pk: `month#${day.slice(0, 7)}`,
  sk: JSON.stringify([day, persona, username]),
});

export const totalOf = ({ model, database, compute }: LedgerEntry): number => model + database + compute;

/** What an entry adds to the sums of its day. */
export const countsOf = (entry: LedgerEntry) => ({
  queries: 1,
  cached: entry.cached ? 1 : 0,
  model: entry.model,
  database: entry.database,
  compute: entry.compute,
  bytesScanned: entry.bytesScanned,
});
export const counted = ['queries', 'cached', 'model', 'database', 'compute', 'bytesScanned'] as const;

export function entryOf(item: Item): LedgerEntry {
  return {
    queryId: String(item['queryId']),
    username: String(item['username']),
    persona: String(item['persona']),
    day: String(item['day']),
    model: Number(item['model']),
    database: Number(item['database']),
    compute: Number(item['compute']),
    bytesScanned: Number(item['bytesScanned']),
    cached: item['cached'] === true,
    at: String(item['at']),
  };
}

export function reservationOf(item: Item): Reservation {
  return {
    queryId: String(item['queryId']),
    persona: String(item['persona']),
    day: String(item['day']),
    amount: Number(item['amount']),
    at: String(item['at']),
  };
}
