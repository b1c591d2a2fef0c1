import { abc } from './inventory/abc.ts';
import { daysOfCover } from './inventory/days-of-cover.ts';
import { reorderPoint } from './inventory/reorder-point.ts';
import { safetyStock } from './inventory/safety-stock.ts';
import type { AgentName, Calculation } from './types.ts';

/** All that agents can compute; the first of an agent is what it is asked for when nothing else is said. */
export const CALCULATIONS: readonly Calculation[] = [reorderPoint, safetyStock, daysOfCover, abc];

export const calculationsOf = (agent: AgentName): Calculation[] => CALCULATIONS.filter(one => one.agent === agent);
