import { isSemiAdditive, measureDatasets } from '../plan/additivity.ts';
import { findField, sameName } from '../plan/names.ts';
import type { Measure, Plan } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { additiveColumns } from './parts.ts';
import type { AnswerColumn } from './types.ts';

/**
 * The columns with how their values may be put together, for pages that show totals, stacks and shares: of several
 * groups always, or within one period only (levels such as stock, and running totals). Columns that say nothing may
 * never be added up: averages, ratios, extremes, counts of distinct things, groups that share rows.
 */
export function withAdditivity(columns: readonly AnswerColumn[], plan: Plan, model: ResolvedModel): AnswerColumn[] {
  if (plan.measures.some(measure => sharesRows(measure, plan, model))) return [...columns];
  const additive = [...additiveColumns(plan, model.model)];
  const levels = levelColumns(plan, model);
  const partial = sharesWithin(plan);
  const has = (names: readonly string[], { name }: AnswerColumn) => names.some(one => sameName(one, name));
  return columns.map(column => {
    if (column.role !== 'measure' || !has(additive, column) || has(partial, column)) return column;
    return { ...column, additivity: has(levels, column) ? ('semiAdditive' as const) : ('additive' as const) };
  });
}

/** Levels, what is worked out of them, and running totals: their values of several periods count the same things twice. */
function levelColumns(plan: Plan, { model }: ResolvedModel): readonly string[] {
  const found = plan.measures.filter(measure => isSemiAdditive(measure, model)).map(({ name }) => name);
  const isLevel = (name: string) => found.some(one => sameName(one, name));
  for (const step of plan.steps) {
    const made =
      step.kind === 'runningTotal' ||
      (step.kind === 'difference' && (isLevel(step.left) || isLevel(step.right))) ||
      ((step.kind === 'comparison' || step.kind === 'shareOfTotal') && isLevel(step.measure));
    if (made) found.push(step.name);
  }
  return found;
}

/** Shares of the parts of several wholes come to more than one whole. */
const sharesWithin = (plan: Plan): readonly string[] =>
  plan.steps.flatMap(step => (step.kind === 'shareOfTotal' && (step.within?.length ?? 0) > 0 ? [step.name] : []));

/** Whether a row that is aggregated can be in several groups, as an order is under each of its labels. */
function sharesRows(measure: Measure, plan: Plan, model: ResolvedModel): boolean {
  // Of parts that are each counted by a date of their own, every row is in one period.
  const periods = plan.time?.grain && !measure.timeFields ? [measure.timeField ?? plan.time.field] : [];
  const groups = [...plan.dimensions.map(({ field }) => field), ...periods].flatMap(
    name => findField(model.model, name)?.dataset.name ?? [],
  );
  const isOne = (from: string, to: string) => /^(same|one)$/.test(model.reach(from, to));
  const made = [...measureDatasets(measure, model.model)].map(({ name }) => name);
  // Rows of the finest dataset are what is added up; facts that meet on shared groups each add up their own.
  const finest =
    measure.over === undefined ? made.filter(one => made.every(other => isOne(one, other))) : [measure.over];
  return (finest.length > 0 ? finest.slice(0, 1) : made).some(home => groups.some(group => !isOne(home, group)));
}
