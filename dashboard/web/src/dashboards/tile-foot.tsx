import { formatDollars, formatInstant } from '../format.ts';
import type { TileState } from './board-state.ts';

/** Up to when the numbers are known, whether they are of the cache, and what they cost. */
export function TileFoot({ state: { event } }: { state: TileState }) {
  return (
    <footer className="flex h-5 shrink-0 items-center gap-2 text-12 text-muted">
      {event?.status !== 'answered' ? null : (
        <span className="tile-quiet numbers flex min-w-0 flex-1 gap-2 truncate">
          {event.freshness ? (
            <time dateTime={event.freshness} title={event.freshness}>
              {formatInstant(event.freshness)}
            </time>
          ) : null}
          {event.cached ? <span>From cache</span> : null}
          <span>{formatDollars(event.cost.total_cost)}</span>
        </span>
      )}
    </footer>
  );
}
