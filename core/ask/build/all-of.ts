import type { DraftFilter } from '../draft.ts';
import { Clarification, Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
import { countsThings } from './measures.ts';
import { anchorsOf } from './mentions.ts';

/**
 * "stays with both diabetes and obesity": of what each has many of, every one of the values must be there, which is a
 * condition for each. Without "both" it is asked whether one of them is enough.
 */
export function everyOne(context: BuildContext): void {
  const { draft } = context;
  const anchors = anchorsOf(context);
  draft.filters = draft.filters.filter(filter => {
    const dataset = manyOf(context, anchors, filter);
    if (
      dataset === undefined &&
      (isOfMany(context, anchors, filter) || (filter.joined === 'both' && isOfOwner(context, filter)))
    )
      throw new Refusal(`All of “${filter.text}” can’t be asked for at once: ask for each, by its whole name.`);
    if (dataset === undefined || filter.joined === undefined) return true;
    const key = `all:${filter.text.toLowerCase()}`;
    const chosen = filter.joined === 'both' ? 'all' : context.choices[key];
    if (chosen === undefined)
      throw new Clarification(`Must each have all of “${filter.text}”, or is one of them enough?`, [
        { label: 'All of them', choices: { [key]: 'all' } },
        { label: 'One is enough', choices: { [key]: 'any' } },
      ]);
    if (chosen !== 'all') return true;
    // each of them would have to be of that time, or the same of all
    if (draft.times.length > 0 || draft.filters.some(other => other !== filter && manyOf(context, anchors, other)))
      throw new Refusal(`All of “${filter.text}” under one more condition can’t be asked for at once: ask for each.`);
    const [option] = filter.options;
    for (const value of option?.values ?? [])
      draft.related.push({
        dataset,
        negated: false,
        at: filter.at,
        filters: [{ ...filter, joined: undefined, options: filter.options.map(o => ({ ...o, values: [value] })) }],
      });
    return false;
  });
}

/**
 * "suppliers that sold to Japan but not to Iraq": of what each has many of there is one that is the one, and none that is
 * the other. In a period, or under one more condition on the same, either could be meant of it alone.
 */
export function someWithoutOthers(context: BuildContext): void {
  const { draft } = context;
  const anchors = anchorsOf(context);
  const isOne = ({ options }: DraftFilter) => options.every(o => o.values.length === 1);
  const ofMany = (filter: DraftFilter) =>
    manyOf(context, anchors, { ...filter, operator: 'in', single: isOne(filter) }) !== undefined;
  const some = draft.filters.filter(filter => filter.operator === 'in' && ofMany(filter));
  const none = draft.filters.filter(filter => filter.operator === 'notIn' && ofMany(filter));
  const [one, other] = [some[0], none[0]];
  const counts = draft.measures.every(measure => countsThings(context, measure));
  if (!one || !other || some.length + none.length > 2 || draft.times.length > 0 || !counts || other.denied) return;
  if (!one.options.some(o => other.options.some(({ field }) => field === o.field))) return;
  draft.filters = draft.filters.filter(filter => filter !== one && filter !== other);
  for (const filter of [one, other])
    draft.related.push({
      dataset: filter.options[0]?.field.dataset ?? '',
      negated: filter === other,
      at: filter.at,
      filters: [{ ...filter, operator: 'in' }],
    });
}

/** The dataset of a list of values of which each of the things has many; undefined where it is of one. */
function manyOf(
  { catalogue }: BuildContext,
  anchors: readonly string[],
  { operator, options, single }: DraftFilter,
): string | undefined {
  const datasets = new Set(options.map(o => o.field.dataset));
  const [dataset] = datasets;
  const vague = options.some(o => o.partial) && !single;
  if (operator !== 'in' || dataset === undefined || datasets.size > 1 || vague) return undefined;
  return anchors.length > 0 && anchors.every(anchor => catalogue.reach(anchor, dataset).kind === 'down')
    ? dataset
    : undefined;
}

/** "customers who have both": of what each can have more than one of, one would not be enough. */
const isOfMany = (
  { catalogue }: BuildContext,
  anchors: readonly string[],
  { joined, operator, options: [option] }: DraftFilter,
): boolean =>
  joined === 'both' &&
  operator === 'in' &&
  option !== undefined &&
  anchors.some(anchor => anchor !== option.field.dataset && !catalogue.hasOne(anchor, option.field.dataset));

/** "revenue from customers with both tea and milk": said of the customers, of whom each row has one. */
export const isOfOwner = (
  { catalogue, draft }: BuildContext,
  { at, operator, options: [option] }: DraftFilter,
): boolean =>
  operator === 'in' &&
  option !== undefined &&
  draft.mentions.some(
    mention => mention.at < at && catalogue.reach(mention.dataset, option.field.dataset).kind === 'down',
  );
