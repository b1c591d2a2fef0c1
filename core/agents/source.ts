import { nearestName } from '../semantic/nearest.ts';
import { type ParameterName, parameterValue } from './parameters.ts';
import { CALCULATIONS, calculationsOf } from './registry.ts';
import { AGENTS, type AgentName } from './types.ts';

/** What a tile asks an agent for, in the place of a source's query: `agent.inventory`, `reorder_point`. */
export interface AgentSource {
  readonly source: string;
  readonly query: string;
  readonly parameters?: Readonly<Record<string, string | number | boolean>> | undefined;
}

const prefix = 'agent.';

/** The agent that a source names; undefined for sources that are none. */
export const agentOf = (source: string): AgentName | undefined => AGENTS.find(name => source === `${prefix}${name}`);

/** Whether a source is meant to be an agent, known or not. */
export const isAgentSource = (source: string): boolean => source.startsWith(prefix);

export interface SourceFault {
  readonly path: readonly string[];
  readonly message: string;
  readonly mend: string;
}

/** All that is wrong with what a tile asks an agent for. */
export function agentSourceFaults({ source, query, parameters = {} }: AgentSource): SourceFault[] {
  const agent = agentOf(source);
  if (!agent) {
    return [
      {
        path: ['source'],
        message: `There is no source ${source}.`,
        mend: nearest(
          source,
          AGENTS.map(name => prefix + name),
        ),
      },
    ];
  }
  const calculation = CALCULATIONS.find(one => one.agent === agent && one.name === query);
  if (!calculation) {
    const names = calculationsOf(agent).map(({ name }) => name);
    return [{ path: ['query'], message: `The ${agent} agent has no ${query}.`, mend: nearest(query, names) }];
  }
  return Object.entries(parameters).flatMap(([name, value]) => {
    const path = ['parameters', name];
    if (calculation.subjects.some(subject => subject === name)) return [];
    if (!(calculation.parameters as readonly string[]).includes(name)) {
      const known = [...calculation.parameters, ...calculation.subjects];
      return [{ path, message: `${query} has no parameter ${name}.`, mend: nearest(name, known) }];
    }
    const number = typeof value === 'boolean' ? 'It is to be a number.' : parameterValue(name as ParameterName, value);
    return typeof number === 'string' ? [{ path, message: number, mend: 'Give a number in these limits.' }] : [];
  });
}

function nearest(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === undefined ? `Known: ${known.join(', ')}.` : `Did you mean ${near}?`;
}
