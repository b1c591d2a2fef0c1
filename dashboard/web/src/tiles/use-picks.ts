import { useCallback } from 'react';
import type { Choice } from '../charts/figure.ts';
import { fieldOfColumn } from './field-of-column.ts';
import type { TileBodyProps } from './tile-body.ts';

/** Turns clicks on marks into clicks on fields; undefined where a click does nothing. */
export function usePicks({ tile, onSelect }: Pick<TileBodyProps, 'tile' | 'onSelect'>) {
  const fieldOf = useCallback((column: string) => fieldOfColumn(tile, column), [tile]);
  const onPick = useCallback(
    (pick: Choice, part?: Choice) => {
      const [first, ...also] = [pick, ...(part === undefined ? [] : [part])].flatMap(({ column, cell }) => {
        const field = fieldOf(column);
        return field === undefined ? [] : [{ field, value: cell }];
      });
      if (first !== undefined) onSelect?.(first.field, first.value, also);
    },
    [fieldOf, onSelect],
  );
  return { fieldOf, onPick: onSelect === undefined ? undefined : onPick };
}
