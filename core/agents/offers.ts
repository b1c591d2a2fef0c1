import type { Persona } from '../identity/persona.ts';
import { parsePlan } from '../plan/parse.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { bindRoles, missingRoles } from './bind.ts';
import { standardSettings } from './parameters.ts';
import { CALCULATIONS, calculationsOf } from './registry.ts';
import type { AgentRequest } from './request.ts';
import { canAsk } from './run.ts';
import type { AgentName, Calculation } from './types.ts';

/** The names of what an agent computes, in a sentence; of all agents when left out. */
export const offers = (agent?: AgentName): string =>
  `It can be asked for ${(agent ? calculationsOf(agent) : CALCULATIONS).map(({ name }) => name).join(', ')}.`;

const mostQuestions = 3;

/** Questions that agents answer over this model for this persona. */
export const questionsFor = (model: ResolvedModel, request: AgentRequest): string[] =>
  (request.agent ? calculationsOf(request.agent.name) : CALCULATIONS)
    .filter(calculation => canAnswer(model, request.persona, request.now, calculation))
    .slice(0, mostQuestions)
    .map(({ question }) => question);

/** Whether a model has what a calculation needs, and a persona may see it. */
export function canAnswer(model: ResolvedModel, persona: Persona, now: Date, calculation: Calculation): boolean {
  if (missingRoles(model.model, calculation.needs).length > 0) return false;
  const context = { roles: bindRoles(model.model), settings: standardSettings, subjects: {}, today: now };
  return calculation.inputs(context).every(({ plan }) => canAsk(model, persona, parsePlan(plan), now));
}
