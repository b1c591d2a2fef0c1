import type { Tile } from '../../../../../core/dashboards/spec.ts';
import { DATE_PART_WORDS } from '../../../../../core/plan/date-part.ts';
import type { Dimension, Filter, FilterValue, Plan, TimeRange } from '../../../../../core/plan/schema.ts';
import type { ModelReply } from '../../api/types.ts';
import { groupKey, groupOf } from '../../tiles/group-key.ts';
import { sameValue } from '../edits/same.ts';

export type Grain = NonNullable<NonNullable<Plan['time']>['grain']>;

/** A condition as a form has it: one field, one operator, values as text. */
export interface Condition {
  readonly field: string;
  readonly operator: ConditionOperator;
  readonly values: readonly FilterValue[];
}
const CONDITION_OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'notIn',
  'contains',
  'isMissing',
  'isPresent',
] as const;
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** A plan as far as a form goes: metrics, what they are divided by, when, of which rows, in which order. */
export interface PlanForm {
  readonly metrics: readonly string[];
  /** Fields, or parts of dates: see `groupKey`. */
  readonly dimensions: readonly string[];
  /** Rows of a dataset in place of numbers. */
  readonly fields: readonly string[];
  readonly timeField?: string | undefined;
  readonly grain?: Grain | undefined;
  readonly range?: TimeRange | undefined;
  readonly conditions: readonly Condition[];
  /** The order and how many rows; without one the plan's own order. */
  readonly top?: { readonly column: string; readonly direction: 'ASC' | 'DESC' } | undefined;
  readonly limit?: number | undefined;
}

export const emptyPlanForm: PlanForm = { metrics: [], dimensions: [], fields: [], conditions: [] };

/** The plan that a form says; undefined while it says nothing. */
export function planOfForm(form: PlanForm): Plan | undefined {
  const { metrics, dimensions, fields, timeField, grain, range, conditions, top, limit } = form;
  if (metrics.length === 0 && fields.length === 0) return undefined;
  const time =
    timeField === undefined || (grain === undefined && range === undefined)
      ? undefined
      : { field: timeField, range, grain };
  return {
    version: 1,
    measures: metrics.map(metric => ({ name: metric, metric })),
    dimensions: metrics.length === 0 ? [] : dimensions.map(dimensionOf),
    fields: metrics.length === 0 ? [...fields] : [],
    where: conditions.map(filterOf),
    ...(time && { time: present(time) }),
    steps: [],
    having: [],
    orderBy: top === undefined ? [] : [top],
    ...(limit !== undefined && { limit }),
  };
}

