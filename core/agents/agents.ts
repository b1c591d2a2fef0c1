import { noAnswer } from '../answer/no-answer.ts';
import type { Answer } from '../answer/types.ts';
import { createPace } from '../ask/pace.ts';
import type { Assumption } from '../ask/types.ts';
import type { Persona } from '../identity/persona.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { checkRoles, missingRoles } from './bind.ts';
import { canAnswer, questionsFor } from './offers.ts';
import { PARAMETERS, type ParameterName, type Settings } from './parameters.ts';
import { prepareToRecognise, type Recognised, recognise } from './recognise.ts';
import type { AgentRequest } from './request.ts';
import { ROLES } from './roles.ts';
import { type AskPlan, type InputsRead, readInputs, totalCost } from './run.ts';
import type { Calculation, Computation, Computed, Subjects } from './types.ts';
import { settingsOf, wantedOf } from './wanted.ts';

export type { AgentChoice, AgentRequest } from './request.ts';

/** What agents compute over one model, from plans answered under the asker's persona. */
export interface Agents {
  /** Whether the model has agents: it tells them which of its things plays which part. */
  readonly declared: boolean;
  /** What a question asks of agents; undefined where it asks nothing. */
  recognises(question: string): Promise<Recognised | undefined>;
  /** Whether the model has what a calculation needs, and the persona may see it. */
  canCompute(calculation: Calculation, persona: Persona, now: Date): boolean;
  /** Refusals (roles that the model lacks, values that are none, what the persona may not see) are answers. @throws engine.* */
  answer(request: AgentRequest): Promise<Answer>;
}

/** Rows that an answer shows: the most important. */
const mostRows = 1_000;

let prepared: Promise<void> | undefined;

/** @throws model.invalid for roles that no agent knows, or that name what the model has not */
export function createAgents(model: ResolvedModel, ask: AskPlan): Agents {
  checkRoles(model.model);
  prepared ??= prepareToRecognise(createPace());
  const declared = Object.keys(model.model.extension.roles ?? {}).length > 0;
  return {
    declared,
    recognises: async question => {
      await prepared;
      return recognise(question);
    },
    canCompute: (calculation, persona, now) => canAnswer(model, persona, now, calculation),
    async answer(request) {
      const started = performance.now();
      const answer = await answered(model, ask, request);
      return { ...answer, executionTime: Math.round((performance.now() - started) * 10) / 10_000 };
    },
  };
}

async function answered(model: ResolvedModel, ask: AskPlan, request: AgentRequest): Promise<Answer> {
  const wanted = wantedOf(request);
  if (typeof wanted === 'string') return refused(model, request, wanted);
  const { calculation, subjects } = wanted;
  const missing = missingRoles(model.model, calculation.needs);
  if (missing.length > 0) {
    const titles = missing.map(role => `${ROLES[role].title} (role ${role})`).join(', ');
    return refused(model, request, `${calculation.title} can't be computed: the model does not say what is ${titles}.`);
  }
  const settings = settingsOf(wanted, request);
  if (typeof settings === 'string') return refused(model, request, settings);
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
  const base = {
    ...noAnswer,
    queryId: request.queryId,
    cost: totalCost(read.answers),
    restrictions: restrictionsOf(read.answers),
  };
  const refusal = { ...base, status: 'refused' as const };
  if (read.refused) {
    return { ...refusal, sentence: read.refused.sentence, suggestions: questionsFor(model, request) };
  }
  const assumptions = assumptionsOf(calculation.parameters, settings);
  const computed = calculation.compute(read.tables, read.context);
  if (!computed) return { ...refusal, sentence: nothingFound(subjects), assumptions, suggestions: [] };
  return { ...base, ...explained(calculation, computed, read, request), status: 'answered', assumptions };
}

/** What was found, with all that explains it. */
function explained(
  { agent, name, title, formula }: Calculation,
  { columns, rows: found, main, wholeFirst = false, sentence, example, notes, sensitivity }: Computed,
  { inputs, answers }: InputsRead,
  { parts = false }: AgentRequest,
) {
  const rows = parts && wholeFirst && found.length > 1 ? found.slice(1) : found;
  const computation: Computation = { agent, calculation: name, title, formula, example, inputs, notes, sensitivity };
  return {
    sentence,
    explanation: `${title}: ${formula.words}`,
    sql: inputs.map(input => `-- ${input.title}\n${input.sql}`).join('\n\n'),
    results: { columns, rows: rows.slice(0, mostRows), truncated: rows.length > mostRows },
    chart: { kind: 'table' as const, y: main === undefined ? [] : [main] },
    computation,
    cached: answers.length > 0 && answers.every(({ cached }) => cached),
    freshness: answers[0]?.freshness,
  };
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

const refused = (model: ResolvedModel, request: AgentRequest, sentence: string): Answer => ({
  ...noAnswer,
  queryId: request.queryId,
  status: 'refused',
  sentence,
  suggestions: questionsFor(model, request),
});
