import type { Agents } from '../agents/agents.ts';
import type { Recognised } from '../agents/recognise.ts';
import type { Assumption, Choices, PlannerResult } from '../ask/types.ts';
import type { Persona } from '../identity/persona.ts';

/** Who answers a question: the model's own figures, by a plan, or an agent. */
export type Answering = 'model' | 'agent';

/** Id of the choice between them, where both could. */
export const ANSWERED_BY = 'answered_by';

type Planned = Extract<PlannerResult, { status: 'planned' }>;

/**
 * Who goes first where the planner has a plan and the words ask for what an agent computes. What asks for the
 * calculation itself is the agent's. A bare name is that of a number which the model defines, where it does (fill rate);
 * where all it has are rows to list (safety stock), or a guess at a name, the agent is asked.
 */
export function whoAnswers(asked: Recognised, { plan, assumptions }: Planned, choices: Choices): Answering {
  const chosen = choices[ANSWERED_BY];
  if (chosen === 'model' || chosen === 'agent') return chosen;
  const isGuess = assumptions.some(({ kind }) => kind === 'name');
  return asked.byName && !isGuess && plan.measures.length > 0 ? 'model' : 'agent';
}

/** Whether a plan may stand where the agent has no answer: not one that guesses what a word means. */
export const maySpeak = ({ assumptions }: Planned): boolean =>
  assumptions.every(({ kind }) => kind !== 'name' && kind !== 'value' && kind !== 'spelling');

/** What an agent is told of the choices: not those that are the planner's, or about who answers. */
export const agentChoices = (choices: Choices, own: PlannerResult): Choices => {
  const others = own.status === 'planned' ? own.assumptions.map(({ id }) => id) : [];
  return Object.fromEntries(Object.entries(choices).filter(([id]) => id !== ANSWERED_BY && !others.includes(id)));
};

const nameOf = ({ calculation: { agent, title } }: Recognised): string =>
  `${title}, computed by the ${agent} agent with its formula`;

/** Says who answered, and offers the other with one click. */
export const whoAnswered = (asked: Recognised, chosen: Answering): Assumption => ({
  id: ANSWERED_BY,
  kind: 'reading',
  text:
    chosen === 'agent'
      ? `Computed by the ${asked.calculation.agent} agent; the data can be read as it is stored, too`
      : `From the model's own figures; the ${asked.calculation.agent} agent can compute it, too`,
  chosen,
  choices: [
    { id: 'agent', label: nameOf(asked) },
    { id: 'model', label: "The model's own figures" },
  ],
});

/** Says why a plan answers what an agent was asked for. */
export const whyNotAgent = (reason: string): Assumption => ({
  id: ANSWERED_BY,
  kind: 'reading',
  text: `From the model's own figures. ${reason.replace(/\.$/, '')}`,
  chosen: 'model',
  choices: [],
});

/** The offer of an agent beside a plan's answer; none where the agent could not. */
export const offered = (agents: Agents, asked: Recognised, persona: Persona, now: Date): readonly Assumption[] =>
  agents.canCompute(asked.calculation, persona, now) ? [whoAnswered(asked, 'model')] : [];
