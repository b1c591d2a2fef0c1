import { offers } from './offers.ts';
import { parameterValue, type Settings, standardSettings } from './parameters.ts';
import { type Recognised, recognise } from './recognise.ts';
import { CALCULATIONS } from './registry.ts';
import type { AgentChoice, AgentRequest } from './request.ts';
import { SUBJECTS, type Subjects } from './types.ts';

/** What is to be computed, or why it is not known. */
export function wantedOf({ agent, question = '' }: AgentRequest): Recognised | string {
  const named = agent?.calculation;
  if (!agent || named === undefined) {
    const found = recognise(question, agent?.name);
    return (
      found ??
      `It is not clear what ${agent ? `the ${agent.name} agent` : 'an agent'} should compute. ${offers(agent?.name)}`
    );
  }
  const calculation = CALCULATIONS.find(one => one.agent === agent.name && one.name === named);
  if (!calculation) return `The ${agent.name} agent has no ${named.slice(0, 60)}. ${offers(agent.name)}`;
  const said = recognise(question, agent.name);
  const own = said?.calculation === calculation ? said : { parameters: {}, subjects: {} };
  return {
    calculation,
    parameters: own.parameters,
    subjects: { ...own.subjects, ...subjectsOf(agent.parameters) },
    byName: false,
  };
}

const subjectsOf = (parameters: AgentChoice['parameters'] = {}): Subjects =>
  Object.fromEntries(
    SUBJECTS.flatMap(name => (parameters[name] === undefined ? [] : [[name, String(parameters[name])]])),
  );

/** Choices go before parameters of a tile, those before words of the question, and those before the standard. */
export function settingsOf(
  { calculation, parameters }: Recognised,
  { agent, choices }: AgentRequest,
): Settings | string {
  const given: Record<string, string | number> = { ...parameters, ...agent?.parameters, ...choices };
  const settings: Record<string, number> = { ...standardSettings };
  for (const [name, value] of Object.entries(given)) {
    if (calculation.subjects.some(subject => subject === name)) continue;
    const known = calculation.parameters.find(one => one === name);
    if (!known) {
      const all = [...calculation.parameters, ...calculation.subjects].join(', ');
      return `${calculation.title} has no ${name.slice(0, 60)}. It has ${all}.`;
    }
    const number = parameterValue(known, value);
    if (typeof number === 'string') return number;
    settings[known] = number;
  }
  return settings as Settings;
}
