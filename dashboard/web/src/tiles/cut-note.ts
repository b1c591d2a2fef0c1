import type { Results } from '../api/types.ts';
import { formatCount } from '../format.ts';
import type { Sort } from '../table/sort.ts';

interface Arranged {
  readonly search: string;
  readonly sort: Sort | undefined;
}

/** Told where there are more rows than were read: what is searched and sorted is not all that there is. */
export function cutNote({ truncated, rows }: Results, { search, sort }: Arranged): string | undefined {
  const done = [search === '' ? [] : 'searched', sort === undefined ? [] : 'sorted'].flat();
  if (!truncated || done.length === 0) return undefined;
  return `Only the ${formatCount(rows.length)} rows that were read are ${done.join(' and ')}: there are more.`;
}

/** What is told in place of rows where none has what is searched for. */
export const noRowWith = ({ truncated, rows }: Results, search: string): string =>
  truncated
    ? `None of the ${formatCount(rows.length)} rows that were read has “${search}”.`
    : `No row has “${search}”.`;

/** "12 rows"; where there are more than were read, "10,000+ rows" or, where it is known, "9,000 of 12,000 rows". */
export function rowsRead({ rows, truncated, available }: Results): string {
  const read = formatCount(rows.length);
  if (available !== undefined) return `${read} of ${formatCount(available)} rows`;
  return `${read}${truncated ? '+' : ''} rows`;
}
