import { agentPlans } from '../agents/plans.ts';
import { usualRows } from '../answer/most-rows.ts';
import { isSophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { databaseCost } from '../ledger/cost.ts';
import type { PriceTable } from '../ledger/prices.ts';
import { compilePlan } from '../plan/compile.ts';
import type { QueryEngine } from '../ports/query-engine.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import type { DashboardSpec, Tile } from './spec.ts';
import { tilePlans } from './tile-plans.ts';

export interface RefreshCostOptions {
  readonly model: ResolvedModel;
  readonly engine: QueryEngine;
  readonly prices: PriceTable;
}

/** What it costs at most, in micro-dollars, to take all data of a dashboard anew as this persona: nothing from the cache. */
export async function refreshCost(
  { model, engine, prices }: RefreshCostOptions,
  persona: Persona,
  spec: DashboardSpec,
  now: Date,
): Promise<number> {
  const costs = spec.tiles
    .flatMap(tile => plansOf(tile, spec, model, now))
    .map(async plan => {
      try {
        const { tables } = compilePlan(plan, model, { now, policy: persona, maxRows: usualRows, paths: 'shortest' });
        return databaseCost(await engine.estimateBytes(tables), prices);
      } catch (error) {
        // What can't be asked costs nothing.
        if (isSophiaError(error)) return 0;
        throw error;
      }
    });
  return (await Promise.all(costs)).reduce((sum, cost) => sum + cost, 0);
}

function plansOf(tile: Tile, spec: DashboardSpec, model: ResolvedModel, now: Date) {
  const { plan, source } = tile;
  if (!plan) return source ? agentPlans(source, model, now) : [];
  const { main, sparkline } = tilePlans({ ...tile, plan }, spec, {}, model);
  return sparkline ? [main, sparkline] : [main];
}
