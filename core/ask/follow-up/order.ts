import type { PlanInput, Step } from '../../plan/schema.ts';
import { type BuildContext, settle, settleChoice } from '../build/context.ts';
import { buildMeasure } from '../build/measures.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { directionOf } from '../polarity.ts';
import { Refusal } from '../refusal.ts';
import { inOrder, sameRows } from './kept-ranking.ts';
import { names } from './named.ts';

/** The number that rows are ranked by when none is named: the one that was asked for last. */
export const rankingColumn = (plan: PlanInput, focus?: string): string | undefined =>
  plan.steps?.at(-1)?.name ??
  plan.measures?.find(m => m.name === focus)?.name ??
  plan.measures?.find(m => !m.hidden)?.name;

/** The column of a measure of the answer; undefined when it has none. */
export function columnOf(context: BuildContext, plan: PlanInput, measure: DraftMeasure): string | undefined {
  const { measure: built } = buildMeasure(context, measure);
  const counts = (metric: string | undefined) => metric && context.catalogue.metrics.get(metric)?.counts;
  return plan.measures?.find(
    m =>
      !m.hidden &&
      ((m.metric !== undefined && m.metric === built.metric) ||
        (m.expression !== undefined && m.expression === built.expression) ||
        (measure.kind === 'count' && counts(m.metric) === measure.dataset)),
  )?.name;
}

/**
 * The last plan with another order or top; rows and groups alike.
 * @throws Refusal where it is not clear by what
 */
export function withRank(context: BuildContext, plan: PlanInput): PlanInput {
  const { rank, sort } = context.draft;
  if (rank) return plan.fields?.length ? rankedRows(context, plan) : rankedGroups(context, plan);
  return sort ? sorted(context, plan) : plan;
}

function rankedGroups(context: BuildContext, plan: PlanInput): PlanInput {
  const { rank } = context.draft;
  if (!rank) return plan;
  if (rank.byField) throw new Refusal(reasons.unclearRankName);
  // "first five only", of rows that have an order
  if (rank.word === 'first' && !rank.by && rank.count !== undefined && plan.orderBy?.length && !plan.topPerGroup)
    return { ...plan, limit: Math.min(rank.count, plan.limit ?? rank.count) };
  // "make it the top 3", of a top 5 beside which another number was shown
  const [order] = plan.orderBy ?? [];
  if (!rank.by && rank.count !== undefined && rank.count < (plan.limit ?? 0) && order?.direction === rank.direction)
    return { ...plan, limit: rank.count };
  const column = rank.by ? columnOf(context, plan, rank.by) : rankingColumn(plan, context.focus);
  if (!column) throw new Refusal(reasons.numberShouldThey);
  if (!plan.dimensions?.length && !plan.time?.grain) throw new Refusal(reasons.thereNothingRank);
  const direction = directionOfColumn(context, plan, column);
  const count = rank.count ?? (plan.limit && plan.orderBy?.length ? plan.limit : 10);
  const { topPerGroup: before, ...rest } = plan;
  const groups = groupsOfRank(context, plan);
  // "which was worst", behind the top 5: of those five
  if (groups.length === 0 && rank.word && rank.count === 1 && (plan.limit ?? 1) > 1 && plan.orderBy?.length)
    return { ...sameRows(plan, { column, direction }), limit: 1 };
  if (groups.length > 0) {
    if (groups.length === (plan.dimensions?.length ?? 0) && !plan.time?.grain)
      throw new Refusal(reasons.unclearShouldRanked);
    const { orderBy: _, limit: __, ...all } = rest;
    return { ...all, topPerGroup: { by: groups, column, direction, count } };
  }
  if (before) return { ...rest, topPerGroup: { ...before, column, direction, count } };
  return { ...rest, orderBy: [{ column, direction }], limit: count };
}

/** "the three worst": of complications the most, of revenue the least. */
function directionOfColumn(context: BuildContext, plan: PlanInput, column: string): 'ASC' | 'DESC' {
  const { rank } = context.draft;
  const plain = rank?.direction ?? 'DESC';
  return rank?.word === undefined || rank.by ? plain : judged(context, plan, column, rank.word, plain);
}

/** What a step is made of: less growth of delays is better, as fewer delays are. */
function measureOf(step: Step | undefined): string | undefined {
  if (!step) return undefined;
  if (step.kind === 'ratio') return step.numerator;
  if (step.kind === 'growth') return step.current;
  return step.kind === 'difference' ? step.left : step.measure;
}

