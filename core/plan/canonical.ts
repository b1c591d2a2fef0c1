import type { Expression, Identifier } from '../semantic/expression/nodes.ts';
import { parseExpression } from '../semantic/expression/parse.ts';
import { printExpression } from '../semantic/expression/print.ts';
import { mapExpression } from '../semantic/expression/walk.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { columnNames } from './columns.ts';
import { type FieldComparison, turned } from './field-comparison.ts';
import { referentOf } from './lookup.ts';
import { fieldText, findDataset, findField, findMetric, sameName } from './names.ts';
import { planOrder } from './order.ts';
import type { Dimension, Filter, Measure, Plan, Step } from './schema.ts';

/** JSON with the keys of every object in order and without absent parts: equal values give equal text. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).filter(([, part]) => part !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sorted = <T>(values: readonly T[]): T[] =>
  values
    .map(value => [stableJson(value), value] as const)
    .sort(([a], [b]) => compare(a, b))
    .filter(([text], i, all) => i === 0 || all[i - 1]![0] !== text)
    .map(([, value]) => value);

/**
 * One plan for all that ask the same: names in the model's spelling, filters, values, dimensions, measures
 * and steps in a fixed order, expressions printed canonically, labels and defaults left out, the order of
 * rows spelled out. Column names stay, so a result of it can be shown in the order that the asker's own plan
 * wants ({@link columnPositions}). Time ranges stay relative.
 * @throws SophiaError expression.* for an expression that does not parse
 */
export function canonicalPlan(plan: Plan, model: SemanticModel): Plan {
  const names = columnNames(plan, model);
  const spelled = columnSpelling(plan, model);
  const { time, topPerGroup, summarise } = plan;
  return {
    version: 1,
    measures: plan.measures.map(measure => canonicalMeasure(measure, model)).sort((a, b) => compare(a.name, b.name)),
    dimensions: plan.dimensions
      .map((dimension, i) => canonicalDimension(dimension, names.dimensions[i]!, model))
      .sort((a, b) => compare(a.name!, b.name!)),
    fields: [...plan.fields.map(field => spell(field, model))],
    where: canonicalFilters(plan.where, model),
    ...(time && {
      time: {
        field: spell(time.field, model),
        ...(time.range && { range: time.range }),
        ...(time.grain && { grain: time.grain }),
        ...(time.fillGaps && { fillGaps: true }),
      },
    }),
    steps: canonicalSteps(plan.steps, spelled),
    having: sorted(plan.having.map(having => ({ ...having, column: spelled(having.column) }))),
    ...(topPerGroup && {
      topPerGroup: { ...topPerGroup, by: sorted(topPerGroup.by.map(spelled)), column: spelled(topPerGroup.column) },
    }),
    ...(summarise && { summarise: canonicalSummary(summarise, spelled) }),
    orderBy: planOrder(plan, model).map(({ column, direction }) => ({ column: spelled(column), direction })),
    ...(plan.limit !== undefined && { limit: plan.limit }),
  };
}

/** Where each column of the asker's plan stands among the canonical plan's: `row => positions.map(i => row[i])`. */
export function columnPositions(wanted: readonly { name: string }[], given: readonly { name: string }[]): number[] {
  return wanted.map(column => given.findIndex(other => sameName(other.name, column.name)));
}

const spell = (text: string, model: SemanticModel): string => {
  const found = findField(model, text);
  return found ? fieldText(found) : text;
};

/** Names of columns in the spelling of the part that makes them. */
function columnSpelling(plan: Plan, model: SemanticModel): (name: string) => string {
  const { time, dimensions, measures, steps, fields } = columnNames(plan, model);
  const known = [...(time === undefined ? [] : [time]), ...dimensions, ...measures, ...steps, ...fields];
  return name => known.find(other => sameName(other, name)) ?? name;
}

function canonicalMeasure(measure: Measure, model: SemanticModel): Measure {
  const { metric, expression, over, filters = [], period, timeField, timeFields, hidden } = measure;
  return {
    name: measure.name,
    ...(metric !== undefined && { metric: findMetric(model, metric)?.name ?? metric }),
    ...(expression !== undefined && { expression: canonicalExpression(expression, model) }),
    ...(over !== undefined && { over: findDataset(model, over)?.name ?? over }),
    ...(filters.length > 0 && { filters: canonicalFilters(filters, model) }),
    ...(period && { period }),
    ...(timeField !== undefined && { timeField: spell(timeField, model) }),
    ...(timeFields && {
      timeFields: sorted(
        timeFields.map(({ of, field }) => ({ of: findDataset(model, of)?.name ?? of, field: spell(field, model) })),
      ),
    }),
    ...(hidden && { hidden }),
  };
}

const canonicalDimension = (dimension: Dimension, name: string, model: SemanticModel): Dimension => ({
  field: spell(dimension.field, model),
  ...(dimension.grain && { grain: dimension.grain }),
  ...(dimension.part && { part: dimension.part }),
  ...(dimension.width !== undefined && { width: dimension.width }),
  ...(dimension.bands && { bands: dimension.bands }),
  name,
});

