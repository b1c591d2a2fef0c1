import { ArrowDown, ArrowUp } from 'lucide-react';
import type { TableColumn } from './layout.ts';
import type { Sort } from './sort.ts';

interface Props {
  readonly column: TableColumn;
  readonly sort: Sort['direction'] | undefined;
  readonly onSort: () => void;
}

/** A header that sorts; the unit stands here once instead of in every cell. */
export function HeaderCell({ column: { column, right, unit, index }, sort, onSort }: Props) {
  const Arrow = sort === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sort ?? 'none'}
      className={`sticky top-0 border-b border-line bg-(--surface,var(--paper)) p-0 align-bottom ${index === 0 ? 'left-0 z-20' : 'z-10'}`}
    >
      <button
        type="button"
        title={column.label}
        className={`group flex min-h-[max(var(--row),var(--touch))] w-full items-center py-1 gap-1 px-(--cell,12px) text-12 text-muted hover:text-ink ${right ? 'flex-row-reverse' : ''}`}
        onClick={onSort}
      >
        <span className={`min-w-0 line-clamp-2 ${right ? 'text-right' : 'text-left'}`}>
          {column.label}
          {unit === undefined ? null : <span className="font-normal"> {unit}</span>}
        </span>
        <Arrow
          size={12}
          aria-hidden
          className={`shrink-0 ${sort === undefined ? 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60' : ''}`}
        />
      </button>
    </th>
  );
}
