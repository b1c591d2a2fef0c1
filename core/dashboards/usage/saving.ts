import { databaseCost } from '../../ledger/cost.ts';
import type { PriceTable } from '../../ledger/prices.ts';
import type { TileFigures } from './performance.ts';
import { sum } from './statistics.ts';

/** What a rollup would spare, going by what its tiles were measured to take. */
export interface Saving {
  /** All runs, those too that it would not serve: they stay as they are. */
  readonly runs: number;
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  readonly millisecondsBefore: number;
  readonly millisecondsAfter: number;
  /** Micro-dollars of all these runs. */
  readonly costBefore: number;
  readonly costAfter: number;
}

/** Rows a rollup may have of those it is made of; with more it spares too little to be worth keeping. */
const mostRows = 0.5;

/** A tile with how many of its runs a rollup would serve. */
export type ServedTile = TileFigures & { readonly served: number };

/**
 * Bytes and time of a run go with the rows that it reads; costs with the bytes, at the price's least amount. Undefined
 * where it would spare too little.
 */
export function savingOf(
  tiles: readonly ServedTile[],
  rowsBefore: number,
  rowsAfter: number,
  prices: PriceTable,
): Saving | undefined {
  const part = rowsBefore === 0 ? 1 : rowsAfter / rowsBefore;
  const ran = tiles.filter(({ runs }) => runs > 0);
  if (part > mostRows || ran.every(({ served }) => served === 0)) return undefined;
  const over = (of: (tile: ServedTile) => number) => Math.round(sum(ran.map(of)));
  /** What remains of something that goes with the rows read. */
  const left = ({ runs, served }: ServedTile) => 1 - (served / runs) * (1 - part);
  return {
    runs: over(({ runs }) => runs),
    rowsBefore,
    rowsAfter,
    bytesBefore: over(({ runs, bytesP50 }) => runs * (bytesP50 ?? 0)),
    bytesAfter: over(tile => tile.runs * (tile.bytesP50 ?? 0) * left(tile)),
    millisecondsBefore: over(({ engineMilliseconds }) => engineMilliseconds),
    millisecondsAfter: over(tile => tile.engineMilliseconds * left(tile)),
    costBefore: over(({ runs, bytesP50 }) => runs * databaseCost(bytesP50 ?? 0, prices)),
    costAfter: over(
      ({ runs, served, bytesP50 }) =>
        served * databaseCost((bytesP50 ?? 0) * part, prices) + (runs - served) * databaseCost(bytesP50 ?? 0, prices),
    ),
  };
}
