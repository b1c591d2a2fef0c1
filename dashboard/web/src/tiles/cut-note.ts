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
