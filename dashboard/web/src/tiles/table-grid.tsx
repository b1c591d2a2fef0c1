import { type KeyboardEvent, type MouseEvent, type Ref, useId, useMemo, useRef, useState } from 'react';
import type { Results } from '../api/types.ts';
import { type TableColumn, widthOf } from '../table/layout.ts';
import { RowGap } from '../table/row-gap.tsx';
import type { Sort } from '../table/sort.ts';
import { TableHead } from '../table/table-head.tsx';
import { rowHeightOf } from '../table/use-narrow.ts';
import { rowSlots, rowWindow } from '../table/window.ts';
import { fieldOfColumn } from './field-of-column.ts';
import { type GridPlace, placeAfterKey } from './grid-keys.ts';
import { gridProps } from './grid-props.ts';
import { GridRow, TotalRow } from './grid-row.tsx';
import { TableScroller } from './table-scroller.tsx';
import { useCopy } from './table-tools.tsx';
import type { Totals } from './table-totals.ts';
import type { TileBodyProps } from './tile-body.ts';
import { useOncePerFrame } from './use-once-per-frame.ts';

interface Props extends TileBodyProps {
  readonly ref: Ref<HTMLTableElement>;
  readonly results: Results;
  readonly order: Uint32Array | undefined;
  readonly layout: readonly TableColumn[];
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort | undefined) => void;
  readonly totals: Totals | undefined;
  readonly narrow: boolean;
}

/** The rows in view of a table that scrolls in its tile. One cell is the active one: keys move it, Enter chooses it. */
export function TableGrid(props: Props) {
  const { tile, results, order, layout, sort, onSort, totals, size, narrow, onSelect, selected, ref } = props;
  const rowHeight = rowHeightOf(narrow);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [active, setActive] = useState<GridPlace>();
  const walk = useOncePerFrame((place: GridPlace) => show(place));
  const copy = useCopy(results, order);
  const count = order?.length ?? results.rows.length;
  const { from, to } = rowWindow({ top, height: size.height }, rowHeight, count);
  const slots = rowSlots(size.height, rowHeight);
  const indexOf = (at: number) => order?.[at] ?? at;
  const fields = useMemo(() => layout.map(({ column }) => fieldOfColumn(tile, column.name)), [layout, tile]);
  const columns = useMemo(() => results.columns.map(({ name }) => name), [results]);
  const width = widthOf(layout);

  const choose = (at: number, column: number) => {
    const row = results.rows[indexOf(at)];
    // A number chooses what its row is about.
    const named = fields[column] === undefined ? fields.findIndex(field => field !== undefined) : column;
    const [field, cell] = [fields[named], row?.[named]];
    if (field !== undefined && cell !== undefined) onSelect?.(field, cell);
  };
  const show = (place: GridPlace) => {
    setActive(place);
    const box = scroller.current;
    if (box === null) return;
    const head = box.querySelector('thead')?.clientHeight ?? rowHeight;
    const foot = totals === undefined ? 0 : rowHeight;
    const y = place.row * rowHeight;
    if (y < box.scrollTop) box.scrollTop = y;
    else if (y + rowHeight + head + foot > box.scrollTop + box.clientHeight)
      box.scrollTop = y + rowHeight + head + foot - box.clientHeight;
    const first = layout[0]?.width ?? 0;
    const x = layout.slice(0, place.column).reduce((sum, column) => sum + column.width, 0);
    const wide = layout[place.column]?.width ?? 0;
    if (place.column > 0 && x - first < box.scrollLeft) box.scrollLeft = x - first;
    else if (x + wide > box.scrollLeft + box.clientWidth) box.scrollLeft = x + wide - box.clientWidth;
    // Drawn with the cell, once: the event of scrolling would have all of it drawn again.
    setTop(box.scrollTop);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && getSelection()?.isCollapsed !== false) {
      event.preventDefault();
      return void copy();
    }
    const here = walk.waiting() ?? active;
    if (event.key === 'Enter' && here !== undefined) {
      event.preventDefault();
      return choose(here.row, here.column);
    }
    if (event.key === 'Escape' && here !== undefined) {
      event.stopPropagation();
      walk.drop();
      return setActive(undefined);
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? size.height) / rowHeight) - 2);
    const place = placeAfterKey(event, here, { rows: count, columns: layout.length, page });
    if (place === undefined) return;
    event.preventDefault();
    walk.to(place);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest('td');
    const row = Number(cell?.parentElement?.dataset['row'] ?? 'NaN');
    if (cell === null || Number.isNaN(row)) return;
    walk.drop();
    setActive({ row, column: cell.cellIndex });
    choose(row, cell.cellIndex);
  };
  const activeId =
    active !== undefined && active.row >= from && active.row < to ? `${id}${active.row}-${active.column}` : undefined;
  return (
    <TableScroller scroller={scroller} first={layout[0]?.width ?? 0} tight={narrow} onScroll={setTop}>
      <table
        ref={ref}
        {...gridProps({
          label: tile.title,
          rows: count + 1,
          columns: layout.length,
          active: activeId,
          onKeyDown,
          onClick,
        })}
        className="table-fixed border-separate border-spacing-0 focus-visible:outline-offset-[-2px]"
        style={{ width }}
      >
        <TableHead
          layout={layout}
          sort={sort}
          onSort={wanted => {
            onSort(wanted);
            walk.drop();
            setActive(undefined);
            scroller.current?.scrollTo({ top: 0 });
          }}
        />
        <tbody>
          <RowGap rows={from} rowHeight={rowHeight} span={layout.length} />
          {Array.from({ length: to - from }, (_, offset) => {
            const at = from + offset;
            return (
              <GridRow
                key={at % slots}
                id={id}
                at={at}
                row={results.rows[indexOf(at)] ?? []}
                columns={columns}
                layout={layout}
                tile={tile}
                activeColumn={active?.row === at ? active.column : undefined}
                last={at === count - 1}
                fields={fields}
                selected={selected}
                canChoose={onSelect !== undefined && fields.some(field => field !== undefined)}
              />
            );
          })}
          <RowGap rows={count - to} rowHeight={rowHeight} span={layout.length} />
        </tbody>
        {totals === undefined || totals.cells.every(cell => cell === undefined) ? null : (
          <TotalRow layout={layout} totals={totals} />
        )}
      </table>
    </TableScroller>
  );
}
