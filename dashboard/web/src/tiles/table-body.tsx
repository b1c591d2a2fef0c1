import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Sort } from '../table/sort.ts';
import { useNarrow } from '../table/use-narrow.ts';
import { cutNote, noRowWith } from './cut-note.ts';
import { Notes } from './notes.tsx';
import { resultsOf } from './results-of.ts';
import { tableColumns } from './table-columns.ts';
import { TableGrid } from './table-grid.tsx';
import { TableTools } from './table-tools.tsx';
import { type Summed, summedOf, type Totals, totalsOf } from './table-totals.ts';
import type { TileBodyProps } from './tile-body.ts';
import { useArranged } from './use-arranged.ts';

/** Rows that are seen at a glance need no search. */
const FEW = 12;

/** Rows as a table of any length: sorted, searched, walked by keys, copied; only what is in view is drawn. */
export default function TableBody(props: TileBodyProps) {
  const { tile, event } = props;
  const { width: room } = props.size;
  const results = useMemo(() => resultsOf(tile, event), [tile, event]);
  const narrow = useNarrow();
  const [sort, setSort] = useState<Sort>();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const { order, busy } = useArranged(results, { search, sort });
  const summed = useMemo(
    () => (tile.encoding?.totals === true ? summedOf(tile, event, results) : undefined),
    [tile, event, results],
  );
  const totals = useTotals(summed, order);
  const whole = useTotals(summed, undefined)?.cells;
  const layout = useMemo(() => tableColumns(results, { narrow, room, totals: whole }), [results, narrow, room, whole]);
  const grid = useRef<HTMLTableElement>(null);
  const count = order?.length ?? results.rows.length;
  return (
    <div className="flex h-full flex-col">
      {results.rows.length > FEW ? (
        <TableTools
          results={results}
          order={order}
          typed={typed}
          onType={setTyped}
          busy={busy}
          onLeave={() => grid.current?.focus()}
        />
      ) : null}
      <div className="relative min-h-0 flex-1">
        <TableGrid
          {...props}
          ref={grid}
          results={results}
          order={order}
          layout={layout}
          sort={sort}
          onSort={setSort}
          totals={totals}
          narrow={narrow}
        />
        {count === 0 ? (
          <p className="absolute inset-x-0 top-1/2 text-center text-muted">{noRowWith(results, search)}</p>
        ) : null}
      </div>
      <Notes notes={[totals?.notes ?? [], cutNote(results, { search, sort }) ?? []].flat()} />
    </div>
  );
}

function useTotals(summed: Summed | undefined, order: Uint32Array | undefined): Totals | undefined {
  return useMemo(() => (summed === undefined ? undefined : totalsOf(summed, order)), [summed, order]);
}
