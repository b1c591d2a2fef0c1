import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { areApart } from './bands.ts';
import { allColumns, columnNames } from './columns.ts';
import type { PlanFault } from './errors.ts';
import { fieldComparisonFault } from './field-comparison.ts';
import { fieldNames, findDataset, findField, findMetric, leafOf, mendUnknown, sameName } from './names.ts';
import { checkPolicy } from './policy.ts';
import { expressionFault, type PlanReference, referencesOf } from './references.ts';
import type { Filter, Plan } from './schema.ts';
import { filtersOf } from './structure.ts';
import { kindOfField, parameterOf } from './values.ts';

/**
 * Checks a plan against a model: that every dataset, field, metric and column it names exists, that times
 * are times and values are of their field's kind; and against a persona, that it may see them.
 * @throws SophiaError 'plan.invalid' with every fault, each unknown name with the nearest known;
 * 'persona.forbidden' with every name the persona may not see
 */
export function checkPlan(plan: Plan, model: SemanticModel, persona?: Persona): void {
  const faults = [
    ...nameFaults(plan, model),
    ...expressionFaults(plan),
    ...timeFaults(plan, model),
    ...valueFaults(plan, model),
    ...columnFaults(plan, model),
  ];
  if (faults.length > 0) throw new SophiaError('plan.invalid', faults[0]!.path, { faults });
  if (persona) checkPolicy(plan, model, persona);
}

type Path = readonly (string | number)[];
const fault = (path: Path, message: string, mend: string): PlanFault => ({ path, message, mend });

function* nameFaults(plan: Plan, model: SemanticModel): Generator<PlanFault> {
  for (const { kind, name, path } of referencesOf(plan, model)) {
    const known = knownNames(kind, model);
    const found = finders[kind](model, name);
    if (found === undefined) yield fault(path, `There is no ${kind} ${name}.`, mendUnknown(name, known));
    else if (found.private) yield fault(path, `The ${kind} ${name} is private.`, mendUnknown('', known));
  }
}

type Found = { readonly private?: boolean | undefined } | undefined;
const finders: Record<PlanReference['kind'], (model: SemanticModel, name: string) => Found> = {
  field: (model, name) => findField(model, name)?.field,
  metric: findMetric,
  dataset: (model, name) => (findDataset(model, name) ? {} : undefined),
};

const knownNames = (kind: PlanReference['kind'], model: SemanticModel): string[] =>
  kind === 'field'
    ? fieldNames(model)
    : kind === 'metric'
      ? model.metrics.filter(metric => !metric.private).map(metric => metric.name)
      : model.datasets.map(dataset => dataset.name);

function* expressionFaults(plan: Plan): Generator<PlanFault> {
  for (const [i, { expression }] of plan.measures.entries()) {
    const found = expression === undefined ? undefined : expressionFault(expression, ['measures', i, 'expression']);
    if (found) yield found;
  }
  for (const { filter, path } of filtersOf(plan)) {
    const found = 'expression' in filter ? expressionFault(filter.expression, [...path, 'expression']) : undefined;
    if (found) yield found;
  }
}

function* timeFaults(plan: Plan, model: SemanticModel): Generator<PlanFault> {
  const times: [string | undefined, Path][] = [
    [plan.time?.field, ['time', 'field']],
    ...plan.measures.map(({ timeField }, i): [string | undefined, Path] => [timeField, ['measures', i, 'timeField']]),
    ...plan.measures.flatMap(({ timeFields = [] }, i) =>
      timeFields.map(({ field }, j): [string, Path] => [field, ['measures', i, 'timeFields', j, 'field']]),
    ),
    ...plan.dimensions.map(({ field, grain, part }, i): [string | undefined, Path] => [
      (grain ?? part) && field,
      ['dimensions', i, grain ? 'grain' : 'part'],
    ]),
  ];
  const known = () => fieldNames(model).filter(name => findField(model, name)!.field.isTime);
  for (const [name, path] of times) {
    const found = name === undefined ? undefined : findField(model, name);
    if (found && !found.field.isTime) yield fault(path, `${name} is no time field.`, mendUnknown(name!, known()));
  }
  for (const { filter, path } of filtersOf(plan)) {
    const found = 'period' in filter ? findField(model, filter.field) : undefined;
    if (found && !found.field.isTime)
      yield fault(path, `${found.field.name} is no time field.`, 'Compare it with values.');
  }
  for (const [i, { field, width, bands }] of plan.dimensions.entries()) {
    const said = bands ? 'bands' : 'width';
    const kind = (width ?? bands) === undefined ? undefined : kindOfOf(model, field);
    if (kind !== undefined && kind !== 'number') {
      yield fault(['dimensions', i, said], `${field} is no number.`, 'Bands are of number fields.');
    }
    if (bands && !areApart(bands))
      yield fault(['dimensions', i, 'bands'], 'Bands overlap.', 'Give each band its own numbers and its own name.');
  }
}

const kindOfOf = (model: SemanticModel, name: string) => {
  const found = findField(model, name);
  return found && kindOfField(found.field);
};

const PATTERNS = new Set(['contains', 'notContains', 'startsWith', 'endsWith']);

