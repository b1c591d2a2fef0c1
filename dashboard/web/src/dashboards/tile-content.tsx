import { lazy, Suspense, useMemo } from 'react';
import { tileBody } from '../tiles/registry.ts';
import type { TileBodyProps } from '../tiles/tile-body.ts';
import { Guarded, type ShowFault } from '../ui/guarded.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { useBoard, useBoardState } from './board-context.ts';
import type { Drill, DrillStep, TileState } from './board-state.ts';
import { selectedIn, withClick } from './cross.ts';
import type { Tile, TileEvent } from './dashboards-api.ts';
import { behindTile, nextField } from './drill-path.ts';
import { FilterBody } from './filter-body.tsx';
import { NumberBody } from './number-body.tsx';
import { showsNumber } from './number-facts.ts';
import { TextBody } from './text-body.tsx';
import { TileFault, TileRefused } from './tile-problem.tsx';
import { TileSkeleton } from './tile-skeleton.tsx';
import { useSize } from './use-size.ts';
import { stepsOf } from './value-label.ts';

const UploadBody = lazy(() => import('../knowledge/upload-body.tsx'));
const QuestionBody = lazy(() => import('./question-body.tsx'));

interface Props {
  readonly tile: Tile;
  readonly state: TileState;
  readonly drill: Drill | undefined;
}

type Size = TileBodyProps['size'];

/** What a tile shows, in a place that is of one size in all its states. */
export function TileContent({ tile, state, drill }: Props) {
  const [box, size] = useSize();
  return (
    <div ref={box} className="relative min-h-0 flex-1">
      {size.width === 0 ? null : (
        <Guarded by={[tile, state.event, drill]} instead={notDrawn}>
          {drill === undefined ? (
            <Front tile={tile} state={state} size={size} />
          ) : (
            <Behind tile={tile} drill={drill} size={size} />
          )}
        </Guarded>
      )}
    </div>
  );
}

const notDrawn = (fault: ShowFault, retry: () => void) => <TileFault {...fault} onRetry={retry} />;

function Front({ tile, state, size }: { tile: Tile; state: TileState; size: Size }) {
  const { actions, store } = useBoard();
  const view = useBoardState(board => board.view);
  const selected = useMemo(() => selectedIn(view, tile.id), [view, tile.id]);
  if (tile.kind === 'text') return <TextBody tile={tile} />;
  if (tile.kind === 'filter') return <FilterBody tile={tile} />;
  if (tile.kind === 'upload')
    return (
      <Suspense fallback={<div className="skeleton h-16" />}>
        <UploadBody />
      </Suspense>
    );
  if (tile.kind === 'question')
    return (
      <Suspense fallback={<TileSkeleton kind="question" />}>
        <QuestionBody tile={tile} size={size} />
      </Suspense>
    );
  const onSelect: TileBodyProps['onSelect'] = (field, value, also = []) => {
    const picked = [...also, { field, value }];
    if ((tile.drill?.length ?? 0) > 0) void actions.drill(tile.id, stepsOf(tile, state.event, picked));
    else actions.setView(withClick(store.get().view, tile, picked));
  };
  return (
    <Answered
      tile={tile}
      {...state}
      size={size}
      selected={selected}
      onSelect={onSelect}
      onRetry={() => void actions.load([tile.id])}
    />
  );
}

/** Behind the numbers: a click leads one further down, as long as there is a way. */
function Behind({ tile, drill, size }: { tile: Tile; drill: Drill; size: Size }) {
  const { actions } = useBoard();
  const { steps, event } = drill;
  const behind = useMemo(() => (event === undefined ? tile : behindTile(tile, steps, event)), [tile, steps, event]);
  const further = nextField(tile, steps);
  const onSelect: TileBodyProps['onSelect'] = (field, value) => {
    const [step] = stepsOf(behind, event, [{ field, value }]);
    if (step !== undefined) void actions.drill(tile.id, [...steps, step] satisfies DrillStep[]);
  };
  return (
    <Answered
      tile={behind}
      {...drill}
      size={size}
      selected={[]}
      onSelect={further === undefined ? undefined : onSelect}
      onRetry={() => void actions.drill(tile.id, steps)}
    />
  );
}

type AnsweredProps = Pick<TileState, 'event' | 'waiting' | 'problem'> &
  Pick<TileBodyProps, 'tile' | 'size' | 'selected' | 'onSelect'> & { readonly onRetry: () => void };

/** The five states of an answer: on its way, broken off, failed, refused, empty, and there. */
function Answered({ event, waiting, problem, onRetry, ...body }: AnsweredProps) {
  // Numbers that were there stay; that they are not fresh is said below them.
  if (event === undefined && problem !== undefined)
    return <TileFault title={problem.title} detail={problem.detail} onRetry={onRetry} />;
  if (event === undefined) return <TileSkeleton kind={body.tile.kind} />;
  if (event.status === 'failed') return <TileFault title="No answer" detail={event.message} onRetry={onRetry} />;
  if (event.status === 'refused') return <TileRefused message={event.message} />;
  if (event.results.rows.length === 0)
    return <p className="grid h-full place-items-center text-muted">{emptyWords(body.tile)}</p>;
  return (
    <div className={`h-full ${waiting ? 'tile-waiting' : ''}`}>
      <Body {...body} event={event} asOf={asOf(event)} />
    </div>
  );
}

const emptyWords = ({ plan }: Tile): string =>
  plan?.time?.range === undefined ? 'No rows.' : 'No rows in this window.';

function Body(props: TileBodyProps) {
  const { tile, event } = props;
  if (tile.kind === 'number' && showsNumber(event)) return <NumberBody {...props} />;
  const picture = tileBody(tile.kind === 'number' ? 'table' : tile.kind);
  return <Loaded of={picture} props={props} meanwhile={<TileSkeleton kind={tile.kind} />} />;
}

/** Data is known up to when it was written. */
const asOf = ({ freshness }: TileEvent): number => {
  const at = Date.parse(freshness ?? '');
  return Number.isNaN(at) ? Date.now() : Math.min(at, Date.now());
};
