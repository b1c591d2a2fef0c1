import type { FieldInfo } from '../catalogue.ts';
import type { DraftFilter, DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { termsOf } from '../lexicon/terms.ts';
import { Clarification, Refusal } from '../refusal.ts';
import { stemsOf } from '../words.ts';
import type { BuildContext } from './context.ts';
import { thingsAsked } from './none-of-those.ts';

/**
 * "how many clients have been invoiced more than 4 million in total": all that each was invoiced, and no single invoice of
 * so much. "Orders with quantity over 300" may be either, where "customers with an order value over 300" says which.
 *
 * @throws Clarification where it is not said
 */
export function totalOfMany(context: BuildContext): void {
  const { draft, catalogue } = context;
  const things = thingsAsked(context);
  if (things === undefined) return;
  for (const filter of draft.filters) {
    const [option, ...more] = filter.options;
    const { operator, values } = { operator: filter.operator, values: option?.values ?? [] };
    if (!option || more.length > 0 || option.field.kind !== 'number' || !isComparison(operator)) continue;
    if (catalogue.hasOne(things, option.field.dataset)) continue;
    const metric = totalOf(context, option.field);
    if (metric === undefined || !isOfAll(context, filter, option.field)) continue;
    const numbers = values.filter(value => typeof value === 'number');
    draft.filters = draft.filters.filter(other => other !== filter);
    draft.having.push({
      ...{ measure: { kind: 'metric', metric, at: filter.at }, operator, values: numbers, percent: false },
    });
  }
}

/**
 * "which order has the highest quantity": of its many lines the total, or the one line with most?
 *
 * @throws Clarification where it is not said, Refusal where it may be of several things
 */
export function highestOfMany(context: BuildContext): void {
  const { draft, catalogue } = context;
  const { rank, subject, measures } = draft;
  const [option, ...more] = rank?.byField?.options ?? [];
  if (!rank?.byField || !option || measures.length > 0 || subject?.kind !== 'entity') return;
  const metric = totalOf(context, option.field);
  const isMany = ({ field }: { field: FieldInfo }) => catalogue.reach(subject.dataset, field.dataset).kind === 'down';
  // quantities of orders, of deliveries and of returns
  if (more.length > 0) {
    const reached = rank.byField.options.filter(
      ({ field }) => catalogue.reach(subject.dataset, field.dataset).kind !== 'none',
    );
    const added = reached.some(each => totalOf(context, each.field) !== undefined);
    if (added && reached.every(isMany)) throw new Refusal(reasons.numberAddsThem, draft.problems);
    return;
  }
  if (metric === undefined || !isMany(option)) return;
  if (!isOfAll(context, rank.byField, option.field)) return;
  const by: DraftMeasure = { kind: 'metric', metric, at: rank.at };
  draft.measures.push(by);
  draft.listFields = draft.listFields.filter(({ options }) => options[0]?.field !== option.field);
  draft.rank = { ...rank, by, byField: undefined };
}

/** The one metric that just adds the field up. */
function totalOf({ catalogue }: BuildContext, { id }: FieldInfo): string | undefined {
  const [metric, ...others] = [...catalogue.metrics.values()].filter(({ text }) => text === `SUM(${id})`);
  return others.length === 0 ? metric?.name : undefined;
}

/** Whether all of them together are meant: it is said, or the words say of what each has one: an order value of orders. */
function isOfAll(
  { draft, catalogue, choices }: BuildContext,
  { text }: Pick<DraftFilter, 'text'>,
  field: FieldInfo,
): boolean {
  const named = new Set(stemsOf(text));
  if (saysTotal.some(stem => draft.said.has(stem) && !named.has(stem))) return true;
  const dataset = catalogue.datasets.get(field.dataset);
  const owners = dataset ? termsOf(dataset).flatMap(stemsOf) : [];
  const isNamed = owners.some(stem => named.has(stem)) || draft.mentions.some(each => each.dataset === field.dataset);
  if (isNamed || draft.filters.some(({ options }) => isOfRows(options, field))) return false;
  if (choices['ofMany'] === undefined)
    throw new Clarification(reasons.oneOrAllOfThem, [
      { label: 'All of them together', choices: { ofMany: 'all' } },
      { label: 'A single one', choices: { ofMany: 'one' } },
    ]);
  return choices['ofMany'] === 'all';
}

/** What else is said of the same rows: "with red lines of a quantity over 300". */
const isOfRows = (options: DraftFilter['options'], field: FieldInfo): boolean =>
  options.every(option => option.field.dataset === field.dataset && option.field !== field);

const saysTotal = ['total', 'altogether', 'overall', 'combin'];

const isComparison = (operator: string): operator is '<' | '<=' | '>' | '>=' | 'between' =>
  /^([<>]=?|between)$/.test(operator);
