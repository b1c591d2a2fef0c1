import { useMemo } from 'react';
import { useSize } from '../dashboards/use-size.ts';
import { useNarrow } from '../table/use-narrow.ts';
import { Declined } from './declined.tsx';
import { Notes } from './notes.tsx';
import { type Pivot, preparePivot } from './pivot.ts';
import { PivotGrid } from './pivot-grid.tsx';
import { pivotLayout } from './pivot-layout.ts';
import { pivotOf } from './pivot-of.ts';
import { resultsOf } from './results-of.ts';
import type { TileBodyProps } from './tile-body.ts';

/** Rows by columns by measures, with totals where they are right. */
export default function PivotBody(props: TileBodyProps) {
  const { tile, event } = props;
  const pivot = useMemo(() => preparePivot(resultsOf(tile, event), pivotOf(tile, event)), [tile, event]);
  return pivot.kind === 'refused' ? <Declined refusal={pivot} props={props} /> : <Shown pivot={pivot} props={props} />;
}

function Shown({ pivot, props }: { pivot: Pivot; props: TileBodyProps }) {
  const narrow = useNarrow();
  const [box, room] = useSize();
  const layout = useMemo(() => pivotLayout(pivot, { narrow, room: room.width }), [pivot, narrow, room.width]);
  return (
    <div className="flex h-full flex-col">
      <div ref={box} className="min-h-0 flex-1">
        {room.width === 0 ? null : (
          <PivotGrid
            {...props}
            pivot={pivot}
            layout={layout}
            view={{ ...room, height: Math.min(room.height, props.size.height) }}
            rowHeight={narrow ? 36 : 32}
          />
        )}
      </div>
      <Notes notes={pivot.notes} />
    </div>
  );
}
