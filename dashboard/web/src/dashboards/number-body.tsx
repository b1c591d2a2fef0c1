import { BigNumbers } from '../answer/big-numbers.tsx';
import type { TileEvent } from './dashboards-api.ts';
import type { TileBodyProps } from '../tiles/tile-body.ts';

/** One row of numbers; more rows are no number. */
export const showsNumber = ({ results }: TileEvent): boolean =>
  results.rows.length === 1 && results.columns.some(column => column.role === 'measure');

export function NumberBody({ event }: TileBodyProps) {
  return <BigNumbers columns={event.results.columns} row={event.results.rows[0] ?? []} />;
}
