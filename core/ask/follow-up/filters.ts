import type { Filter, PlanInput } from '../../plan/schema.ts';
import { type BuildContext, settleFilter } from '../build/context.ts';
import { buildMeasure } from '../build/measures.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { Draft, DraftFilter } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { columnOf, rankingColumn } from './order.ts';

type Compared = Extract<Filter, { field: string; values: unknown }>;

const isChosen = (filter: Filter, field: string): filter is Compared =>
  'values' in filter && filter.field === field && (filter.operator === '=' || filter.operator === 'in');
const excludes = (filter: Filter): boolean =>
  'operator' in filter && (filter.operator === '!=' || filter.operator === 'notIn');
const bounds = (filter: Filter): boolean => 'operator' in filter && ['<', '<=', '>', '>='].includes(filter.operator);

const hasSameValues = (a: Filter, b: Filter): boolean =>
  'values' in a && 'values' in b && JSON.stringify(a.values) === JSON.stringify(b.values);

/** Another value in place of the one of the same field, one more beside it, or one left out; bounds add up. */
export function withFilters(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft } = context;
  let where = [...(plan.where ?? [])] as Filter[];
  for (const drafted of draft.filters) {
    const { filter, field } = settleFilter(context, ofSameField(drafted, where));
    // "from Russian suppliers, I mean": the same value, of another thing
    if (draft.followUp.has('instead')) where = where.filter(f => !hasSameValues(f, filter));
    where = merged(where, asRelated(context, plan, filter, field), field, draft.followUp.has('add'));
  }
  for (const related of draft.related)
    where.push({ related: related.dataset, ...(related.negated ? { negated: true } : {}), where: [] });
  return withHaving(context, { ...plan, where });
}

/** "what about France": of the fields that have it, the one that the last answer was filtered by. */
function ofSameField(filter: DraftFilter, where: readonly Filter[]): DraftFilter {
  const known = filter.options.filter(({ field }) => where.some(f => isChosen(f, field.id)));
  return filter.scope === undefined && known.length === 1 ? { ...filter, options: known } : filter;
}

/** Of things listed, a filter on what each has many of asks for one that passes. */
function asRelated(context: BuildContext, plan: PlanInput, filter: Filter, field: FieldInfo): Filter {
  if (!plan.fields?.length || context.catalogue.reach(context.anchors[0] ?? '', field.dataset).kind !== 'down')
    return filter;
  if ((plan.where ?? []).some(f => 'related' in f && f.related === field.dataset))
    throw new Refusal(
      `The last answer has a condition on ${field.dataset.replaceAll('_', ' ')} already: ask the whole question.`,
    );
  return excludes(filter) && 'values' in filter
    ? { related: field.dataset, negated: true, where: [{ ...filter, operator: filter.values.length > 1 ? 'in' : '=' }] }
    : { related: field.dataset, where: [filter] };
}

function merged(where: readonly Filter[], filter: Filter, field: FieldInfo, joins: boolean): Filter[] {
  if (excludes(filter) && 'values' in filter) {
    const left = where.flatMap(f => (isChosen(f, field.id) ? lessValues(f, filter.values) : [f]));
    // what was chosen and is now left out means all but that
    return left.length === where.length && left.some(f => isChosen(f, field.id) && !where.includes(f))
      ? left
      : [...left, filter];
  }
  if (bounds(filter)) return [...where, filter];
  const known = where.find(f => isChosen(f, field.id));
  if (joins && known && 'values' in known && isChosen(filter, field.id)) {
    const values = [...new Set([...known.values, ...filter.values])];
    return where.map(f => (f === known ? { field: field.id, operator: 'in' as const, values } : f));
  }
  return [...where.filter(f => !('operator' in f && !('to' in f) && f.field === field.id)), filter];
}

function lessValues(filter: Compared, values: readonly unknown[]): Filter[] {
  const left = filter.values.filter(value => !values.includes(value));
  if (left.length === 0) return [];
  return left.length === filter.values.length
    ? [filter]
    : [{ field: filter.field, operator: left.length > 1 ? 'in' : '=', values: left }];
}

