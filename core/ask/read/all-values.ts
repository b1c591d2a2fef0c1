import type { DraftFilter } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import type { State } from './state.ts';

const together = patterns.allTogether;

/**
 * "how many orders are open, partial and fulfilled": who names every value that there is leaves none out, and so asks
 * for each of them.
 */
export function partByAllValues({ draft, values, tokens }: State): void {
  const { share, rank, difference, ratio } = draft;
  if (rank || difference || ratio || tokens.some(token => together.test(token.lower))) return;
  const isAll = ({ joined, options: [option, ...more] }: DraftFilter): boolean => {
    const known = option && values.fields.get(option.field.id);
    return (
      joined === 'and' &&
      more.length === 0 &&
      known !== undefined &&
      !known.truncated &&
      known.values.length > 1 &&
      known.values.every(value => option?.values.includes(value))
    );
  };
  if (share) shareOfEach(draft, draft.filters.filter(isAll));
  else draft.filters = draft.filters.map(filter => (isAll(filter) ? { ...filter, apart: true } : filter));
}

/** "share of orders that are open, partial and fulfilled": all of them together are the whole, so it is the share of each. */
function shareOfEach(draft: State['draft'], [filter, ...more]: readonly DraftFilter[]): void {
  if (!filter || more.length > 0 || draft.dimensions.length > 0) return;
  const { options, text, at, scope } = filter;
  draft.dimensions.push({ kind: 'field', choice: { options, text, at, scope } });
  draft.filters = draft.filters.filter(other => other !== filter);
}
