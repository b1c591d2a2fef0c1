import { parsePlan } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { bindRoles, missingRoles } from './bind.ts';
import { standardSettings } from './parameters.ts';
import { CALCULATIONS } from './registry.ts';
import { type AgentSource, agentOf } from './source.ts';

/** The plans that a tile's agent reads, without what narrows them; none where there is no such calculation. */
export function agentPlans({ source, query }: AgentSource, { model }: ResolvedModel, now: Date): Plan[] {
  const agent = agentOf(source);
  const calculation = CALCULATIONS.find(one => one.agent === agent && one.name === query);
  if (!calculation || missingRoles(model, calculation.needs).length > 0) return [];
  const context = { roles: bindRoles(model), settings: standardSettings, subjects: {}, today: now };
  return calculation.inputs(context).map(({ plan }) => parsePlan(plan));
}
