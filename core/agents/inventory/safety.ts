import type { Moments } from '../statistics/moments.ts';

/** What has to be in stock when an order is placed. */
export interface ReorderLevel {
  /** Standard deviation of the demand during a lead time. */
  readonly deviation: number;
  readonly safetyStock: number;
  readonly reorderPoint: number;
}

/**
 * Reorder point and safety stock where both demand and lead time vary, independently of each other and demand from
 * day to day: σ_DL = √(L̄·σ_d² + d̄²·σ_L²), SS = z·σ_DL, ROP = d̄·L̄ + SS.
 *
 * Source: S. Chopra, P. Meindl, “Supply Chain Management”, chapter on safety inventory (uncertainty of demand and of
 * lead time); E. A. Silver, D. F. Pyke, D. J. Thomas, “Inventory and Production Management in Supply Chains”, 4th ed.,
 * continuous review (s, Q).
 *
 * @param demand a day; not negative
 * @param leadTime in days; not negative
 * @param z z-score of the cycle service level, the probability of no stock-out in an order cycle
 */
export function reorderLevel(demand: Moments, leadTime: Moments, z: number): ReorderLevel {
  const deviation = Math.sqrt(leadTime.mean * demand.deviation ** 2 + demand.mean ** 2 * leadTime.deviation ** 2);
  const safetyStock = z * deviation;
  return { deviation, safetyStock, reorderPoint: demand.mean * leadTime.mean + safetyStock };
}
