import { Plus, Star } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useApp } from '../context.ts';
import { formatCount, formatInstant } from '../format.ts';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useWork } from '../ui/use-work.ts';
import { type Folder, folderName, foundDashboards, sectionsOf } from './dashboard-list.ts';
import {
  type DashboardList,
  type DashboardSummary,
  importDashboard,
  listDashboards,
  listFavourites,
  markFavourite,
} from './dashboards-api.ts';
import { ImportButton } from './import-button.tsx';
import { useTitle } from './use-title.ts';

const NewDashboard = lazy(() => import('./new-dashboard.tsx'));

/** All dashboards that the user may see, by folder. */
export default function DashboardsPage() {
  const { api, actions } = useApp();
  useTitle('Dashboards');
  const { loaded, retry } = useLoad('dashboards', () => listDashboards(api));
  const [making, setMaking] = useState(false);
  const { problem, run } = useWork();
  const take = async (file: File) => {
    const { dashboard_id: id } = await importDashboard(api, file);
    actions.navigate({ page: 'dashboard', id });
  };
  return (
    <div className="page">
      <header className="flex min-h-[max(36px,var(--touch))] items-center justify-between gap-4">
        <h1 className="text-20 font-semibold">Dashboards</h1>
        {loaded.kind === 'ready' && loaded.value.role !== 'viewer' ? (
          <div className="flex gap-2">
            <ImportButton onFile={file => run(() => take(file))} />
            <button type="button" className="button-primary" onClick={() => setMaking(true)}>
              <Plus size={15} aria-hidden />
              <span>
                New<span className="max-md:sr-only"> dashboard</span>
              </span>
            </button>
          </div>
        ) : null}
      </header>
      {problem === undefined ? null : (
        <div className="mt-4">
          <ProblemNote problem={problem} />
        </div>
      )}
      <div className="mt-4">
        {loaded.kind === 'loading' ? <SkeletonLines widths={[62, 54, 70, 48]} height={44} /> : null}
        {loaded.kind === 'failed' ? <ProblemNote problem={loaded.problem} onRetry={retry} /> : null}
        {loaded.kind === 'ready' ? <List list={loaded.value} onNew={() => setMaking(true)} /> : null}
      </div>
      <Suspense fallback={null}>{making ? <NewDashboard onClose={() => setMaking(false)} /> : null}</Suspense>
    </div>
  );
}

/** Lists longer than this can be searched. */
const SHORT = 6;

function List({ list: { dashboards, role }, onNew }: { list: DashboardList; onNew: () => void }) {
  const [query, setQuery] = useState('');
  const [favourites, mark] = useFavourites();
  if (dashboards.length === 0) return role === 'viewer' ? <NoneShown /> : <Empty onNew={onNew} />;
  const found = foundDashboards(dashboards, query);
  return (
    <>
      {dashboards.length > SHORT ? (
        <input
          type="search"
          className="field mb-4"
          placeholder="Search dashboards"
          aria-label="Search dashboards"
          value={query}
          onChange={event => setQuery(event.target.value)}
        />
      ) : null}
      {sectionsOf(found, favourites).map(folder => (
        <FolderList key={folder.path} folder={folder} favourites={favourites} mark={mark} />
      ))}
      {found.length === 0 ? <p className="text-muted">No dashboard is called that.</p> : null}
    </>
  );
}

type Mark = (id: string, marked: boolean) => void;

/** What the user marked; a mark that is not kept is taken back. */
function useFavourites(): [ReadonlySet<string>, Mark] {
  const { api, store } = useApp();
  const [favourites, setFavourites] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const abort = new AbortController();
    listFavourites(api, abort.signal).then(
      ({ dashboards }) => setFavourites(new Set(dashboards.map(({ id }) => id))),
      () => undefined,
    );
    return () => abort.abort();
  }, [api]);
  const set = (id: string, marked: boolean) =>
    setFavourites(before => new Set(marked ? [...before, id] : [...before].filter(other => other !== id)));
  const mark: Mark = (id, marked) => {
    set(id, marked);
    markFavourite(api, id, marked).catch(() => {
      set(id, !marked);
      store.dispatch({ kind: 'told', text: 'The mark was not kept. Try again.' });
    });
  };
  return [favourites, mark];
}

interface FolderProps {
  readonly folder: Folder;
  readonly favourites: ReadonlySet<string>;
  readonly mark: Mark;
}

function FolderList({ folder: { path, dashboards }, favourites, mark }: FolderProps) {
  return (
    <section className="mb-6" aria-label={path === '' ? 'Without a folder' : folderName(path)}>
      {path === '' ? null : <h2 className="pb-1 text-12 text-muted">{folderName(path)}</h2>}
      <ul className="border-t border-line">
        {dashboards.map(dashboard => (
          <li key={dashboard.id} className="flex items-center border-b border-line">
            <MarkButton dashboard={dashboard} marked={favourites.has(dashboard.id)} mark={mark} />
            <Entry dashboard={dashboard} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MarkButton({
  dashboard: { id, title },
  marked,
  mark,
}: {
  dashboard: DashboardSummary;
  marked: boolean;
  mark: Mark;
}) {
  return (
    <button
      type="button"
      aria-label={`Favourite: ${title}`}
      aria-pressed={marked}
      className="grid size-9 shrink-0 place-items-center rounded-base text-faint hover:bg-hover hover:text-ink aria-pressed:text-accent max-md:size-11"
      onClick={() => mark(id, !marked)}
    >
      <Star size={15} fill={marked ? 'currentColor' : 'none'} aria-hidden />
    </button>
  );
}

function Entry({ dashboard }: { dashboard: DashboardSummary }) {
  const { id, title, description, tiles, updated_at, updated_by } = dashboard;
  return (
    <Link
      to={{ page: 'dashboard', id }}
      className="flex min-h-11 min-w-0 flex-1 items-center gap-4 rounded-[4px] px-2 py-1 hover:bg-hover max-md:flex-wrap max-md:gap-y-0 max-md:py-2"
    >
      <span className="min-w-0 flex-1 max-md:basis-full">
        <span className="block truncate font-semibold">{title}</span>
        {description ? (
          <span className="block truncate text-12 text-muted" title={description}>
            {description}
          </span>
        ) : null}
      </span>
      <span className="numbers shrink-0 text-12 text-muted">
        {formatCount(tiles)} {tiles === 1 ? 'tile' : 'tiles'}
      </span>
      <time dateTime={updated_at} title={updated_at} className="numbers shrink-0 text-12 text-muted">
        {formatInstant(updated_at)} by {updated_by}
      </time>
    </Link>
  );
}

const NoneShown = () => (
  <p className="text-soft">There is no dashboard for you yet. Editors make them and share them.</p>
);

function Empty({ onNew }: { onNew: () => void }) {
  return (
    <div className="max-w-[52ch]">
      <p className="font-semibold">There is no dashboard yet</p>
      <p className="mt-1 text-soft">Say in a sentence what should be on it, and look at it before it is made.</p>
      <button type="button" className="button-primary mt-3" onClick={onNew}>
        <Plus size={15} aria-hidden />
        New dashboard
      </button>
    </div>
  );
}
