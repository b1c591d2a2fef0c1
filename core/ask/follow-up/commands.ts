import { instantOf, isoOf, shift } from '../../plan/instant.ts';
import type { Filter, Plan, PlanInput } from '../../plan/schema.ts';
import { resolveTimeRange } from '../../plan/time.ts';
import type { Grain } from '../../semantic/model/types.ts';
import type { Catalogue } from '../catalogue.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { directionOf } from '../polarity.ts';
import { Refusal } from '../refusal.ts';
import type { AnsweredTurn } from '../types.ts';
import { countedThings } from './counted-things.ts';
import { focusOf } from './focus.ts';
import { sameRows } from './kept-ranking.ts';
import { rankingColumn } from './order.ts';
import { withShare } from './steps.ts';
import type { Command } from './wording.ts';

/** The earlier plan, changed by what was said of the answer as a whole. */
export function obey(
  command: Command,
  conversation: readonly AnsweredTurn[],
  catalogue: Catalogue,
  now: Date,
): PlanInput {
  const previous = conversation.at(-1)?.plan;
  if (!previous) throw new Refusal(reasons.thereAnswerYet);
  const plan = structuredClone(previous) as PlanInput;
  switch (command.kind) {
    case 'back':
      return back(conversation);
    case 'reset':
      throw new Refusal(reasons.justAskNext);
    case 'unfilter':
      return unfiltered(plan);
    case 'allTime':
      return ofAllTime(plan, previous);
    case 'reverse':
      return reversed(plan, catalogue);
    case 'total':
      return total(plan);
    case 'share':
      return withShare(plan);
    case 'things':
      return countedThings(plan, catalogue);
    case 'earlier':
      return earlierBy(plan, command.unit, now);
    case 'limit':
      return limited(plan, command.count);
    case 'extreme':
      return (
        extremePeriod(plan, command, catalogue) ??
        extreme(plan, command.direction, { focus: focusOf(conversation), ofThose: command.which })
      );
  }
}

function back(conversation: readonly AnsweredTurn[]): PlanInput {
  const before = conversation.at(-2)?.plan;
  if (!before) throw new Refusal(reasons.thereAnswerBeforeLast);
  return before as PlanInput;
}

/** The same stretch, one unit earlier. */
function earlierBy(plan: PlanInput, unit: Grain, now: Date): PlanInput {
  const { time } = plan;
  if (!time?.range || plan.measures?.some(m => m.period)) throw new Refusal(reasons.lastAnswerAbout);
  const { start, end } = resolveTimeRange(time.range, now);
  const moved = [start, end].map(iso => {
    const at = iso === undefined ? undefined : instantOf(iso);
    return at === undefined ? undefined : isoOf(shift(at, unit, -1));
  });
  if (moved[0] === undefined || moved[1] === undefined) throw new Refusal(reasons.lastAnswerAboutOpen);
  return { ...plan, time: { ...time, range: { kind: 'between', start: moved[0], end: moved[1] } } };
}

function unfiltered(plan: PlanInput): PlanInput {
  const inMeasures = plan.measures?.some(m => m.filters);
  if (inMeasures) throw new Refusal(reasons.lastAnswerAboutPart);
  if (!plan.where?.length && !plan.having?.length) throw new Refusal(reasons.lastAnswerFilter);
  return { ...plan, where: [], having: [] };
}

function ofAllTime(plan: PlanInput, previous: Plan): PlanInput {
  if (plan.measures?.some(m => m.period)) throw new Refusal(reasons.lastAnswerComparesTwoPeriods);
  const where = (plan.where ?? []).filter(filter => !('period' in filter));
  if (!plan.time?.range && where.length === previous.where.length) throw new Refusal(reasons.lastAnswerAboutAll);
  if (!plan.time) return { ...plan, where };
  const { range: _, ...time } = plan.time;
  return time.grain === undefined ? without({ ...plan, where }) : { ...plan, where, time };
}

const without = ({ time: _, ...plan }: PlanInput): PlanInput => plan;

function reversed(plan: PlanInput, catalogue: Catalogue): PlanInput {
  const turn = (direction: 'ASC' | 'DESC') => (direction === 'ASC' ? ('DESC' as const) : ('ASC' as const));
  if (plan.topPerGroup)
    return { ...plan, topPerGroup: { ...plan.topPerGroup, direction: turn(plan.topPerGroup.direction) } };
  if (!plan.orderBy?.length) {
    const swapped = endsSwapped(plan, catalogue);
    if (swapped) return swapped;
  }
  if (!plan.orderBy?.length) throw new Refusal(reasons.lastAnswerOrder);
  return { ...plan, orderBy: plan.orderBy.map(o => ({ ...o, direction: turn(o.direction) })) };
}

