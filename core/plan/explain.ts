import type { AnswerColumn } from '../answer/types.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { isSemiAdditive, levelDate } from './additivity.ts';
import { allColumns, planColumns } from './columns.ts';
import { DATE_PART_WORDS } from './date-part.ts';
import { conditionWords, datasetWords, filterWords } from './explain-filters.ts';
import { stepWords } from './explain-steps.ts';
import { fieldWords } from './field-words.ts';
import { lowerFirst } from './labels.ts';
import { sameName } from './names.ts';
import { planOrder } from './order.ts';
import type { Dimension, Measure, Plan } from './schema.ts';
import { countedRange } from './time.ts';
import { listed, numberWords, rangeWords, valueWords } from './words.ts';

type Words = (column: string) => string;

/**
 * A plan in one plain English sentence: what is counted, by what, which date, which rows, in which order.
 * Every part of the plan that changes the numbers is said. Dates are those that ranges mean at `now`.
 */
export const explainPlan = (plan: Plan, model: SemanticModel, now: Date): string =>
  `${wordsOf(plan, model, now, timeParts(plan, model, now))}.`;

/** What a plan counts, by what, and of which rows, but for its window and the date that is counted by: as a title. */
export const planHeadline = (plan: Plan, model: SemanticModel, now: Date): string => wordsOf(plan, model, now, []);

