import { useMemo, useState } from 'react';
import type { Results } from '../api/types.ts';
import { useWidth } from '../charts/use-width.ts';
import { fitColumns, widthOf } from './layout.ts';
import { RowGap } from './row-gap.tsx';
import { type Sort, sortRows } from './sort.ts';
import { TableEdges } from './table-edges.tsx';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { useEdges } from './use-edges.ts';
import { rowHeightOf, useNarrow } from './use-narrow.ts';
import { DRAWN_WHOLE, rowWindow } from './window.ts';

/** Rows shown before "Show all". */
const SHORT = 10;
const VIEW_HEIGHT = 480;

/** A result as a table: sorted by its headers, first column and header in view, long ones drawn where they are seen. */
export function ResultTable({ results, label }: { results: Results; label: string }) {
  const [sort, setSort] = useState<Sort>();
  const [whole, setWhole] = useState(false);
  const [top, setTop] = useState(0);
  const narrow = useNarrow();
  const [measure, room] = useWidth();
  const [follow, edges] = useEdges();
  const rowHeight = rowHeightOf(narrow);
  const { columns, rows } = results;
  const layout = useMemo(
    () => fitColumns(columns, rows, { narrow, room, tight: narrow }),
    [columns, rows, narrow, room],
  );
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const short = !whole && rows.length > SHORT + 2;
  const count = short ? SHORT : rows.length;
  const virtual = count > DRAWN_WHOLE;
  const { from, to } = virtual ? rowWindow({ top, height: VIEW_HEIGHT }, rowHeight, count) : { from: 0, to: count };
  const drawn = sorted.slice(from, to).map((row, offset) => ({ row, index: from + offset }));
  const width = widthOf(layout);
  return (
    <div ref={measure}>
      <div className="relative isolate w-fit max-w-full overflow-hidden">
        <section
          ref={follow}
          aria-label={`Table: ${label}`}
          className={`relative isolate overflow-auto overscroll-x-contain border-y border-line ${narrow ? '[--cell:8px]' : '[--cell:12px]'}`}
          style={virtual || whole ? { maxHeight: VIEW_HEIGHT } : undefined}
          onScroll={virtual ? event => setTop(event.currentTarget.scrollTop) : undefined}
        >
          <table
            className="table-fixed border-separate border-spacing-0"
            style={{ width }}
            aria-rowcount={rows.length + 1}
          >
            <TableHead layout={layout} sort={sort} onSort={setSort} />
            <tbody>
              <RowGap rows={from} rowHeight={rowHeight} span={layout.length} />
              {drawn.map(({ row, index }) => (
                <TableRow key={index} row={row} layout={layout} index={index} last={index === count - 1} />
              ))}
              <RowGap rows={count - to} rowHeight={rowHeight} span={layout.length} />
            </tbody>
          </table>
        </section>
        <TableEdges edges={edges} first={layout[0]?.width ?? 0} />
      </div>
      {short ? (
        <button type="button" className="button-quiet mt-1 -ml-2.5 text-12" onClick={() => setWhole(true)}>
          Show all {rows.length.toLocaleString()} rows
        </button>
      ) : null}
    </div>
  );
}
