import { CircleAlert, Info } from 'lucide-react';
import type { ApiProblem } from '../api/problem.ts';
import { formatDollars, formatInstant } from '../format.ts';
import { useBoard } from './board-context.ts';
import type { TileEvent } from './dashboards-api.ts';

interface Props {
  readonly event: TileEvent | undefined;
  /** Why no newer answer came. */
  readonly problem: ApiProblem | undefined;
  readonly onRetry: () => void;
}

/**
 * What is known about a tile's numbers: what of the view they do not follow is always said; up to when they are
 * known, whether they come from the cache and what they cost when one looks at the tile.
 */
export function TileFoot({ event, problem, onRetry }: Props) {
  if (event?.status !== 'answered') return <footer className="tile-foot" />;
  const { not_applied: missed, freshness, cached, cost } = event;
  return (
    <footer className="tile-foot">
      {problem === undefined ? null : <Stale problem={problem} onRetry={onRetry} />}
      {missed.length === 0 ? null : <Missed missed={missed} tile={event.tile_id} />}
      {/* It ends at the right: other words are another line, so that none of them moves. */}
      <span key={`${freshness} ${cached} ${cost.total_cost}`} className="tile-quiet numbers ml-auto flex min-w-0 gap-2">
        {freshness ? (
          <time className="truncate" dateTime={freshness} title={`Data as of ${freshness}`}>
            {formatInstant(freshness)}
          </time>
        ) : null}
        {cached ? <span className="shrink-0">From cache</span> : null}
        <span className="shrink-0" title="What this answer cost">
          {formatDollars(cost.total_cost)}
        </span>
      </span>
    </footer>
  );
}

/** The numbers are those of before, since newer ones did not come. */
function Stale({ problem, onRetry }: { problem: ApiProblem; onRetry: () => void }) {
  return (
    <button
      type="button"
      className="tile-note flex min-w-0 items-center gap-1 text-left text-soft hover:text-ink"
      title={problem.detail}
      onClick={onRetry}
    >
      <CircleAlert size={12} className="shrink-0 text-red" aria-hidden />
      <span className="truncate">Not refreshed: {problem.title}</span>
      <span className="shrink-0 font-semibold">Try again</span>
    </button>
  );
}

/** The first note, with all of them at hand. */
function Missed({ missed, tile }: { missed: TileEvent['not_applied']; tile: string }) {
  const { actions } = useBoard();
  return (
    <button
      type="button"
      className="tile-note flex min-w-0 items-center gap-1 text-left text-soft hover:text-ink"
      title={missed.map(({ reason }) => reason).join('\n')}
      onClick={() => actions.setDetails(tile)}
    >
      <Info size={12} className="shrink-0 text-amber" aria-hidden />
      <span className="truncate">{missed[0]?.reason}</span>
      {missed.length > 1 ? <span className="shrink-0">and {missed.length - 1} more</span> : null}
    </button>
  );
}
