import { Ellipsis, Info, Minimize2 } from 'lucide-react';
import { Fragment } from 'react';
import { useApp } from '../context.ts';
import { Menu } from '../ui/menu.tsx';
import { useBoard, useBoardState } from './board-context.ts';
import type { Drill, TileState } from './board-state.ts';
import type { Tile } from './dashboards-api.ts';
import './own-tile-actions.ts';
import { type TileActionContext, tileActions } from './tile-menu.ts';

interface Props {
  readonly tile: Tile;
  readonly state: TileState;
  readonly drill: Drill | undefined;
  readonly full: boolean;
}

const icon =
  'tile-button grid size-6 shrink-0 place-items-center rounded-[4px] text-muted hover:bg-hover hover:text-ink';

/** What a tile is called, the way down into it while one looks behind it, and its menu. */
export function TileTitle({ tile, state, drill, full }: Props) {
  const { actions } = useBoard();
  return (
    <header className="relative flex h-6 shrink-0 items-center gap-1">
      <h2 className="min-w-0 truncate text-13 font-semibold" title={tile.title}>
        {drill === undefined ? (
          tile.title
        ) : (
          <button type="button" className="link truncate" onClick={() => void actions.drill(tile.id, undefined)}>
            {tile.title}
          </button>
        )}
      </h2>
      {drill === undefined ? null : <Steps tile={tile} drill={drill} />}
      {full ? (
        <button
          type="button"
          className={`ml-auto ${icon}`}
          aria-label="Leave full screen"
          onClick={() => actions.setFull(undefined)}
        >
          <Minimize2 size={14} aria-hidden />
        </button>
      ) : null}
      <span className={`tile-quiet tile-actions ${full ? '' : 'ml-auto'}`}>
        {tile.description === undefined || drill !== undefined ? null : (
          <span className="shrink-0 text-muted" title={tile.description}>
            <Info size={13} aria-hidden />
            <span className="sr-only">{tile.description}</span>
          </span>
        )}
        <TileMenu tile={tile} state={state} />
      </span>
    </header>
  );
}

/** Where one is on the way down; each step leads back to it. */
function Steps({ tile, drill: { steps } }: { tile: Tile; drill: Drill }) {
  const { actions } = useBoard();
  return (
    <nav aria-label={`Behind ${tile.title}`} className="flex min-w-0 items-center gap-1 text-soft">
      {steps.length === 0 ? <span className="shrink-0 text-muted">/ everything</span> : null}
      {steps.map((step, index) => (
        <Fragment key={`${step.field} ${String(step.value)}`}>
          <span className="text-muted" aria-hidden>
            /
          </span>
          {index === steps.length - 1 ? (
            <span className="truncate" aria-current="step">
              {step.label}
            </span>
          ) : (
            <button
              type="button"
              className="link min-w-0 truncate"
              onClick={() => void actions.drill(tile.id, steps.slice(0, index + 1))}
            >
              {step.label}
            </button>
          )}
        </Fragment>
      ))}
    </nav>
  );
}

function TileMenu({ tile, state }: { tile: Tile; state: TileState }) {
  const board = useBoard();
  const { store } = useApp();
  const dashboard = useBoardState(({ dashboard }) => dashboard);
  if (dashboard.kind !== 'ready') return null;
  const context = (): TileActionContext => ({
    tile,
    event: state.event,
    dashboard: { id: board.id, revision: dashboard.value.revision, spec: dashboard.value.spec },
    persona: board.persona,
    view: board.store.get().view,
    board,
    tell: text => store.dispatch({ kind: 'told', text }),
  });
  const entries = tileActions(context());
  return (
    <Menu
      label={`Menu of ${tile.title}`}
      items={entries}
      onChoose={id => entries.find(entry => entry.id === id)?.run(context())}
      className={icon}
    >
      <Ellipsis size={15} aria-hidden />
    </Menu>
  );
}
