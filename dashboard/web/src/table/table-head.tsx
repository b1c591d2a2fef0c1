import { isNumberColumn } from '../format.ts';
import { HeaderCell } from './header-cell.tsx';
import type { TableColumn } from './layout.ts';
import { nextSort, type Sort } from './sort.ts';

interface Props {
  readonly layout: readonly TableColumn[];
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort | undefined) => void;
}

/** The widths of a table's columns, and its headers, each of which sorts. */
export const TableHead = ({ layout, sort, onSort }: Props) => (
  <>
    <colgroup>
      {layout.map(({ column, width }) => (
        <col key={column.name} style={{ width }} />
      ))}
    </colgroup>
    <thead>
      <tr>
        {layout.map(column => (
          <HeaderCell
            key={column.column.name}
            column={column}
            sort={sort?.column === column.index ? sort.direction : undefined}
            onSort={() => onSort(nextSort(sort, column.index, isNumberColumn(column.column)))}
          />
        ))}
      </tr>
    </thead>
  </>
);
