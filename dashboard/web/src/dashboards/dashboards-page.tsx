import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useApp } from '../context.ts';
import { formatCount, formatInstant } from '../format.ts';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { type Folder, folderName, foldersOf, foundDashboards } from './dashboard-list.ts';
import { type DashboardList, type DashboardSummary, listDashboards } from './dashboards-api.ts';
import { useTitle } from './use-title.ts';

const NewDashboard = lazy(() => import('./new-dashboard.tsx'));

/** All dashboards that the user may see, by folder. */
export default function DashboardsPage() {
  const { api } = useApp();
  useTitle('Dashboards');
  const { loaded, retry } = useLoad('dashboards', () => listDashboards(api));
  const [making, setMaking] = useState(false);
  return (
    <div className="page">
      <header className="flex min-h-9 items-center justify-between gap-4">
        <h1 className="text-20 font-semibold">Dashboards</h1>
        {loaded.kind === 'ready' && loaded.value.dashboards.length > 0 ? (
          <button type="button" className="button-primary" onClick={() => setMaking(true)}>
            <Plus size={15} aria-hidden />
            New dashboard
          </button>
        ) : null}
      </header>
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

function List({ list: { dashboards }, onNew }: { list: DashboardList; onNew: () => void }) {
  const [query, setQuery] = useState('');
  if (dashboards.length === 0) return <Empty onNew={onNew} />;
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
      {foldersOf(found).map(folder => (
        <FolderList key={folder.path} folder={folder} />
      ))}
      {found.length === 0 ? <p className="text-muted">No dashboard is called that.</p> : null}
    </>
  );
}

function FolderList({ folder: { path, dashboards } }: { folder: Folder }) {
  return (
    <section className="mb-6" aria-label={path === '' ? 'Without a folder' : folderName(path)}>
      {path === '' ? null : <h2 className="pb-1 text-12 text-muted">{folderName(path)}</h2>}
      <ul className="border-t border-line">
        {dashboards.map(dashboard => (
          <li key={dashboard.id} className="border-b border-line">
            <Entry dashboard={dashboard} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ dashboard: { id, title, tiles, updated_at, updated_by } }: { dashboard: DashboardSummary }) {
  return (
    <Link
      to={{ page: 'dashboard', id }}
      className="flex min-h-11 items-center gap-4 rounded-[4px] px-2 hover:bg-hover max-md:flex-wrap max-md:gap-y-0 max-md:py-2"
    >
      <span className="min-w-0 flex-1 truncate font-semibold max-md:basis-full">{title}</span>
      <span className="numbers shrink-0 text-12 text-muted">
        {formatCount(tiles)} {tiles === 1 ? 'tile' : 'tiles'}
      </span>
      <time dateTime={updated_at} title={updated_at} className="numbers shrink-0 text-12 text-muted">
        {formatInstant(updated_at)} by {updated_by}
      </time>
    </Link>
  );
}

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
