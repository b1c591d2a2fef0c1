import { abc } from './inventory/abc.ts';
import { daysOfCover } from './inventory/days-of-cover.ts';
import { reorderPoint } from './inventory/reorder-point.ts';
import { safetyStock } from './inventory/safety-stock.ts';
import { fillRate } from './logistics/fill-rate.ts';
import { deliveryLeadTime } from './logistics/lead-time.ts';
import { orderRisk } from './logistics/order-risk.ts';
import { concentration } from './supplier/concentration.ts';
import { onTime } from './supplier/on-time.ts';
import { priceTrend } from './supplier/price-trend.ts';
import { supplierRisk } from './supplier/risk.ts';
import type { AgentName, Calculation } from './types.ts';

/** All that agents can compute; the first of an agent is what it is asked for when nothing else is said. */
export const CALCULATIONS: readonly Calculation[] = [
  reorderPoint,
  safetyStock,
  daysOfCover,
  abc,
  orderRisk,
  fillRate,
  deliveryLeadTime,
  supplierRisk,
  onTime,
  priceTrend,
  concentration,
];

export const calculationsOf = (agent: AgentName): Calculation[] => CALCULATIONS.filter(one => one.agent === agent);