function wordsOf(plan: Plan, model: SemanticModel, now: Date, window: readonly string[]): string {
  const all = allColumns(plan, model);
  const find = (name: string): AnswerColumn | undefined => all.find(column => sameName(column.name, name));
  const words: Words = name => lowerFirst(find(name)?.label ?? name);
  const parts = [
    plan.fields.length > 0 ? listing(plan, model) : subject(plan, model, now, words),
    ...behindParts(plan, model, now, words),
    ...window,
    ...plan.where.map(filter => filterWords(filter, model, now)),
    ...(plan.time?.fillGaps ? ['empty periods shown too'] : []),
    ...plan.having.map(having => havingWords(having, all)),
    ...topPerGroupParts(plan, words),
    ...summaryParts(plan, words),
    ...orderParts(plan, model, words),
  ];
  const sentence = parts.filter(part => part !== '').join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

const listing = (plan: Plan, model: SemanticModel): string =>
  `list of ${listed(plan.fields.map(field => fieldWords(field, model)))}`;

function subject(plan: Plan, model: SemanticModel, now: Date, labelOf: Words): string {
  const shown = planColumns({ ...plan, summarise: undefined }, model).filter(column => column.role === 'measure');
  const numbers = shown.map((column, i) => {
    const words = i === 0 ? column.label : lowerFirst(column.label);
    const measure = plan.measures.find(one => sameName(one.name, column.name));
    const step = plan.steps.find(one => sameName(one.name, column.name));
    return `${words}${measure ? measureWords(measure, plan, model, now) : ''}${step ? stepWords(step, labelOf) : ''}`;
  });
  const groups = [
    ...(plan.time?.grain ? [plan.measures.length > 0 ? plan.time.grain : dimensionWords(plan.time, model)] : []),
    ...plan.dimensions.map(dimension => dimensionWords(dimension, model)),
  ];
  if (numbers.length === 0) return `each ${listed(groups)}`;
  return groups.length === 0 ? listed(numbers) : `${listed(numbers)} by ${listed(groups)}`;
}

/** What is not shown, but is of other rows or times than the rest: from late orders (only status Late). */
function behindParts(plan: Plan, model: SemanticModel, now: Date, words: Words): string[] {
  const behind = plan.measures.flatMap(measure => {
    const own = measure.hidden ? measureWords(measure, plan, model, now) : '';
    return own === '' ? [] : [`${words(measure.name)}${own}`];
  });
  return behind.length === 0 ? [] : [`from ${listed(behind)}`];
}

function dimensionWords({ field, label, grain, part, width, bands }: Dimension, model: SemanticModel): string {
  const words = label === undefined ? fieldWords(field, model) : lowerFirst(label);
  if (grain !== undefined) return `${grain} of ${words}`;
  if (part !== undefined) return `${DATE_PART_WORDS[part]} of ${fieldWords(field, model)}`;
  if (bands) return `${words} (${bands.map(band => band.label).join(', ')})`;
  return width === undefined ? words : `${words} in steps of ${numberWords(width)}`;
}

/** What sets a measure apart from the plan: its own filters, period and date; what it is, where only a name says so. */
function measureWords(measure: Measure, plan: Plan, model: SemanticModel, now: Date): string {
  const own = [
    ...(measure.expression !== undefined && measure.label === undefined ? [measure.expression] : []),
    ...(measure.over === undefined ? [] : [`over ${datasetWords(measure.over, model)}`]),
    ...(measure.filters ?? []).map(filter => filterWords(filter, model, now)),
    ...(measure.period ? [rangeWords(measure.period, now)] : []),
    ...(measure.timeField !== undefined && measure.timeField !== plan.time?.field
      ? [`counted by ${fieldWords(measure.timeField, model)}`]
      : []),
    ...(measure.timeFields ?? []).map(
      ({ of, field }) => `${datasetWords(of, model)} counted by ${fieldWords(field, model)}`,
    ),
    ...(isSemiAdditive(measure, model) ? [levelWords(measure, plan, model)] : []),
  ];
  return own.length === 0 ? '' : ` (${own.join(', ')})`;
}

/** A level is known for the present only, or the last state counts. */
const levelWords = (measure: Measure, plan: Plan, model: SemanticModel): string =>
  levelDate(measure, model) === undefined
    ? 'as it is now'
    : `as it stood at the end${plan.time?.grain ? ' of each period' : ''}`;

const hasOwnDate = ({ timeField, timeFields }: Measure, usual: string): boolean =>
  timeFields !== undefined || (timeField !== undefined && timeField !== usual);

function timeParts(plan: Plan, model: SemanticModel, now: Date): string[] {
  if (!plan.time) return [];
  const field = fieldWords(plan.time.field, model);
  const range = plan.time.range ? [rangeWords(countedRange(plan.time.range, plan, now), now)] : [];
  if (plan.measures.length === 0) return range.map(words => `${field} ${words}`);
  // Where each number is counted by dates of its own, that of the plan is none of them.
  return [
    ...(plan.measures.every(measure => hasOwnDate(measure, plan.time!.field)) ? [] : [`counted by ${field}`]),
    ...range,
  ];
}

/** A condition on the groups of a plan: only where order count is over 5. */
export function havingWords(having: Plan['having'][number], columns: readonly AnswerColumn[]): string {
  const column = columns.find(one => sameName(one.name, having.column));
  const name = lowerFirst(column?.label ?? having.column);
  if (having.operator === 'isMissing') return `only where ${name} is missing`;
  if (having.operator === 'isPresent') return `only where there is ${name}`;
  const not = having.operator === '!=' ? 'not ' : '';
  const all = having.to && [having.to === 'overall' ? 'what it is overall' : 'the mean of all groups'];
  if (all) return `only where ${name} is ${not}${conditionWords(having.operator, all)}`;
  const values = having.values.map(value => valueWords(value, column?.format));
  return `only where ${name} is ${not}${conditionWords(having.operator, values, column?.role === 'time')}`;
}

const extreme = (direction: 'ASC' | 'DESC'): string => (direction === 'DESC' ? 'top' : 'bottom');

function topPerGroupParts({ topPerGroup }: Plan, words: Words): string[] {
  if (!topPerGroup) return [];
  const { by, column, direction, count } = topPerGroup;
  const each = by.length > 0 ? ` for each ${listed(by.map(words))}` : '';
  return [`${extreme(direction)} ${count} by ${words(column)}${each}`];
}

const SUMMARIES = {
  count: 'number of rows',
  sum: 'sum',
  avg: 'average',
  min: 'least',
  max: 'greatest',
  median: 'median',
} as const;

function summaryParts({ summarise }: Plan, words: Words): string[] {
  if (!summarise) return [];
  const of = summarise.column === undefined || summarise.function === 'count' ? '' : ` of ${words(summarise.column)}`;
  const by = summarise.by.length === 0 ? '' : ` by ${listed(summarise.by.map(words))}`;
  return [`then the ${SUMMARIES[summarise.function]}${of}${by}`];
}

const orderWords =
  (words: Words) =>
  ({ column, direction }: Plan['orderBy'][number]): string =>
    `${words(column)}${direction === 'DESC' ? ' from the greatest down' : ''}`;

function orderParts(plan: Plan, model: SemanticModel, words: Words): string[] {
  const first = planOrder(plan, model)[0];
  const column = first && allColumns(plan, model).find(one => sameName(one.name, first.column));
  if (plan.limit !== undefined && first && column?.role === 'measure') {
    const then = plan.orderBy.slice(1).map(orderWords(words));
    return [
      [`${extreme(first.direction)} ${numberWords(plan.limit)} by ${words(first.column)}`, ...then].join(' then '),
    ];
  }
  const order = plan.orderBy.map(orderWords(words));
  return [
    ...(order.length > 0 ? [`ordered by ${listed(order)}`] : []),
    ...(plan.limit === undefined ? [] : [`first ${numberWords(plan.limit)} row${plan.limit === 1 ? '' : 's'}`]),
  ];
}
