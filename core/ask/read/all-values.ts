import type { State } from './state.ts';

const together = /^(together|combined|altogether|overall|summed|total|sum|all|either|any)$/;

/**
 * "how many orders are open, partial and fulfilled": who names every value that there is leaves none out, and so asks
 * for each of them.
 */
export function splitAllValues({ draft, values, tokens }: State): void {
  const { dimensions, subject, share, rank, difference, ratio, having, measures } = draft;
  const asks = dimensions.length + having.length === 0 && !subject && !share && !rank && !difference && !ratio;
  if (!asks || measures.length === 0 || tokens.some(token => together.test(token.lower))) return;
  draft.compare ||= draft.filters.some(({ operator, joined, options: [option, ...others] }) => {
    const known = option && values.fields.get(option.field.id);
    const named = new Set(option?.values).size;
    return (
      operator === 'in' &&
      joined &&
      others.length === 0 &&
      !known?.truncated &&
      named > 1 &&
      named === known?.values.length
    );
  });
}
