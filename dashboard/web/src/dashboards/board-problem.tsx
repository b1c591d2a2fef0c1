import type { ApiProblem } from '../api/problem.ts';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useTitle } from './use-title.ts';

/** Why there is no dashboard here, and where to go. */
export function BoardProblem({ problem, onRetry }: { problem: ApiProblem; onRetry: () => void }) {
  const missing = problem.status === 404;
  const forbidden = problem.status === 403;
  useTitle(missing ? 'No such dashboard' : 'Dashboard');
  if (!missing && !forbidden)
    return (
      <div className="page">
        <ProblemNote problem={problem} onRetry={onRetry} />
      </div>
    );
  return (
    <div className="page">
      <h1 className="text-20 font-semibold">
        {missing ? 'There is no dashboard at this address' : 'This dashboard is not for you'}
      </h1>
      <p className="mt-2 max-w-[60ch] text-soft">
        {missing ? 'It was removed, the address is wrong, or it is for personas that you do not have.' : problem.detail}
      </p>
      <Link to={{ page: 'dashboards' }} className="button mt-4">
        All dashboards
      </Link>
    </div>
  );
}