/** Which end a word means for a number of the answer: told by its metric, where it is one. */
function judged(
  context: BuildContext,
  plan: PlanInput,
  column: string,
  word: string,
  plain: 'ASC' | 'DESC',
): 'ASC' | 'DESC' {
  const of = measureOf(plan.steps?.find(step => step.name === column)) ?? column;
  const metric = plan.measures?.find(m => m.name === of)?.metric;
  if (metric === undefined) return plain;
  const { direction, note } = directionOf(context.catalogue, word, plain, { kind: 'metric', metric, at: 0 });
  if (note) context.assumptions.push({ id: 'polarity', kind: 'reading', text: note, chosen: direction, choices: [] });
  return direction;
}

/** "top 2 per gallery": what is named after the rank are its groups. */
function groupsOfRank(context: BuildContext, plan: PlanInput): string[] {
  const { rank, dimensions } = context.draft;
  return dimensions.flatMap(d => {
    const at = d.kind === 'field' ? d.choice.at : d.at;
    if (!rank || at < rank.at) return [];
    if (d.kind === 'time') return plan.time?.grain ? [plan.time.field.split('.').at(-1) ?? ''] : [];
    return (plan.dimensions ?? []).filter(p => names(context, d, p)).map(p => p.name ?? '');
  });
}

function rankedRows(context: BuildContext, plan: PlanInput): PlanInput {
  const { rank } = context.draft;
  if (!rank?.byField) throw new Refusal(reasons.numberShouldRows);
  const { field } = settle(context, rank.byField.options, rank.byField, 'name');
  const shown = withField(plan, field);
  return { ...shown, orderBy: [{ column: leafOf(shown, field), direction: rank.direction }], limit: rank.count ?? 10 };
}

/** A listing that shows the field too. */
export const withField = (plan: PlanInput, field: FieldInfo): PlanInput =>
  plan.fields?.includes(field.id) ? plan : { ...plan, fields: [...(plan.fields ?? []), field.id] };

const leafOf = (plan: PlanInput, field: FieldInfo): string =>
  (plan.fields ?? []).filter(id => id.split('.').at(-1) === field.name).length > 1
    ? `${field.dataset}_${field.name}`
    : field.name;

function sorted(context: BuildContext, plan: PlanInput): PlanInput {
  const { sort } = context.draft;
  if (!sort) return plan;
  const { column, ascends, plan: next } = sortColumn(context, plan);
  const plain = sort.direction ?? (ascends ? 'ASC' : 'DESC');
  const direction = sort.word === undefined ? plain : judged(context, next, column, sort.word, plain);
  return inOrder(next, { column, direction });
}

function sortColumn(context: BuildContext, plan: PlanInput): { column: string; ascends: boolean; plan: PlanInput } {
  const { sort } = context.draft;
  if (sort?.by && 'kind' in sort.by) {
    const column = columnOf(context, plan, sort.by);
    if (!column) throw new Refusal(reasons.lastAnswerSuchNumberSort);
    return { column, ascends: false, plan };
  }
  if (sort?.by && !('kind' in sort.by)) return fieldColumn(context, plan, sort.by);
  const [first] = plan.dimensions ?? [];
  if (sort?.byName) {
    const column = plan.time?.grain ? plan.time.field.split('.').at(-1) : first?.name;
    if (!column) throw new Refusal(reasons.lastAnswerNothing);
    return { column, ascends: true, plan };
  }
  const column = plan.fields?.length ? plan.orderBy?.[0]?.column : rankingColumn(plan, context.focus);
  if (!column) throw new Refusal(reasons.shouldLastAnswer);
  return { column, ascends: false, plan };
}

function fieldColumn(context: BuildContext, plan: PlanInput, choice: FieldChoice) {
  const field = settleChoice(context, choice);
  if (plan.fields?.length) {
    const shown = withField(plan, field);
    return { column: leafOf(shown, field), ascends: true, plan: shown };
  }
  const dimension = plan.dimensions?.find(d => d.field === field.id);
  if (!dimension?.name) throw new Refusal(`${field.label} is not part of the last answer, so it can’t be sorted by.`);
  return { column: dimension.name, ascends: true, plan };
}
