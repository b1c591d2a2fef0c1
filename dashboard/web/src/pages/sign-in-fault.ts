import type { ApiProblem } from '../api/problem.ts';

/** What a failed sign-in says. A wrong name and a wrong password read the same. */
export function signInFault(problem: Pick<ApiProblem, 'status' | 'detail'>): string {
  if (problem.status === 401 || problem.status === 400 || problem.status === 422)
    return 'Name or password is wrong. Check both and try again.';
  return problem.detail;
}
