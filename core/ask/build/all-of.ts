import type { DraftFilter } from '../draft.ts';
import { Clarification, Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
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
    if (dataset === undefined && isOfMany(context, anchors, filter))
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

/** The dataset of a list of values of which each of the things has many; undefined where it is of one. */
function manyOf(
  { catalogue }: BuildContext,
  anchors: readonly string[],
  { operator, options }: DraftFilter,
): string | undefined {
  const datasets = new Set(options.map(o => o.field.dataset));
  const [dataset] = datasets;
  if (operator !== 'in' || dataset === undefined || datasets.size > 1 || options.some(o => o.partial)) return undefined;
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
