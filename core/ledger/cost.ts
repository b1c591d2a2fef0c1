import type { Cost } from '../answer/types.ts';
import type { PriceTable } from './prices.ts';

/** Micro-dollars, rounded half up: amounts are never negative, so this is Math.round. */
const roundHalfUp = Math.round;

const tebibyte = 1024 ** 4;
const picoPerMicro = 1_000_000;

/** Cost of one run of the engine, in micro-dollars; a run that read nothing still bills the minimum. */
export function databaseCost(bytesScanned: number, prices: PriceTable): number {
  const steps = Math.ceil(Math.max(bytesScanned, prices.minimumBytes) / prices.scanStepBytes);
  return roundHalfUp((steps * prices.scanStepBytes * prices.scanPerTebibyte) / tebibyte);
}

/** Cost of the function's time, in micro-dollars; billed by the started millisecond. */
export function computeCost(milliseconds: number, prices: PriceTable): number {
  const gigabyteMilliseconds = Math.ceil(milliseconds) * prices.computeGigabytes;
  return roundHalfUp((gigabyteMilliseconds * prices.computePerGigabyteMillisecond) / picoPerMicro);
}

export const noCost: Cost = Object.freeze({ model: 0, database: 0, compute: 0 });

export const totalCost = (cost: Cost): number => cost.model + cost.database + cost.compute;

/** Micro-dollars as dollars, for the API: exact to the micro-dollar. */
export const toDollars = (microDollars: number): number => microDollars / 1_000_000;

/** Micro-dollars as text for people: $0.05, and the sub-cent amounts that questions cost in full. */
export function dollarsText(microDollars: number): string {
  const dollars = toDollars(microDollars);
  return `$${dollars >= 1 || Number.isInteger(dollars * 100) ? dollars.toFixed(2) : Number(dollars.toFixed(6))}`;
}

/** The day a moment belongs to for budgets and bills, YYYY-MM-DD in UTC. */
export const ledgerDay = (at: Date): string => at.toISOString().slice(0, 10);
