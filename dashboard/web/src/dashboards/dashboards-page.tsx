import { useApp } from '../context.ts';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { listDashboards } from './dashboards-api.ts';
import { useTitle } from './use-title.ts';

/** All dashboards that the user may see. */
export default function DashboardsPage() {
  const { api } = useApp();
  useTitle('Dashboards');
  const { loaded, retry } = useLoad('dashboards', () => listDashboards(api));
  if (loaded.kind === 'loading') return <PageSkeleton />;
  if (loaded.kind === 'failed')
    return (
      <div className="page">
        <ProblemNote problem={loaded.problem} onRetry={retry} />
      </div>
    );
  return (
    <div className="page">
      <h1 className="text-20 font-semibold">Dashboards</h1>
      <ul className="mt-4">
        {loaded.value.dashboards.map(({ id, title }) => (
          <li key={id}>
            <Link to={{ page: 'dashboard', id }} className="link block py-2">
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
