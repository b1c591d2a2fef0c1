import type { Catalogue } from './catalogue.ts';
import type { Draft } from './draft.ts';
import { choiceOfNumber } from './read/tied-numbers.ts';
import { Clarification, Refusal } from './refusal.ts';
import type { Choices, PlannerResult } from './types.ts';

type Tie = Draft['ties'][number];
type Planned = Extract<PlannerResult, { status: 'planned' }>;

const isSame = ({ plan: one }: Planned, { plan: other }: Planned): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Words that may mean one number as well as another: the one of which the question can be answered; where that are
 * several, it is asked which.
 *
 * @param plan plans the question with a choice made
 * @throws Clarification
 */
export async function settleTie(
  { text, metrics }: Tie,
  catalogue: Catalogue,
  plan: (choices: Choices) => Promise<PlannerResult>,
): Promise<PlannerResult> {
  const key = choiceOfNumber(text);
  const label = (metric: string): string => catalogue.metrics.get(metric)?.label ?? metric;
  const planned: { metric: string; result: Planned }[] = [];
  let reason: unknown;
  for (const metric of metrics)
    try {
      const result = await plan({ [key]: metric });
      // the whole of something, split by what only a part has, is read as that part
      if (result.status === 'planned' && planned.every(each => !isSame(each.result, result)))
        planned.push({ metric, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reason ??= error;
    }
  const [first, ...others] = planned;
  if (!first) throw reason;
  if (others.length > 0)
    throw new Clarification(
      `Which ${text} do you mean?`,
      planned.slice(0, 4).map(({ metric }) => ({ label: label(metric), choices: { [key]: metric } })),
    );
  const { result, metric } = first;
  const assumed = `“${text}” is taken as ${label(metric).toLowerCase()}.`;
  return {
    ...result,
    assumptions: [...result.assumptions, { id: key, kind: 'name', text: assumed, chosen: metric, choices: [] }],
  };
}
