import type { Cell } from '../api/types.ts';
import { formatCell, MISSING } from '../format.ts';
import type { TableColumn } from './layout.ts';
import { textWidth } from './text-width.ts';

/** Pixels beside the text of a cell. */
const PADDING = 24;

interface Props {
  readonly row: readonly Cell[];
  readonly layout: readonly TableColumn[];
  readonly index: number;
  readonly last: boolean;
}

export function TableRow({ row, layout, index, last }: Props) {
  return (
    <tr aria-rowindex={index + 2} className="group/row">
      {layout.map(({ column, right, isDate, decimals, index: at, width }) => {
        const text = formatCell(row[at], column, { decimals, even: true });
        const missing = text === MISSING;
        const long = textWidth(text) > width - PADDING;
        return (
          <td
            key={column.name}
            title={isDate && !missing ? String(row[at]) : long ? text : undefined}
            className={`h-(--row) truncate px-(--cell,12px) group-hover/row:bg-hover ${last ? '' : 'border-b border-line'} ${
              right ? 'numbers text-right' : isDate ? 'numbers' : ''
            } ${at === 0 ? 'sticky left-0 bg-(--surface,var(--paper))' : ''} ${missing ? 'text-muted' : ''}`}
          >
            {text}
          </td>
        );
      })}
    </tr>
  );
}
