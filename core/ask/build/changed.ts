import type { PlanInput, Step } from '../../plan/schema.ts';
import type { Draft } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, wordsOf } from './context.ts';
import { startOfRange } from './growth.ts';
import { twoPoints } from './points.ts';
import type { Shape } from './shape.ts';

type Having = NonNullable<PlanInput['having']>;

const flipped = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** The steps that say how much a number changed, by what they tell it in. */
const changes = (steps: readonly Step[], of: 'change' | 'growth'): Step[] =>
  steps.filter(step =>
    step.kind === 'comparison' ? step.output === of : step.kind === (of === 'change' ? 'difference' : 'growth'),
  );

/** "countries where revenue fell": of the groups only those whose number changed so. */
export function keptByChange(context: BuildContext, { steps }: Pick<Shape, 'steps'>): Having {
  const { draft } = context;
  const { changed } = draft;
  if (!changed) return [];
  const [step, ...more] = changes(steps, changed.of);
  if (!step || more.length > 0 || (!draft.subject && draft.dimensions.length === 0))
    throw new Refusal(reasons.unclearThingsShould);
  const points = changed.of === 'change' && draft.growth === undefined ? twoPoints(context) : undefined;
  // "more in 1996 than in 1997": the change is told from the earlier to the later one
  const backwards = points !== undefined && startOfRange(points[0].range) < startOfRange(points[1].range);
  const operator = backwards ? flipped[changed.operator] : changed.operator;
  return [{ column: step.name, operator, values: [changed.value] }];
}

/** "largest decline in profit": the column that such a ranking goes by, and which way. */
export function rankedByChange(
  context: BuildContext,
  steps: readonly Step[],
  direction: 'ASC' | 'DESC',
): { column: string; direction: 'ASC' | 'DESC' } | undefined {
  const { growth } = context.draft;
  if (!growth) return undefined;
  const of = howChanged(context, growth.by);
  const [step, ...more] = changes(steps, of);
  if (!step || more.length > 0) return undefined;
  return { column: step.name, direction: growth.falls ? (direction === 'DESC' ? 'ASC' : 'DESC') : direction };
}

export function howChanged(context: BuildContext, said: 'growth' | 'change' | undefined): 'growth' | 'change' {
  const chosen = context.choices['change'];
  const of = chosen === 'growth' || chosen === 'change' ? chosen : (said ?? 'change');
  context.assumptions.push({
    id: 'change',
    kind: 'reading',
    text: `Ranked by the ${of === 'growth' ? 'growth in percent' : 'difference'}.`,
    chosen: of,
    choices: [
      { id: 'growth', label: `By ${wordsOf('growth_in_percent')}` },
      { id: 'change', label: 'By the difference' },
    ],
  });
  return of;
}

/** "how many countries had lower sales in 1996 than in 1995": the things that are left are counted. */
export function countOfChanged(draft: Draft): string | undefined {
  const [counted, measure, ...more] = draft.measures;
  if (
    draft.having.length > 0 &&
    counted?.kind === 'countDistinct' &&
    !measure &&
    !draft.subject &&
    draft.dimensions.length === 0
  ) {
    draft.subject = { kind: 'field', choice: counted.choice };
    draft.subjectIs = 'plain';
    draft.measures = [];
    return `Number of ${counted.choice.text}`;
  }
  if (!draft.changed || !counted || !measure || more.length > 0 || draft.subject || draft.dimensions.length > 0)
    return undefined;
  if (counted.kind === 'countDistinct') draft.subject = { kind: 'field', choice: counted.choice };
  else if (counted.kind === 'count') draft.subject = { kind: 'entity', dataset: counted.dataset, at: counted.at };
  else return undefined;
  draft.subjectIs = 'plain';
  draft.measures = [measure];
  return `Number of ${counted.kind === 'count' ? wordsOf(counted.dataset) : counted.choice.text}`;
}
