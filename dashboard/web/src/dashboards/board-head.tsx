import { Pencil, RefreshCw } from 'lucide-react';
import type { ReactNode, RefCallback } from 'react';
import { useAppState } from '../context.ts';
import { formatDollars, formatInstant } from '../format.ts';
import { Link } from '../ui/link.tsx';
import { useBoard, useBoardState } from './board-context.ts';
import { BoardMenu } from './board-menu.tsx';
import type { BoardState } from './board-state.ts';
import type { OpenedDashboard } from './dashboards-api.ts';
import { LineSpoken, LineState } from './line-state.tsx';

interface Props {
  readonly dashboard: OpenedDashboard;
  /** Where the editor puts its buttons. */
  readonly toolbar: RefCallback<HTMLElement>;
}

/** What the dashboard is called, how fresh it is, and what can be done with it. */
export function BoardHead({ dashboard, toolbar }: Props) {
  const { spec, role } = dashboard;
  const { actions } = useBoard();
  const editing = useBoardState(state => state.editing);
  const busy = useBoardState(state => Object.values(state.tiles).some(({ waiting }) => waiting));
  return (
    <header className="board-head">
      <div className="min-w-0 flex-1">
        {spec.folder === undefined ? null : (
          <Link to={{ page: 'dashboards' }} className="block truncate text-12 text-muted hover:text-ink">
            {spec.folder.split('/').join(' / ')}
          </Link>
        )}
        <h1 className="line-clamp-2 text-20 font-semibold break-words md:line-clamp-1" title={spec.title}>
          {spec.title}
        </h1>
      </div>
      {/* Below the buttons, in the whole width. */}
      <div className="order-last w-full min-w-0">
        {spec.description === undefined ? null : (
          <p className="line-clamp-2 max-w-[75ch] text-soft md:line-clamp-1" title={spec.description}>
            {spec.description}
          </p>
        )}
        <AsOf className="block h-4 leading-4 lg:hidden" />
      </div>
      <div className="flex shrink-0 items-center gap-1">
        <ShownAs />
        <LineSpoken />
        <AsOf className="mr-1 w-60 text-right max-lg:hidden" />
        <Button label="Refresh" onClick={() => void actions.load()}>
          <RefreshCw size={14} className={busy ? 'board-turning' : ''} aria-hidden />
        </Button>
        <div ref={toolbar} className="flex items-center gap-1" />
        {role === 'viewer' || editing ? null : (
          <Button label="Edit" onClick={() => actions.setEditing(true)}>
            <Pencil size={14} aria-hidden />
            <span className="max-md:sr-only">Edit</span>
          </Button>
        )}
        <BoardMenu dashboard={dashboard} />
      </div>
    </header>
  );
}

function Button({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="button-quiet max-md:min-w-11" aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}

/** Told where the dashboard is shown as another persona than the chosen one, since that one asks another model. */
function ShownAs() {
  const { persona } = useBoard();
  const chosen = useAppState(state => state.persona);
  const session = useAppState(state => state.session);
  const title = session.kind === 'signedIn' && session.user.personas.find(({ name }) => name === persona)?.title;
  if (!title || persona === chosen) return null;
  return <span className="mr-2 truncate text-12 text-muted">Shown as {title}</span>;
}

/** The oldest data on the dashboard: everything is known at least up to then. */
const oldest = ({ tiles }: BoardState): string | undefined =>
  Object.values(tiles)
    .flatMap(({ event }) => event?.freshness ?? [])
    .sort()[0];

function AsOf({ className }: { className: string }) {
  const freshness = useBoardState(oldest);
  const cost = useBoardState(state => state.cost);
  const loadedAt = useBoardState(state => state.loadedAt);
  const line = useBoardState(state => state.line);
  if (line !== undefined) return <LineState className={className} />;
  // Its place is kept, so that nothing beside it moves when it is known.
  if (freshness === undefined) return <span className={className} />;
  const loaded = loadedAt === undefined ? '' : `Loaded ${formatInstant(new Date(loadedAt).toISOString())} UTC`;
  const title = [loaded, cost === undefined ? '' : `cost ${formatDollars(cost)}`].filter(Boolean).join(', ');
  return (
    <time dateTime={freshness} title={title} className={`numbers truncate text-12 text-muted ${className}`}>
      Data as of {formatInstant(freshness)} UTC
    </time>
  );
}
