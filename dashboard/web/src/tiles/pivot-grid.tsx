import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react';
import { formatCell, MISSING } from '../format.ts';
import { RowGap } from '../table/row-gap.tsx';
import { rowWindow } from '../table/window.ts';
import { type GridPlace, placeAfterKey } from './grid-keys.ts';
import { gridProps } from './grid-props.ts';
import type { Pivot, PivotLine } from './pivot.ts';
import { PivotHead } from './pivot-head.tsx';
import { keyText, type PivotLayout } from './pivot-layout.ts';
import { toneOf } from './rules.ts';
import { TableScroller } from './table-scroller.tsx';
import type { TileBodyProps } from './tile-body.ts';
import { ToneMark, toneStyle } from './tone.tsx';
import { usePicks } from './use-picks.ts';

interface Props extends TileBodyProps {
  readonly pivot: Pivot;
  readonly layout: PivotLayout;
  readonly view: { readonly width: number; readonly height: number };
  readonly rowHeight: number;
}

/** The lines in view; keys walk the cells, Enter chooses what a cell's row, and its column too, stand for. */
export function PivotGrid(props: Props) {
  const { tile, pivot, layout, view, rowHeight } = props;
  const { onPick } = usePicks(props);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState<GridPlace>();
  const { lines, rowColumns, heads } = pivot;
  const body = lines.at(-1)?.kind === 'total' ? lines.slice(0, -1) : lines;
  const total = lines.at(-1)?.kind === 'total' ? lines.at(-1) : undefined;
  const { from, to } = rowWindow({ top, height: view.height }, rowHeight, body.length);
  const columns = rowColumns.length + heads.length;

  const choose = ({ row, column }: GridPlace) => {
    const line = lines[row];
    const at = Math.min(column, (line?.keys.length ?? 0) - 1);
    const [name, cell] = [rowColumns[at]?.name, line?.keys[at]];
    if (name === undefined || cell === undefined) return;
    const across = heads[column - rowColumns.length];
    const key = across?.keys[0];
    const part = pivot.columnColumns[0];
    onPick?.({ column: name, cell }, part && key !== undefined ? { column: part.name, cell: key } : undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      return choose(active);
    }
    const page = Math.max(1, Math.floor(view.height / rowHeight) - 3);
    const place = placeAfterKey(event, active, { rows: lines.length, columns, page });
    if (place === undefined) return;
    event.preventDefault();
    setActive(place);
    reveal(scroller.current, place, layout.widths, rowHeight, rowColumns.length);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
    const row = Number(cell?.parentElement?.dataset['row'] ?? 'NaN');
    if (cell === null || Number.isNaN(row)) return;
    const place = { row, column: Number(cell.dataset['column']) };
    setActive(place);
    choose(place);
  };
  const lineProps = { ...props, id, active, canPick: onPick !== undefined };
  return (
    <TableScroller scroller={scroller} first={layout.widths[0] ?? 0} tight={false} onScroll={setTop}>
      <table
        {...gridProps({
          label: tile.title,
          rows: lines.length + 1,
          columns,
          active: active === undefined ? undefined : `${id}${active.row}-${active.column}`,
          onKeyDown,
          onClick,
        })}
        className="table-fixed border-separate border-spacing-0 focus-visible:outline-offset-[-2px]"
        style={{ width: layout.width }}
      >
        <colgroup>
          {layout.widths.map((width, at) => (
            <col
              key={`${rowColumns[at]?.name ?? heads[at - rowColumns.length]?.measure.name} ${String(at)}`}
              style={{ width }}
            />
          ))}
        </colgroup>
        <PivotHead pivot={pivot} />
        <tbody>
          <RowGap rows={from} rowHeight={rowHeight} span={columns} />
          {body.slice(from, to).map((line, offset) => (
            <Line
              key={`${line.kind} ${JSON.stringify(line.keys)}`}
              {...lineProps}
              line={line}
              at={from + offset}
              before={body[from + offset - 1]}
            />
          ))}
          <RowGap rows={body.length - to} rowHeight={rowHeight} span={columns} />
        </tbody>
        {total === undefined ? null : (
          <tfoot>
            <Line {...lineProps} line={total} at={lines.length - 1} before={undefined} />
          </tfoot>
        )}
      </table>
    </TableScroller>
  );
}