/** The form of a plan; undefined where the plan says more than a form can: then it is changed by words, or replaced. */
export function formOfPlan(plan: Plan): PlanForm | undefined {
  const conditions = plan.where.map(conditionOf);
  const form: PlanForm = {
    metrics: plan.measures.flatMap(({ metric }) => metric ?? []),
    dimensions: plan.dimensions.map(({ field, part }) => groupKey(field, part)),
    fields: plan.fields,
    conditions: conditions.flatMap(condition => condition ?? []),
    ...(plan.time && { timeField: plan.time.field, grain: plan.time.grain, range: plan.time.range }),
    ...(plan.orderBy[0] && { top: plan.orderBy[0] }),
    ...(plan.limit !== undefined && { limit: plan.limit }),
  };
  return sameValue(bareNames(planOfForm(form)), bareNames(plan)) ? form : undefined;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const leafOf = (field: string): string => (field.split('.').at(-1) ?? field).replaceAll('"', '');
const nameOf = (words: string): string => words.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');

/** A part of a date is called by it, as in words: two of one date stand side by side. */
function dimensionOf(key: string): Dimension {
  const { field, part } = groupOf(key);
  if (part === undefined) return { field };
  const words = DATE_PART_WORDS[part];
  return { field, part, name: nameOf(`${words} of ${leafOf(field)}`), label: capital(words) };
}

/** A plan without names of columns that they have by themselves: those of words are written out. */
function bareNames(plan: Plan | undefined): Plan | undefined {
  if (plan === undefined) return undefined;
  const leaves = plan.dimensions.map(({ field }) => leafOf(field).toLowerCase());
  const isOwn = (index: number) => leaves.indexOf(leaves[index]!) === leaves.lastIndexOf(leaves[index]!);
  const dimensions = plan.dimensions.map((dimension, index) => {
    const { name, ...rest } = dimension;
    const isBare = dimension.part === undefined && name?.toLowerCase() === leaves[index] && isOwn(index);
    return isBare ? rest : dimension;
  });
  return { ...plan, dimensions };
}

const bare = (operator: ConditionOperator): operator is 'isMissing' | 'isPresent' =>
  operator === 'isMissing' || operator === 'isPresent';

function filterOf({ field, operator, values }: Condition): Filter {
  if (bare(operator)) return { field, operator };
  const several = operator === 'in' || operator === 'notIn';
  return { field, operator, values: several ? [...values] : values.slice(0, 1) };
}

function conditionOf(filter: Filter): Condition | undefined {
  if (!('operator' in filter)) return undefined;
  const operator = CONDITION_OPERATORS.find(known => known === filter.operator);
  if (operator === undefined) return undefined;
  return { field: filter.field, operator, values: 'values' in filter ? filter.values : [] };
}

const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

/** What the values of a condition are, as the field's type has it: numbers, truth, else text. */
export function readValue(text: string, type: string | null | undefined): FilterValue {
  const trimmed = text.trim();
  if (/int|dec|num|float|double/i.test(type ?? '') && trimmed !== '' && Number.isFinite(Number(trimmed)))
    return Number(trimmed);
  if (/bool/i.test(type ?? '') && /^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
  return trimmed;
}

/** Fields that all the metrics can be divided by. */
export function sharedDimensions({ metrics }: ModelReply, chosen: readonly string[]): readonly string[] {
  const lists = metrics.filter(({ name }) => chosen.includes(name)).map(({ dimensions }) => dimensions ?? []);
  const [first = [], ...others] = lists;
  return first.filter(field => others.every(list => list.includes(field)));
}

/** The date that the metrics are counted by, where they agree. */
export function sharedTimeField({ metrics }: ModelReply, chosen: readonly string[]): string | undefined {
  const dates = new Set(
    metrics.filter(({ name }) => chosen.includes(name)).map(({ time_field }) => time_field ?? undefined),
  );
  return dates.size === 1 ? [...dates][0] : undefined;
}

/** A title for what a form says, in the model's labels: "Revenue and orders by region, monthly". */
export function titleOfForm(form: PlanForm, model: ModelReply): string {
  const metricLabel = (name: string) => model.metrics.find(metric => metric.name === name)?.label ?? name;
  const fields = model.datasets.flatMap(dataset => dataset.fields);
  const fieldLabel = (name: string) => (fields.find(field => field.name === name)?.label ?? name).toLocaleLowerCase();
  const what = form.metrics.length > 0 ? form.metrics.map(metricLabel) : form.fields.map(fieldLabel);
  const groupLabel = (key: string) => {
    const { field, part } = groupOf(key);
    return part === undefined ? fieldLabel(field) : DATE_PART_WORDS[part];
  };
  const by = [...(form.grain ? [form.grain] : []), ...form.dimensions.map(groupLabel)];
  const subject = what.length > 3 ? `${what.slice(0, 3).join(', ')} …` : what.join(' and ');
  const title = by.length === 0 || form.metrics.length === 0 ? subject : `${subject} by ${by.join(' and ')}`;
  return title.slice(0, 120);
}

/** The kind that shows what a form says: one number, a series, groups, several ways of grouping, rows. */
export function kindOfForm({ metrics, dimensions, grain }: PlanForm): Tile['kind'] {
  if (metrics.length === 0) return 'table';
  if (grain !== undefined) return 'line';
  if (dimensions.length === 0) return metrics.length === 1 ? 'number' : 'table';
  return dimensions.length === 1 ? 'bar' : dimensions.length === 2 ? 'bar' : 'table';
}