/** "only those with more than 53 bookings", "only those above 65 %". */
function withHaving(context: BuildContext, plan: PlanInput): PlanInput {
  const { having, bare } = context.draft;
  if (having.length === 0 && !bare) return plan;
  if (having.some(({ against }) => against)) throw new Refusal(reasons.unclearAverageMeant);
  if (bare && plan.fields?.length && having.length === 0) return withBound(context, plan, bare);
  if (!plan.dimensions?.length && !plan.time?.grain)
    throw new Refusal(reasons.lastAnswerGroups, bare ? [bare.problem] : []);
  let next = plan;
  const conditions = having.map(h => {
    const column = columnOf(context, next, h.measure);
    if (column !== undefined) return { column, operator: h.operator, values: [...h.values] };
    const { measure } = buildMeasure(context, h.measure);
    next = { ...next, measures: [...(next.measures ?? []), measure] };
    return { column: measure.name, operator: h.operator, values: [...h.values] };
  });
  if (bare) {
    if ((plan.measures?.filter(m => !m.hidden).length ?? 0) > 1)
      throw new Refusal(reasons.lastAnswerSeveral, [bare.problem]);
    const column = rankingColumn(plan);
    if (!column) throw new Refusal(bare.problem.reason, [bare.problem]);
    conditions.push({ column, operator: bare.operator, values: [...bare.values] });
  }
  const other = bare && !context.draft.followUp.has('only') ? conditions.at(-1) : undefined;
  const kept = (plan.having ?? []).filter(h => !(other && isSameBound(h, other)));
  return { ...next, having: [...kept, ...conditions] };
}

/** "only those above 2000", of a list that shows one number of its rows. */
function withBound({ catalogue }: BuildContext, plan: PlanInput, bare: NonNullable<Draft['bare']>): PlanInput {
  const numbers = (plan.fields ?? []).filter(id => {
    const field = catalogue.fields.get(id);
    return field?.kind === 'number' && !field.isIdentifier;
  });
  const [field, ...more] = numbers;
  if (!field) throw new Refusal(bare.problem.reason, [bare.problem]);
  if (more.length > 0) throw new Refusal(reasons.lastAnswerSeveral, [bare.problem]);
  return { ...plan, where: [...(plan.where ?? []), { field, operator: bare.operator, values: [...bare.values] }] };
}

/** "and over 65 %?", of an answer with those over 63 %: another bound in its place. */
const isSameBound = (one: Condition, other: Condition): boolean =>
  one.column === other.column && one.operator[0] === other.operator[0] && /^[<>]/.test(one.operator);

type Condition = { readonly column: string; readonly operator: string };

/** The plan without what is named: a value, a grouping, a number, a period. */
export function removed(context: BuildContext, plan: PlanInput, asFilter: boolean): PlanInput {
  const { draft } = context;
  let next = plan;
  for (const drafted of draft.filters) {
    const { filter, field } = settleFilter(context, drafted);
    const values = 'values' in filter ? filter.values : [];
    const where = (next.where ?? []).flatMap(f => withoutValues(f, field.id, values));
    const found = JSON.stringify(where) !== JSON.stringify(next.where ?? []);
    if (!found && (asFilter || values.length === 0 || !('operator' in filter)))
      throw new Refusal(`The last answer has no filter on ${drafted.text}.`);
    next = found
      ? { ...next, where }
      : { ...next, where: [...where, { field: field.id, operator: 'notIn', values: [...values] }] };
  }
  return next;
}

/** A filter without some of its values; whole ones go, chosen or left out. */
function withoutValues(filter: Filter, field: string, values: readonly unknown[]): Filter[] {
  if (!('values' in filter) || filter.field !== field) return [filter];
  const left = filter.values.filter(value => !values.includes(value));
  if (left.length === 0) return [];
  return left.length === filter.values.length ? [filter] : [{ ...filter, values: left }];
}
