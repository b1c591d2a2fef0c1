import type { DashboardConflict, DashboardFault } from '../../../../../core/dashboards/errors.ts';
import type { ApiProblem } from '../../api/problem.ts';
import type { Trouble } from './session.ts';

const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : []);

/** What a refused edit means; undefined where the same may go through later. */
export function troubleOf(problem: ApiProblem): Trouble | undefined {
  const { code, status, detail: message, members } = problem;
  if (code === 'dashboard.conflict') {
    const revision = typeof members['revision'] === 'number' ? members['revision'] : 0;
    return { kind: 'conflict', conflicts: list<DashboardConflict>(members['conflicts']), revision };
  }
  if (code === 'page.fault') return { kind: 'refused', message, faults: [] };
  if (status === 403) return { kind: 'forbidden', message };
  if (status === 404) return { kind: 'gone', message };
  // No answer, a session that ended, a server that is busy or restarts.
  if (status === 0 || status === 401 || status === 408 || status === 429 || status >= 500) return undefined;
  return { kind: 'refused', message, faults: list<DashboardFault>(members['faults']) };
}
