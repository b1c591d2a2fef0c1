import type { Answer } from '../answer/types.ts';
import type { Assumption, Choices } from '../ask/types.ts';
import type { Persona } from '../identity/persona.ts';
import { noCost } from '../ledger/cost.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { missingRoles } from './bind.ts';
import { PARAMETERS, type ParameterName, parameterValue, type Settings, standardSettings } from './parameters.ts';
import { type Recognised, recognise } from './recognise.ts';
import { CALCULATIONS, calculationsOf } from './registry.ts';
import { ROLES } from './roles.ts';
import { type AskPlan, type Narrow, readInputs, totalCost } from './run.ts';
import { type AgentName, type Computation, SUBJECTS, type Subjects } from './types.ts';

/** An agent that is asked by name, in place of the planner. */
export interface AgentChoice {
  readonly name: AgentName;
  /** By its name, such as `reorder_point`; what the words ask for when left out. */
  readonly calculation?: string | undefined;
  /** Assumptions and subjects by name, as a tile gives them. */
  readonly parameters?: Readonly<Record<string, string | number>> | undefined;
}

export interface AgentRequest {
  readonly queryId: string;
  readonly username: string;
  readonly persona: Persona;
  readonly now: Date;
  /** Left out, the words of `question` say what is asked. */
  readonly agent?: AgentChoice | undefined;
  readonly question?: string | undefined;
  /** Assumptions that were chosen, by name. */
  readonly choices: Choices;
  readonly narrow?: Narrow | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What agents compute over one model, from plans answered under the asker's persona. */
export interface Agents {
  /** What a question asks of agents; undefined where it asks nothing, or the model has no agents at all. */
  recognises(question: string): Recognised | undefined;
  /** Refusals (roles that the model lacks, values that are none, what the persona may not see) are answers. @throws engine.* */
  answer(request: AgentRequest): Promise<Answer>;
}

/** Rows that an answer shows: the most important. */
const mostRows = 1_000;

export function createAgents(model: ResolvedModel, ask: AskPlan): Agents {
  const declared = Object.keys(model.model.extension.roles ?? {}).length > 0;
  return {
    recognises: question => (declared ? recognise(question) : undefined),
    async answer(request) {
      const started = performance.now();
      const answer = await answered(model, ask, request);
      return { ...answer, executionTime: Math.round((performance.now() - started) * 10) / 10_000 };
    },
  };
}

async function answered(model: ResolvedModel, ask: AskPlan, request: AgentRequest): Promise<Answer> {
  const wanted = wantedOf(request);
  if (typeof wanted === 'string') return refused(request, wanted);
  const { calculation, subjects } = wanted;
  const missing = missingRoles(model.model, calculation.needs);
  if (missing.length > 0) {
    const titles = missing.map(role => `${ROLES[role].title} (role ${role})`).join(', ');
    return refused(request, `${calculation.title} can't be computed: the model does not say what is ${titles}.`);
  }
  const settings = settingsOf(wanted, request);
  if (typeof settings === 'string') return refused(request, settings);
  const { username, persona, now, narrow, signal } = request;
  const read = await readInputs(ask, model, {
    calculation,
    settings,
    subjects,
    username,
    persona,
    now,
    narrow,
    signal,
  });
  const base = { ...empty(request), cost: totalCost(read.answers), restrictions: restrictionsOf(read.answers) };
  if (read.refused) return { ...base, status: 'refused', sentence: read.refused.sentence };
  const computed = calculation.compute(read.tables, read.context);
  const assumptions = assumptionsOf(calculation.parameters, settings);
  if (!computed) return { ...base, status: 'refused', sentence: nothingFound(subjects), assumptions };
  const { agent, name, title, formula } = calculation;
  const { example, notes, sensitivity } = computed;
  const computation: Computation = {
    agent,
    calculation: name,
    title,
    formula,
    example,
    inputs: read.inputs,
    notes,
    sensitivity,
  };
  return {
    ...base,
    status: 'answered',
    sentence: computed.sentence,
    explanation: `${title}: ${formula.words}`,
    sql: read.inputs.map(input => `-- ${input.title}\n${input.sql}`).join('\n\n'),
    results: {
      columns: computed.columns,
      rows: computed.rows.slice(0, mostRows),
      truncated: computed.rows.length > mostRows,
    },
    chart: { kind: 'table', y: [] },
    assumptions,
    computation,
    cached: read.answers.length > 0 && read.answers.every(({ cached }) => cached),
    freshness: read.answers[0]?.freshness,
  };
}

/** What is to be computed, or why it is not known. */
function wantedOf({ agent, question = '' }: AgentRequest): Recognised | string {
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
  return { calculation, parameters: own.parameters, subjects: { ...own.subjects, ...subjectsOf(agent.parameters) } };
}

const offers = (agent?: AgentName): string =>
  `It can be asked for ${(agent ? calculationsOf(agent) : CALCULATIONS).map(({ name }) => name).join(', ')}.`;

const subjectsOf = (parameters: AgentChoice['parameters'] = {}): Subjects =>
  Object.fromEntries(
    SUBJECTS.flatMap(name => (parameters[name] === undefined ? [] : [[name, String(parameters[name])]])),
  );

/** Choices go before parameters of a tile, those before words of the question, and those before the standard. */
function settingsOf({ calculation, parameters }: Recognised, { agent, choices }: AgentRequest): Settings | string {
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

const assumptionsOf = (names: readonly ParameterName[], settings: Settings): Assumption[] =>
  names.map(name => {
    const { text, label, choices } = PARAMETERS[name];
    const chosen = settings[name];
    const all = [...new Set([...choices, chosen])].sort((a, b) => a - b);
    return {
      id: name,
      kind: 'parameter',
      text: text(chosen),
      chosen: String(chosen),
      choices: all.map(value => ({ id: String(value), label: label(value) })),
    };
  });

const nothingFound = (subjects: Subjects): string => {
  const named = Object.entries(subjects).map(([subject, value]) => `${subject} “${value.slice(0, 60)}”`);
  return named.length === 0
    ? 'There are no rows to compute from.'
    : `There is nothing to compute for ${named.join(' and ')}: check its code or name.`;
};

const restrictionsOf = (answers: readonly Answer[]): string[] => [
  ...new Set(answers.flatMap(({ restrictions }) => restrictions)),
];

const empty = ({ queryId }: AgentRequest): Omit<Answer, 'status' | 'sentence'> => ({
  queryId,
  assumptions: [],
  notUnderstood: [],
  suggestions: [],
  restrictions: [],
  cost: noCost,
  executionTime: 0,
  cached: false,
});

const refused = (request: AgentRequest, sentence: string): Answer => ({
  ...empty(request),
  status: 'refused',
  sentence,
  suggestions: suggestionsOf(request.agent?.name),
});

/** Questions that agents answer. */
const suggestionsOf = (agent?: AgentName): string[] =>
  (agent ? calculationsOf(agent) : CALCULATIONS).slice(0, 3).map(({ question }) => question);
