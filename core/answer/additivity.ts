import { isSemiAdditive, measureDatasets } from '../plan/additivity.ts';
import { measureExpression, referentOf } from '../plan/lookup.ts';
import { findField, sameName } from '../plan/names.ts';
import type { Measure, Plan } from '../plan/schema.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { additiveColumns } from './parts.ts';
import type { AnswerColumn } from './types.ts';

/**
 * The columns with how their values may be put together, for pages that show totals, stacks and shares: of several
 * groups always, or within one period only (levels such as stock, and running totals). Columns that say nothing may
 * never be added up: averages, ratios, extremes, counts of distinct things that may come again, groups that share rows.
 */
export function withAdditivity(columns: readonly AnswerColumn[], plan: Plan, model: ResolvedModel): AnswerColumn[] {
  if (plan.measures.some(measure => sharesRows(measure, plan, model))) return [...columns];
  const counts = plan.measures.filter(measure => countsOnce(measure, plan, model)).map(({ name }) => name);
  const additive = [...additiveColumns(plan, model.model), ...(plan.summarise ? [] : counts)];
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

/** Counts of things, COUNT(DISTINCT orders.id), by what each has one of: none comes again in another group. */
function countsOnce(measure: Measure, plan: Plan, resolved: ResolvedModel): boolean {
  const { model } = resolved;
  const counted = measureExpression(measure, model);
  if (counted?.kind !== 'call' || counted.name !== 'COUNT' || !counted.distinct || measure.over) return false;
  const [of] = counted.arguments;
  const value = of?.kind === 'case' && of.branches.length === 1 && !of.otherwise ? of.branches[0]!.then : of;
  const referent = value && referentOf(value, model);
  if (referent?.kind !== 'field') return false;
  const { dataset, field } = referent.found;
  const isKey = ([key = '', ...more]: readonly string[]) =>
    more.length === 0 && (sameName(key, field.name) || sameName(key, field.text));
  const groups = groupsOf(measure, plan, model);
  // Rows by their key; what is asked of other datasets besides may hold of some rows of a finer one only.
  if (isKey(dataset.primaryKey))
    return measureDatasets(measure, model).size === 1 && groups.every(to => isOne(resolved, dataset.name, to));
  // Or by what refers to them.
  const ends = model.relationships.filter(({ from, fromColumns }) => from === dataset.name && isKey(fromColumns));
  return ends.length === 1 && groups.every(group => group === ends[0]!.to);
}

/** Shares of the parts of several wholes come to more than one whole. */
const sharesWithin = (plan: Plan): readonly string[] =>
  plan.steps.flatMap(step => (step.kind === 'shareOfTotal' && (step.within?.length ?? 0) > 0 ? [step.name] : []));

const isOne = ({ reach }: ResolvedModel, from: string, to: string): boolean => /^(same|one)$/.test(reach(from, to));

/** The datasets that a measure's rows are grouped by. */
function groupsOf(measure: Measure, plan: Plan, model: SemanticModel): readonly string[] {
  // Of parts that are each counted by a date of their own, every row is in one period.
  const periods = plan.time?.grain && !measure.timeFields ? [measure.timeField ?? plan.time.field] : [];
  return [...plan.dimensions.map(({ field }) => field), ...periods].flatMap(
    name => findField(model, name)?.dataset.name ?? [],
  );
}

/** Whether a row that is aggregated can be in several groups, as an order is under each of its labels. */
function sharesRows(measure: Measure, plan: Plan, model: ResolvedModel): boolean {
  const groups = groupsOf(measure, plan, model.model);
  const made = [...measureDatasets(measure, model.model)].map(({ name }) => name);
  // Rows of the finest dataset are what is added up; facts that meet on shared groups each add up their own.
  const finest =
    measure.over === undefined ? made.filter(one => made.every(other => isOne(model, one, other))) : [measure.over];
  return (finest.length > 0 ? finest.slice(0, 1) : made).some(home => groups.some(group => !isOne(model, home, group)));
}
