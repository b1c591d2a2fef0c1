import { countText, percentText, shown } from '../columns.ts';
import { zScore } from '../statistics/normal.ts';
import type { Table } from '../table.ts';
import type { Context, Input } from '../types.ts';
import { type Demand, demandInputs, readDemand } from './demand.ts';
import { type LeadTime, leadTimeInputs, readLeadTimes } from './lead-time.ts';
import { type ReorderLevel, reorderLevel } from './safety.ts';
import { nameOf, readStock, type Stock, stockInputs } from './stock.ts';

/** A product in a place with all that a reorder point is made of; `problem` says why it has none. */
export interface Item extends Stock {
  readonly demand: Demand;
  readonly leadTime: LeadTime;
  readonly level: ReorderLevel | undefined;
  readonly problem: string | undefined;
}

export type Levelled = Item & {
  readonly demand: Extract<Demand, { kind: 'known' }>;
  readonly leadTime: Extract<LeadTime, { kind: 'known' }>;
  readonly level: ReorderLevel;
};

export const hasLevel = (item: Item): item is Levelled => item.level !== undefined;

export const levelInputs = (context: Context): Input[] => [
  ...stockInputs(context, { position: true }),
  ...demandInputs(context),
  ...leadTimeInputs(context),
];

export function readItems(tables: Readonly<Record<string, Table>>, context: Context): Item[] {
  const demandOf = readDemand(tables, context);
  const leadTimeOf = readLeadTimes(tables, context);
  const z = zScore(context.settings.service_level);
  return readStock(tables).map(stock => {
    const demand = demandOf(stock.key);
    const leadTime = leadTimeOf(stock.product);
    const problem = problemOf(demand, leadTime);
    const level = demand.kind === 'known' && leadTime.kind === 'known' ? reorderLevel(demand, leadTime, z) : undefined;
    return { ...stock, demand, leadTime, level, problem };
  });
}

const problemOf = (demand: Demand, leadTime: LeadTime): string | undefined =>
  [demand, leadTime].flatMap(one => (one.kind === 'unknown' ? [one.reason] : [])).join('; ') || undefined;

/** The formula with the numbers of one item. */
export function worked({ demand: d, leadTime: l, level, ...item }: Levelled, serviceLevel: number): string {
  const n = (value: number) => shown(value, {}, 2);
  const safety = `z·σ = ${shown(zScore(serviceLevel), {}, 3)} × √(${n(l.mean)} × ${n(d.deviation)}² + ${n(d.mean)}² × ${n(l.deviation)}²) = ${n(level.safetyStock)}`;
  return `${nameOf({ ...item })} at ${percentText(serviceLevel)}: safety stock ${safety}; reorder point ${n(d.mean)} × ${n(l.mean)} + ${n(level.safetyStock)} = ${n(level.reorderPoint)} (demand over ${d.days} days, ${countText(l.receipts)} receipts by ${l.from}).`;
}

/** How many items have no level, by reason, most frequent first. */
export function problemNotes(items: readonly { problem: string | undefined }[]): string[] {
  const counts = new Map<string, number>();
  for (const { problem } of items)
    if (problem !== undefined) counts.set(general(problem), (counts.get(general(problem)) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 6)
    .map(([reason, count]) => `Not computed for ${countText(count)}: ${reason}.`);
}

/** Reasons that differ by their numbers alone are told as one. */
const general = (problem: string): string =>
  problem.replace(/: \d+ of (\d+)/g, ': under $1').replace(/last \d+ days/g, 'window');
