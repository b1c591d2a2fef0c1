import type { DraftFilter } from '../draft.ts';

const fieldsOf = (filter: DraftFilter): string => filter.options.map(o => o.field.id).join();
const isNumber = (filter: DraftFilter): boolean =>
  filter.operator === '=' && filter.options.every(o => o.field.kind === 'number');

/** "birth year 1886 or 1907": one field can't equal two numbers at once, so it is either of them. */
export function withEitherNumber(filters: readonly DraftFilter[]): DraftFilter[] {
  const out: DraftFilter[] = [];
  for (const filter of filters) {
    const at = out.findIndex(
      o => (isNumber(o) || o.operator === 'in') && isNumber(filter) && fieldsOf(o) === fieldsOf(filter),
    );
    const known = out[at];
    if (known === undefined) out.push(filter);
    else
      out[at] = {
        ...known,
        operator: 'in',
        options: known.options.map((o, i) => ({ ...o, values: [...o.values, ...(filter.options[i]?.values ?? [])] })),
      };
  }
  return out;
}
