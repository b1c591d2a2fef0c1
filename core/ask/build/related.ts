import type { Filter } from '../../plan/schema.ts';
import type { Draft } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { Refusal } from '../refusal.ts';
import { comparedFields } from './compared-fields.ts';
import { type BuildContext, settleFilter, wordsOf } from './context.ts';

/** Conditions on what each of the counted or listed things has many of: that there is one, or that there is none. */
export function relatedFilters(context: BuildContext, home: string): Filter[] {
  return [...comparedFields(context, home), ...things(context, home)];
}

function things(context: BuildContext, home: string): Filter[] {
  return context.draft.related.map(related => {
    const { kind } = context.catalogue.reach(home, related.dataset);
    const isOne = kind === 'up' && !context.countsOnly;
    const key = context.catalogue.keyField(related.dataset) ?? context.catalogue.nameField(related.dataset);
    // "invoices without an insurer": each has one or none
    if (related.negated && kind === 'up' && key && !related.filters?.length && !related.compared && !related.period)
      return { field: key.id, operator: 'isMissing' };
    if (related.negated && (kind === 'none' || kind === 'same' || isOne))
      throw new Refusal(`It is not clear of which ${wordsOf(related.dataset)} there should be none.`);
    const all =
      related.negated &&
      related.filters?.find(({ operator, text }) => /^(=|in)$/.test(operator) && patterns.wellDone.test(text));
    if (all) throw new Refusal(`It is not clear whether none of them is “${all.text}”, or not all are.`);
    return {
      related: related.dataset,
      ...(related.negated ? { negated: true } : {}),
      where: conditions(context, related),
    };
  });
}

const conditions = (
  context: BuildContext,
  { dataset, filters = [], compared, period }: Draft['related'][number],
): Filter[] => [
  ...filters.map(filter => settleFilter({ ...context, anchors: [dataset], countsOnly: true }, filter).filter),
  ...(compared ? [compared] : []),
  ...(period ? [period] : []),
];
