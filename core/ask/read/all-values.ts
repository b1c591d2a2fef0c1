import type { State } from './state.ts';

const together = /^(together|combined|altogether|overall|summed|total|sum|all|either|any)$/;

/**
 * "how many orders are open, partial and fulfilled": who names every value that there is leaves none out, and so asks
 * for each of them.
 */
export function partByAllValues({ draft, values, tokens }: State): void {
  const { share, rank, difference, ratio } = draft;
  if (share || rank || difference || ratio || tokens.some(token => together.test(token.lower))) return;
  draft.filters = draft.filters.map(filter => {
    const [option, ...more] = filter.options;
    const known = option && values.fields.get(option.field.id);
    const all =
      filter.joined === 'and' &&
      more.length === 0 &&
      known !== undefined &&
      !known.truncated &&
      known.values.length > 1 &&
      known.values.every(value => option?.values.includes(value));
    return all ? { ...filter, apart: true } : filter;
  });
}
