import type { PlanFault } from './errors.ts';
import { instantOf } from './instant.ts';
import { sameName } from './names.ts';
import { COMPARISONS, type Filter, type Measure, type Plan, type Step, type TimeRange } from './schema.ts';

type Path = readonly (string | number)[];

/** Faults that show without a model: parts that exclude or need each other, counts of values, days that are none. */
export function structuralFaults(plan: Plan): PlanFault[] {
  return [...shapeFaults(plan), ...timeFaults(plan), ...filterFaults(plan), ...stepFaults(plan), ...havingFaults(plan)];
}

const fault = (path: Path, message: string, mend: string): PlanFault => ({ path, message, mend });

function* shapeFaults(plan: Plan): Generator<PlanFault> {
  const aggregates = plan.measures.length + plan.dimensions.length > 0 || plan.time?.grain !== undefined;
  if (plan.fields.length === 0 && !aggregates) {
    yield fault([], 'It asks for nothing.', 'Give measures, dimensions or fields.');
  }
  if (plan.fields.length === 0) return;
  const excluded: [string, boolean][] = [
    ['measures', plan.measures.length > 0],
    ['dimensions', plan.dimensions.length > 0],
    ['steps', plan.steps.length > 0],
    ['having', plan.having.length > 0],
    ['topPerGroup', plan.topPerGroup !== undefined],
    ['summarise', plan.summarise !== undefined],
  ];
  for (const [part, present] of excluded) {
    if (present) yield fault([part], 'A listing of fields has rows, not groups.', `Leave out fields or ${part}.`);
  }
  if (plan.time?.grain !== undefined) {
    yield fault(['time', 'grain'], 'A listing of fields has no periods.', 'Leave out the grain.');
  }
}

function* timeFaults(plan: Plan): Generator<PlanFault> {
  if (plan.time?.range) yield* rangeFaults(plan.time.range, ['time', 'range']);
  if (plan.time?.fillGaps && plan.time.grain === undefined) {
    yield fault(['time', 'fillGaps'], 'Gaps are filled between periods.', 'Give a grain.');
  }
  for (const [i, measure] of plan.measures.entries()) {
    const path = ['measures', i, 'period'];
    if (measure.period) yield* rangeFaults(measure.period, path);
    if (measure.period && (measure.timeField ?? measure.timeFields ?? plan.time) === undefined) {
      yield fault(path, 'A period needs the date it is counted by.', 'Give timeField or time.');
    }
    yield* timeFieldsFaults(measure, ['measures', i]);
  }
}

function* timeFieldsFaults({ timeField, timeFields = [], over }: Measure, path: Path): Generator<PlanFault> {
  const isTwice = timeFields.some(({ of }, i) => timeFields.findIndex(other => sameName(other.of, of)) < i);
  if (isTwice || (timeFields.length > 0 && (timeField ?? over) !== undefined)) {
    yield fault(
      [...path, 'timeFields'],
      'Each part has one date.',
      'Name each dataset once, no timeField and no over.',
    );
  }
}

export function* rangeFaults(range: TimeRange, path: Path): Generator<PlanFault> {
  const instants: Partial<Record<'start' | 'end', number>> = {};
  for (const end of ['start', 'end'] as const) {
    const text = end in range ? (range as { start?: string; end?: string })[end] : undefined;
    if (text === undefined) continue;
    const at = instantOf(text);
    if (at === undefined)
      yield fault([...path, end], `There is no day or time ${text}.`, 'Give a day of the calendar.');
    else instants[end] = at;
  }
  const { start, end } = instants;
  if (start !== undefined && end !== undefined && end <= start) {
    yield fault(path, 'It ends before it starts; the end is exclusive.', 'Give an end after the start.');
  }
}

/** Every filter of the plan with its path, outer before inner. */
export function* filtersOf(plan: Plan): Generator<{ filter: Filter; path: Path }> {
  yield* nested(plan.where, ['where']);
  for (const [i, measure] of plan.measures.entries()) yield* nested(measure.filters ?? [], ['measures', i, 'filters']);
}