/** "from Norway to Germany" the other way round: two values of the two roles of one thing change places. */
function endsSwapped(plan: PlanInput, catalogue: Catalogue): PlanInput | undefined {
  const where = plan.where ?? [];
  const ends = where.filter(isOneValue);
  const pairs = ends.flatMap((a, i) =>
    ends.slice(i + 1).flatMap(b => (areRoles(catalogue, a.field, b.field) ? [[a, b] as const] : [])),
  );
  const [pair] = pairs;
  if (!pair || pairs.length > 1) return undefined;
  const [a, b] = pair;
  return {
    ...plan,
    where: where.map(f => (f === a ? { ...a, values: b.values } : f === b ? { ...b, values: a.values } : f)),
  };
}

type Compared = Extract<Filter, { field: string; values: unknown }>;
const isOneValue = (filter: Filter): filter is Compared => 'values' in filter && filter.operator === '=';

/** Fields of two datasets over the same source, of the same column. */
function areRoles(catalogue: Catalogue, one: string, other: string): boolean {
  const [a, b] = [one, other].map(id => catalogue.fields.get(id));
  if (!a || !b || a.dataset === b.dataset) return false;
  const [from, to] = [a, b].map(f => JSON.stringify(catalogue.datasets.get(f.dataset)?.source));
  return from !== undefined && from === to && a.field.text === b.field.text;
}

/** All groups together; what was kept of them by a rank or a condition is no part of a plan for one number. */
function total(plan: PlanInput): PlanInput {
  if (!plan.measures?.length) throw new Refusal(reasons.lastAnswerListTotal);
  if (!plan.dimensions?.length && !plan.time?.grain) throw new Refusal(reasons.lastAnswerTotal);
  if (plan.having?.length || plan.limit !== undefined || plan.topPerGroup || plan.summarise)
    throw new Refusal(reasons.lastAnswerShowsPart);
  const { grain: _, ...time } = plan.time ?? { field: '' };
  const bare = { ...plan, dimensions: [], orderBy: [], steps: (plan.steps ?? []).filter(isOfOneRow) };
  return time.range ? { ...bare, time } : without(bare);
}

const isOfOneRow = (step: { kind: string }): boolean => ['ratio', 'difference', 'growth'].includes(step.kind);

function limited(plan: PlanInput, count: number): PlanInput {
  if (count < 1) throw new Refusal(reasons.leastOneRow);
  if (plan.topPerGroup) return { ...plan, topPerGroup: { ...plan.topPerGroup, count } };
  if (!plan.orderBy?.length || plan.limit === undefined) throw new Refusal(reasons.lastAnswerRanked);
  return { ...plan, limit: count };
}

/** "which month was the best": of an answer by month, by its one number. */
function extremePeriod(
  plan: PlanInput,
  { direction, unit, word }: Extract<Command, { kind: 'extreme' }>,
  catalogue: Catalogue,
): PlanInput | undefined {
  if (unit === undefined) return undefined;
  const column = rankingColumn(plan);
  const metric = plan.measures?.find(measure => measure.name === column)?.metric;
  if (plan.time?.grain !== unit || plan.dimensions?.length || plan.topPerGroup || column === undefined)
    throw new Refusal(`The last answer is not by ${unit} alone: ask the whole question.`);
  if (word === undefined) return extreme(plan, direction);
  if (metric === undefined) throw new Refusal(reasons.sayEndMeant);
  return extreme(plan, directionOf(catalogue, word, 'DESC', { kind: 'metric', metric, at: 0 }).direction);
}

/** "and the lowest?": of the same groups, ranked by the same number. */
export function extreme(
  plan: PlanInput,
  direction: 'ASC' | 'DESC',
  { focus, ofThose = false }: { readonly focus?: string | undefined; readonly ofThose?: boolean | undefined } = {},
): PlanInput {
  if (plan.topPerGroup) return { ...plan, topPerGroup: { ...plan.topPerGroup, direction, count: 1 } };
  if (!plan.dimensions?.length && !plan.time?.grain) throw new Refusal(reasons.lastAnswerSingle);
  const ranked = plan.limit === undefined ? undefined : plan.orderBy?.[0]?.column;
  const column = ranked ?? rankingColumn(plan, focus);
  if (column === undefined) throw new Refusal(reasons.numberShouldThey);
  const order = { column, direction };
  // "which of them is the lowest", behind the top 5
  if (ofThose && (plan.limit ?? 1) > 1) return { ...sameRows(plan, order), limit: 1 };
  return { ...plan, orderBy: [order], limit: 1 };
}