function canonicalFilters(filters: readonly Filter[], model: SemanticModel): Filter[] {
  return sorted(filters.map(filter => canonicalFilter(filter, model)));
}

/** Comparisons that don't see case: their values can be written in one. Beyond ASCII engines differ. */
const FOLDS_CASE = new Set(['=', '!=', 'in', 'notIn', 'contains', 'notContains', 'startsWith', 'endsWith']);
const lowered = (text: string): string => text.replaceAll(/[A-Z]/g, letter => letter.toLowerCase());

function canonicalFilter(filter: Filter, model: SemanticModel): Filter {
  if ('expression' in filter) return { expression: canonicalExpression(filter.expression, model) };
  if ('anyOf' in filter) {
    const flat = filter.anyOf.flatMap(one => ('anyOf' in one ? one.anyOf : [one]));
    if (flat.some(one => 'anyOf' in one)) return canonicalFilter({ anyOf: flat }, model);
    const parts = canonicalFilters(flat, model);
    return parts.length === 1 ? parts[0]! : { anyOf: parts };
  }
  if ('related' in filter) {
    const related = findDataset(model, filter.related)?.name ?? filter.related;
    return { related, ...(filter.negated && { negated: true }), where: canonicalFilters(filter.where, model) };
  }
  const field = spell(filter.field, model);
  if ('period' in filter) return { field, period: filter.period };
  if ('to' in filter) return canonicalFieldComparison(field, spell(filter.to, model), filter);
  if (!('values' in filter)) return { field, operator: filter.operator };
  return canonicalComparison(field, filter, findField(model, field)?.field.datatype === 'String');
}

/** The fields in the order of the alphabet: later than the one is earlier than the other. */
function canonicalFieldComparison(field: string, to: string, { operator, grain }: FieldComparison): Filter {
  const period = grain && { grain };
  return field <= to
    ? { field, operator, to, ...period }
    : { field: to, operator: turned(operator), to: field, ...period };
}

type Comparison = Extract<Filter, { values: unknown }>;

function canonicalComparison(field: string, { operator, values }: Comparison, isText: boolean): Filter {
  const fold = isText && FOLDS_CASE.has(operator);
  const folded = values.map(value => (fold && typeof value === 'string' ? lowered(value) : value));
  if (operator !== 'in' && operator !== 'notIn') return { field, operator, values: folded };
  const distinct = sorted(folded);
  if (distinct.length > 1) return { field, operator, values: distinct };
  return { field, operator: operator === 'in' ? '=' : '!=', values: distinct };
}

/** A text of the same tree in the model's spelling: what all ways of writing an expression have in common. */
export function canonicalExpression(text: string, model: SemanticModel): string {
  return printExpression(mapExpression(parseExpression(text), e => spelledReference(e, model)));
}

function spelledReference(e: Expression, model: SemanticModel): Expression {
  if (e.kind !== 'reference') return e;
  const referent = referentOf(e, model);
  const identifier = (name: string): Identifier => ({ name, quoted: !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) });
  if (referent?.kind === 'metric') return { kind: 'reference', parts: [identifier(referent.metric.name)] };
  if (referent?.kind !== 'field') return e;
  return { kind: 'reference', parts: [identifier(referent.found.dataset.name), identifier(referent.found.field.name)] };
}

/** Steps by name, but none before those it is made of; every name in its maker's spelling. */
function canonicalSteps(steps: readonly Step[], spelled: (name: string) => string): Step[] {
  const waiting = steps.map(step => canonicalStep(step, spelled)).sort((a, b) => compare(a.name, b.name));
  const done: Step[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(step => !waiting.some(other => other !== step && uses(step, other.name)));
    // A cycle is a fault of the plan that its check reports; here it only must not hang.
    done.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return done;
}

const OPERANDS = ['numerator', 'denominator', 'left', 'right', 'base', 'current', 'measure'] as const;
const uses = (step: Step, name: string): boolean =>
  OPERANDS.some(key => key in step && sameName(String((step as Record<string, unknown>)[key]), name));

function canonicalStep(step: Step, spelled: (name: string) => string): Step {
  const { label: _, ...rest } = step;
  const copy: Record<string, unknown> = { ...rest };
  for (const key of OPERANDS) if (typeof copy[key] === 'string') copy[key] = spelled(copy[key]);
  if ('within' in step) copy['within'] = step.within?.length ? sorted(step.within.map(spelled)) : undefined;
  if (copy['within'] === undefined) delete copy['within'];
  delete copy['unit'];
  return copy as Step;
}

function canonicalSummary(summarise: NonNullable<Plan['summarise']>, spelled: (name: string) => string) {
  const { label: _, column, by, ...rest } = summarise;
  return { ...rest, by: sorted(by.map(spelled)), ...(column !== undefined && { column: spelled(column) }) };
}
