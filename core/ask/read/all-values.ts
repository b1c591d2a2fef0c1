import type { State } from './state.ts';

/** "hours for morning, evening and night shifts": who names all the values that there are asks for each of them. */
export function partByAllValues({ draft, values }: State): void {
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