function* nested(filters: readonly Filter[], base: Path): Generator<{ filter: Filter; path: Path }> {
  for (const [i, filter] of filters.entries()) {
    const path = [...base, i];
    yield { filter, path };
    if ('anyOf' in filter) yield* nested(filter.anyOf, [...path, 'anyOf']);
    if ('related' in filter) yield* nested(filter.where, [...path, 'where']);
  }
}

const SEVERAL_VALUES = new Set(['in', 'notIn']);

function* filterFaults(plan: Plan): Generator<PlanFault> {
  for (const { filter, path } of filtersOf(plan)) {
    if ('period' in filter) yield* rangeFaults(filter.period, [...path, 'period']);
    if ('values' in filter) yield* countFaults(filter.operator, filter.values.length, path);
    if ('anyOf' in filter || 'related' in filter) yield* nestingFaults(filter, path);
  }
}

/** A condition on related rows is no plain expression: it can stand at the top only. */
function* nestingFaults(filter: Filter, path: Path): Generator<PlanFault> {
  const inner = 'anyOf' in filter ? filter.anyOf : 'related' in filter ? filter.where : [];
  if (inner.some(one => 'related' in one)) {
    yield fault(path, 'A condition on related rows stands inside another condition.', 'Put it directly into where.');
  }
}

function* countFaults(operator: string, count: number, path: Path): Generator<PlanFault> {
  const wanted = operator === 'between' ? 2 : 1;
  if (!SEVERAL_VALUES.has(operator) && count !== wanted) {
    yield fault([...path, 'values'], `${operator} takes ${wanted}, not ${count}.`, `Give ${wanted}.`);
  }
}

function* havingFaults(plan: Plan): Generator<PlanFault> {
  for (const [i, { operator, values, to }] of plan.having.entries()) {
    if (to !== undefined) {
      yield* againstFaults(plan, i, operator, values.length);
      continue;
    }
    const wanted = operator === 'between' ? 2 : operator === 'isMissing' || operator === 'isPresent' ? 0 : 1;
    if (values.length === wanted) continue;
    yield fault(['having', i, 'values'], `${operator} takes ${wanted}, not ${values.length}.`, `Give ${wanted}.`);
  }
}

const COMPARED = new Set<string>(COMPARISONS);

function* againstFaults(plan: Plan, i: number, operator: string, values: number): Generator<PlanFault> {
  if (!COMPARED.has(operator)) {
    yield fault(['having', i, 'operator'], `${operator} compares with no number.`, 'Use a comparison.');
  }
  if (values > 0) yield fault(['having', i, 'values'], 'It compares with one thing only.', 'Leave out values or to.');
  if (plan.dimensions.length === 0 && plan.time?.grain === undefined) {
    yield fault(['having', i, 'to'], 'Without groups there is nothing to compare.', 'Give a dimension.');
  }
}

/** The columns a step is made of. */
export function operandsOf(step: Step): [key: string, name: string][] {
  if (step.kind === 'ratio')
    return [
      ['numerator', step.numerator],
      ['denominator', step.denominator],
    ];
  if (step.kind === 'difference')
    return [
      ['left', step.left],
      ['right', step.right],
    ];
  if (step.kind === 'growth')
    return [
      ['base', step.base],
      ['current', step.current],
    ];
  return [['measure', step.measure]];
}

function* stepFaults(plan: Plan): Generator<PlanFault> {
  const known = plan.measures.map(measure => measure.name);
  for (const [i, step] of plan.steps.entries()) {
    for (const [key, name] of operandsOf(step)) {
      if (known.some(one => sameName(one, name))) continue;
      yield fault(
        ['steps', i, key],
        `${name} is no measure and no earlier step.`,
        `Known: ${known.join(', ') || 'none'}.`,
      );
    }
    if ((step.kind === 'runningTotal' || step.kind === 'movingAverage') && plan.time?.grain === undefined) {
      yield fault(['steps', i], `A ${step.kind} runs over periods.`, 'Give time with a grain.');
    }
    if (step.kind === 'comparison' && plan.time === undefined) {
      yield fault(['steps', i], 'A comparison looks back in time.', 'Give time with a range or a grain.');
    }
    known.push(step.name);
  }
}
