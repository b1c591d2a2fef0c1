import { CircleAlert, CircleSlash } from 'lucide-react';
import { Suspense } from 'react';
import { tileBody } from '../tiles/registry.ts';
import type { TileBodyProps } from '../tiles/tile-body.ts';
import { useBoard } from './board-context.ts';
import type { TileState } from './board-state.ts';
import type { Tile, TileEvent } from './dashboards-api.ts';
import { NumberBody, showsNumber } from './number-body.tsx';
import { TileSkeleton } from './tile-skeleton.tsx';
import { useSize } from './use-size.ts';

/** What a tile shows: its picture, or that it is on its way, empty, refused or failed, each in the same place. */
export function TileContent({ tile, state }: { tile: Tile; state: TileState }) {
  const [box, size] = useSize();
  const known = size.width > 0;
  return (
    <div ref={box} className="relative min-h-0 flex-1">
      {known ? <Shown tile={tile} state={state} size={size} /> : null}
    </div>
  );
}

type ShownProps = { tile: Tile; state: TileState; size: TileBodyProps['size'] };

function Shown({ tile, state, size }: ShownProps) {
  const { actions } = useBoard();
  const { event, waiting, problem } = state;
  const again = () => void actions.load([tile.id]);
  if (problem !== undefined) return <Fault title={problem.title} detail={problem.detail} onRetry={again} />;
  if (event === undefined) return <TileSkeleton kind={tile.kind} />;
  if (event.status === 'failed') return <Fault title="It failed" detail={event.message} onRetry={again} />;
  if (event.status === 'refused') return <Refused message={event.message} />;
  if (event.results.rows.length === 0)
    return <p className="grid h-full place-items-center text-muted">No rows in this window.</p>;
  return (
    <div className={`h-full transition-opacity ${waiting ? 'opacity-50' : ''}`}>
      <Body tile={tile} event={event} size={size} />
    </div>
  );
}

function Body({ tile, event, size }: { tile: Tile; event: TileEvent; size: TileBodyProps['size'] }) {
  const props: TileBodyProps = { tile, event, size, onSelect: undefined, selected: [], asOf: asOf(event) };
  if (tile.kind === 'number' && showsNumber(event)) return <NumberBody {...props} />;
  const Picture = tileBody(tile.kind === 'number' ? 'table' : tile.kind);
  return (
    <Suspense fallback={<TileSkeleton kind={tile.kind} />}>
      <Picture {...props} />
    </Suspense>
  );
}

/** Data is known up to when it was written. */
const asOf = ({ freshness }: TileEvent): number => {
  const at = Date.parse(freshness ?? '');
  return Number.isNaN(at) ? Date.now() : Math.min(at, Date.now());
};

function Fault({ title, detail, onRetry }: { title: string; detail: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex h-full gap-2 overflow-auto">
      <CircleAlert size={15} className="mt-0.5 shrink-0 text-red" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{title}</p>
        <p className="break-words text-soft">{detail}</p>
        <button type="button" className="button mt-2 text-12" onClick={onRetry}>
          Try again
        </button>
      </div>
    </div>
  );
}

function Refused({ message }: { message: string }) {
  return (
    <div className="flex h-full gap-2 overflow-auto">
      <CircleSlash size={15} className="mt-0.5 shrink-0 text-muted" aria-hidden />
      <p className="min-w-0 break-words text-soft">{message}</p>
    </div>
  );
}
