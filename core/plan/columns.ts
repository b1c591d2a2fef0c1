import type { AnswerColumn } from '../answer/types.ts';
import type { ColumnType } from '../ports/query-engine.ts';

import type { SemanticModel } from '../semantic/model/types.ts';
import { stepLabel } from './labels.ts';
import { datasetLeafOf, fieldLabel, fieldText, findField, humanName, leafOf, sameName } from './names.ts';
import type { Dimension, Measure, Plan, Step } from './schema.ts';
import { fieldType, fractional, measureTraits, type Traits } from './traits.ts';

/** Column names of a plan's parts, each in the plan's order. */
export interface ColumnNames {
  readonly time?: string | undefined;
  readonly dimensions: readonly string[];
  /** Hidden ones too. */
  readonly measures: readonly string[];
  readonly steps: readonly string[];
  readonly fields: readonly string[];
}

const spelling = (model: SemanticModel, text: string): string => {
  const found = findField(model, text);
  return found ? fieldText(found) : text;
};

/** Leaves, qualified as dataset_field where two are equal. */
function distinctLeaves(texts: readonly string[], taken: readonly string[]): string[] {
  const leaves = texts.map(leafOf);
  return texts.map((text, i) => {
    const leaf = leaves[i]!;
    const clashes = [...taken, ...leaves.filter((_, j) => j !== i)].some(other => sameName(other, leaf));
    return clashes ? `${datasetLeafOf(text)}_${leaf}` : leaf;
  });
}

/** What a plan's columns are called; the one place that knows. */
export function columnNames(plan: Plan, model: SemanticModel): ColumnNames {
  const time = plan.time?.grain ? leafOf(spelling(model, plan.time.field)) : undefined;
  const unnamed = plan.dimensions.filter(dimension => dimension.name === undefined);
  const taken = [...(time === undefined ? [] : [time]), ...plan.dimensions.flatMap(({ name }) => name ?? [])];
  const leaves = distinctLeaves(
    unnamed.map(dimension => spelling(model, dimension.field)),
    taken,
  );
  return {
    time,
    dimensions: plan.dimensions.map(dimension => dimension.name ?? leaves[unnamed.indexOf(dimension)]!),
    measures: plan.measures.map(measure => measure.name),
    steps: plan.steps.map(step => step.name),
    fields: distinctLeaves(
      plan.fields.map(field => spelling(model, field)),
      [],
    ),
  };
}

const grainType = (grain: string): ColumnType => (grain === 'hour' ? 'timestamp' : 'date');

function fieldColumn(model: SemanticModel, name: string, text: string, label?: string): AnswerColumn {
  const found = findField(model, text);
  const extension = found?.field.extension ?? {};
  return {
    name,
    label: label ?? (found ? fieldLabel(found) : humanName(name)),
    type: fieldType(found?.field.datatype, found?.field.isTime),
    role: found?.field.isTime ? 'time' : 'dimension',
    unit: extension.unit,
    format: extension.format,
    decimals: extension.decimals,
  };
}

function dimensionColumn(model: SemanticModel, name: string, dimension: Dimension): AnswerColumn {
  const column = fieldColumn(model, name, dimension.field, dimension.label);
  if (dimension.grain) return { ...column, type: grainType(dimension.grain), role: 'time', grain: dimension.grain };
  if (dimension.part)
    return {
      ...column,
      type: dimension.part === 'hour' ? 'integer' : 'string',
      role: 'dimension',
      part: dimension.part,
    };
  if (dimension.bands) return { name, label: column.label, type: 'string', role: 'dimension' };
  if (dimension.width === undefined) return { ...column, role: column.type === 'date' ? 'time' : 'dimension' };
  const whole = column.type === 'integer' && Number.isInteger(dimension.width);
  return { ...column, type: whole ? 'integer' : 'float' };
}

const withTraits = (name: string, label: string, { type, unit, format, decimals }: Traits): AnswerColumn => ({
  name,
  label,
  type,
  role: 'measure',
  unit,
  format,
  decimals,
});

const measureLabel = (measure: Measure): string => measure.label ?? humanName(measure.metric ?? measure.name);

const SHARE: Traits = { type: 'float', format: 'percent', decimals: 1 };