function* valueFaults(plan: Plan, model: SemanticModel): Generator<PlanFault> {
  for (const { filter, path } of filtersOf(plan)) {
    if ('to' in filter) yield* fieldComparisonFault(filter, path, model);
    if (!('values' in filter)) continue;
    const kind = kindOfOf(model, filter.field);
    if (PATTERNS.has(filter.operator)) {
      if (kind !== undefined && kind !== 'text') {
        yield fault(
          [...path, 'operator'],
          `${filter.operator} is for text, ${filter.field} is a ${kind}.`,
          'Use a comparison.',
        );
      }
      continue;
    }
    yield* badValues(filter, kind, path);
  }
}

function* badValues(filter: Extract<Filter, { values: unknown }>, kind: ReturnType<typeof kindOfField>, path: Path) {
  for (const [i, value] of filter.values.entries()) {
    if (parameterOf(value, kind) !== undefined) continue;
    yield fault([...path, 'values', i], `${JSON.stringify(value)} is no ${kind}.`, `Give a ${kind}.`);
  }
}

function* columnFaults(plan: Plan, model: SemanticModel): Generator<PlanFault> {
  const { time, dimensions, measures, steps, fields } = columnNames(plan, model);
  const groups = [...(time === undefined ? [] : [time]), ...dimensions];
  const numbers = [...measures, ...steps];
  yield* doubles([...groups, ...numbers, ...fields]);
  const known = (names: readonly string[]) => (path: Path, name: string) =>
    names.some(one => sameName(one, name))
      ? []
      : [fault(path, `There is no column ${name} here.`, mendUnknown(name, names))];
  const group = known(groups);
  const any = known([...groups, ...numbers]);
  for (const [i, step] of plan.steps.entries()) {
    if (!('within' in step)) continue;
    for (const [j, name] of (step.within ?? []).entries()) yield* group(['steps', i, 'within', j], name);
  }
  // Against all, a measure is computed once more; what was made of measures, or a group, is not.
  for (const [i, { column, to }] of plan.having.entries())
    yield* (to === 'overall' ? known(measures) : to ? known(numbers) : any)(['having', i, 'column'], column);
  if (plan.topPerGroup) {
    for (const [i, name] of plan.topPerGroup.by.entries()) yield* group(['topPerGroup', 'by', i], name);
    yield* any(['topPerGroup', 'column'], plan.topPerGroup.column);
  }
  yield* summaryFaults(plan, model, group, any);
  yield* orderFaults(plan, model);
  yield* havingValueFaults(plan, model);
}

function* doubles(names: readonly string[]): Generator<PlanFault> {
  for (const [i, name] of names.entries()) {
    if (names.findIndex(other => sameName(other, name)) === i) continue;
    yield fault([], `Two columns are called ${name}.`, 'Give one of them another name.');
  }
}

type Known = (path: Path, name: string) => PlanFault[];

function* summaryFaults(plan: Plan, model: SemanticModel, group: Known, any: Known): Generator<PlanFault> {
  const { summarise } = plan;
  if (!summarise) return;
  for (const [i, name] of summarise.by.entries()) yield* group(['summarise', 'by', i], name);
  if (summarise.column !== undefined) yield* any(['summarise', 'column'], summarise.column);
  else if (summarise.function !== 'count') {
    yield fault(['summarise', 'column'], `${summarise.function} needs a column.`, 'Name the column.');
  }
  if (summarise.by.some(name => sameName(name, summarise.name))) {
    yield fault(['summarise', 'name'], `${summarise.name} is a column already.`, 'Give another name.');
  }
  const column = allColumns(plan, model).find(one => sameName(one.name, summarise.column ?? ''));
  const needsNumber = ['sum', 'avg', 'median'].includes(summarise.function);
  if (needsNumber && column && !['integer', 'decimal', 'float'].includes(column.type)) {
    yield fault(['summarise', 'column'], `${column.name} is no number.`, 'Name a column of numbers.');
  }
}

function* orderFaults(plan: Plan, model: SemanticModel): Generator<PlanFault> {
  const columns = plan.summarise
    ? [...plan.summarise.by, plan.summarise.name]
    : allColumns(plan, model).map(column => column.name);
  for (const [i, { column }] of plan.orderBy.entries()) {
    const isTime = plan.fields.length > 0 && plan.time !== undefined && sameName(leafOf(plan.time.field), column);
    if (isTime || columns.some(one => sameName(one, column))) continue;
    yield fault(['orderBy', i, 'column'], `There is no column ${column} here.`, mendUnknown(column, columns));
  }
}

function* havingValueFaults(plan: Plan, model: SemanticModel): Generator<PlanFault> {
  const columns = allColumns(plan, model);
  for (const [i, { column: name, values, to }] of plan.having.entries()) {
    const { type, role } = columns.find(column => sameName(column.name, name)) ?? {};
    const wantsNumber = type === 'integer' || type === 'decimal' || type === 'float';
    if (to === 'meanOfGroups' && role === 'measure' && !wantsNumber) {
      yield fault(['having', i, 'column'], `${name} is no number.`, 'Name a column of numbers.');
    }
    for (const [j, value] of values.entries()) {
      if (!wantsNumber || parameterOf(value, 'number')) continue;
      yield fault(['having', i, 'values', j], `${JSON.stringify(value)} is no number.`, 'Give a number.');
    }
  }
}