function reveal(
  box: HTMLElement | null,
  { row, column }: GridPlace,
  widths: readonly number[],
  rowHeight: number,
  named: number,
) {
  if (box === null) return;
  const head = box.querySelector('thead')?.clientHeight ?? rowHeight;
  const foot = box.querySelector('tfoot')?.clientHeight ?? 0;
  const y = row * rowHeight;
  if (y < box.scrollTop) box.scrollTop = y;
  else if (y + rowHeight + head + foot > box.scrollTop + box.clientHeight)
    box.scrollTop = y + rowHeight + head + foot - box.clientHeight;
  const x = widths.slice(0, column).reduce((sum, width) => sum + width, 0);
  const wide = widths[column] ?? 0;
  if (column >= named && x - (widths[0] ?? 0) < box.scrollLeft) box.scrollLeft = x - (widths[0] ?? 0);
  else if (x + wide > box.scrollLeft + box.clientWidth) box.scrollLeft = x + wide - box.clientWidth;
}

interface LineProps extends Props {
  readonly id: string;
  readonly line: PivotLine;
  readonly at: number;
  /** The line above: a value that it has too is not said again. */
  readonly before: PivotLine | undefined;
  readonly active: GridPlace | undefined;
  readonly canPick: boolean;
}

function Line({ id, tile, pivot, layout, line, at, before, active, canPick }: LineProps) {
  const { rowColumns, heads } = pivot;
  const strong = line.kind !== 'row';
  const sticky = line.kind === 'total' ? 'sticky bottom-0 border-t border-edge' : 'border-b border-line';
  const ring = (column: number) =>
    active?.row === at && active.column === column ? 'outline-2 -outline-offset-2 outline-accent' : '';
  return (
    <tr data-row={at} aria-rowindex={at + 2} className={`group/row ${canPick ? 'cursor-pointer' : ''}`}>
      {(strong ? rowColumns.slice(0, 1) : rowColumns).map((column, index) => {
        const repeats =
          line.kind === 'row' &&
          index < rowColumns.length - 1 &&
          before?.kind === 'row' &&
          sameUpTo(before, line, index);
        return (
          <th
            key={column.name}
            scope="row"
            colSpan={strong ? rowColumns.length : 1}
            id={`${id}${at}-${index}`}
            data-column={index}
            title={keyText(line.keys[index], column)}
            className={`h-(--row) truncate bg-(--surface,var(--paper)) px-3 ${strong ? '' : 'font-normal'} ${sticky} ${
              index === 0 ? 'left-0 z-2 sticky' : ''
            } ${ring(index)} group-hover/row:bg-hover`}
          >
            {rowLabel(line, index, repeats ? '' : keyText(line.keys[index], column))}
          </th>
        );
      })}
      {heads.map(({ measure, keys, isTotal }, index) => {
        const cell = line.cells[index];
        const text = formatCell(cell, measure, { decimals: layout.decimals.get(measure.name), even: true });
        const missing = text === MISSING;
        const tone = strong || isTotal ? undefined : toneOf(tile, measure.name, cell);
        return (
          <td
            key={`${measure.name} ${isTotal} ${JSON.stringify(keys)}`}
            id={`${id}${at}-${rowColumns.length + index}`}
            data-column={rowColumns.length + index}
            className={`numbers h-(--row) truncate bg-(--surface,var(--paper)) px-3 text-right group-hover/row:bg-hover ${sticky} ${
              strong || isTotal ? 'font-semibold' : ''
            } ${missing ? 'text-muted' : ''} ${ring(rowColumns.length + index)}`}
            style={toneStyle(tone)}
          >
            {missing && strong ? '' : text}
            <ToneMark tone={tone} />
          </td>
        );
      })}
    </tr>
  );
}

const sameUpTo = (a: PivotLine, b: PivotLine, index: number): boolean =>
  a.keys.slice(0, index + 1).every((key, at) => key === b.keys[at]);

function rowLabel({ kind }: PivotLine, index: number, text: string): string {
  if (kind === 'total') return index === 0 ? 'Total' : '';
  if (kind === 'subtotal') return index === 0 ? `${text} total` : '';
  return text;
}
