import type { DraftFilter } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { problem, type State } from './state.ts';

const addsMissing = patterns.addsMissing;

/**
 * "customers by tier, also count those without a tier": they are a group like the others, which an answer has anyway. As
 * a condition it would leave no other group.
 */
export function keepMissingGroup(state: State): void {
  const { draft } = state;
  const grouped = draft.dimensions.flatMap(d => (d.kind === 'field' ? d.choice.options.map(o => o.field.id) : []));
  const missing = draft.filters.filter(
    f => f.operator === 'isMissing' && f.options.some(o => grouped.includes(o.field.id)),
  );
  for (const filter of missing) {
    if (isIncluded(state, filter)) draft.filters = draft.filters.filter(each => each !== filter);
    else {
      const chunk = state.chunks[filter.at];
      if (chunk) problem(state, chunk, reasons.groupedOnlyThose);
    }
  }
}

/** "including those without", "including those where we don't know it" */
function isIncluded({ tokens, chunks }: State, filter: DraftFilter): boolean {
  const before = tokens
    .slice(0, chunks[filter.at]?.start ?? 0)
    .map(token => token.lower)
    .join(' ');
  return addsMissing.test(before);
}