/** What the numbers of a step are, by those it is made of. */
function stepTraits(step: Step, traitsOf: (name: string) => Traits): Traits {
  switch (step.kind) {
    case 'ratio':
      return ratioTraits(traitsOf(step.numerator), traitsOf(step.denominator), step.unit);
    case 'difference': {
      const [left, right] = [traitsOf(step.left), traitsOf(step.right)];
      return left.unit === right.unit ? left : { type: left.type };
    }
    case 'growth':
    case 'shareOfTotal':
      return SHARE;
    case 'overall':
    case 'runningTotal':
      return traitsOf(step.measure);
    case 'movingAverage':
      return fractional(traitsOf(step.measure));
    case 'comparison':
      return step.output === 'growth' ? SHARE : traitsOf(step.measure);
    case 'rank':
      return { type: 'integer', format: 'integer', decimals: 0 };
  }
}

const isPercent = (traits: Traits): boolean => traits.format === 'percent' || traits.unit === '%';

/** Money per count keeps the money's unit; money per money has none; a plan may name the unit. */
function ratioTraits(numerator: Traits, denominator: Traits, unit: string | undefined): Traits {
  if (unit === '%') return SHARE;
  if (unit !== undefined) return { type: 'float', unit, format: numerator.format, decimals: 2 };
  const cancels = numerator.unit !== undefined && numerator.unit === denominator.unit;
  if (cancels || isPercent(denominator) || denominator.format === 'currency')
    return { type: 'float', format: 'number', decimals: 2 };
  return {
    type: 'float',
    unit: numerator.unit,
    format: numerator.format === 'integer' ? 'number' : numerator.format,
    decimals: 2,
  };
}

/** Every column the plan can speak of, hidden measures too, in the plan's order, before `summarise`. */
export function allColumns(plan: Plan, model: SemanticModel): AnswerColumn[] {
  const names = columnNames(plan, model);
  if (plan.fields.length > 0) return plan.fields.map((field, i) => fieldColumn(model, names.fields[i]!, field));
  const columns: AnswerColumn[] = [];
  if (plan.time?.grain && names.time !== undefined) {
    const column = fieldColumn(model, names.time, plan.time.field);
    columns.push({ ...column, type: grainType(plan.time.grain), role: 'time', grain: plan.time.grain });
  }
  columns.push(...plan.dimensions.map((dimension, i) => dimensionColumn(model, names.dimensions[i]!, dimension)));
  const numbers = new Map<string, AnswerColumn>();
  const column = (name: string): AnswerColumn =>
    numbers.get(name.toLowerCase()) ?? withTraits(name, humanName(name), { type: 'float' });
  for (const measure of plan.measures) {
    numbers.set(
      measure.name.toLowerCase(),
      withTraits(measure.name, measureLabel(measure), measureTraits(measure, model)),
    );
  }
  for (const step of plan.steps) {
    const traits = stepTraits(step, column);
    numbers.set(
      step.name.toLowerCase(),
      withTraits(
        step.name,
        stepLabel(step, name => column(name).label),
        traits,
      ),
    );
  }
  return [...columns, ...numbers.values()];
}

/**
 * The columns of a plan's result in order: time, dimensions, measures that are not hidden, steps; of a
 * `summarise` the dimensions it keeps and its number; of a listing its fields. Types are the model's view;
 * the engine may know them more exactly.
 */
export function planColumns(plan: Plan, model: SemanticModel): AnswerColumn[] {
  const all = allColumns(plan, model);
  if (plan.summarise) return summaryColumns(plan.summarise, all);
  const hidden = plan.measures.filter(measure => measure.hidden).map(measure => measure.name);
  return all.filter(column => !hidden.some(name => sameName(name, column.name)));
}

function summaryColumns(summarise: NonNullable<Plan['summarise']>, all: readonly AnswerColumn[]): AnswerColumn[] {
  const find = (name: string): AnswerColumn | undefined => all.find(column => sameName(column.name, name));
  const kept = summarise.by.flatMap(name => find(name) ?? []);
  const of = summarise.column === undefined ? undefined : find(summarise.column);
  const traits: Traits =
    summarise.function === 'count' || !of
      ? { type: 'integer', format: 'integer', decimals: 0 }
      : summarise.function === 'avg' || summarise.function === 'median'
        ? fractional(of)
        : of;
  const label = summarise.label ?? humanName(summarise.name);
  return [...kept, withTraits(summarise.name, label, traits)];
}
