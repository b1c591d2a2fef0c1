import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { FaultList } from './fault-list.tsx';

/** What happened and what to do, with a retry where one makes sense. */
export function ProblemNote({ problem, onRetry }: { problem: ApiProblem; onRetry?: (() => void) | undefined }) {
  const same = problem.detail === problem.title;
  return (
    <ProblemBox
      title={same ? undefined : titleOf(problem)}
      action={onRetry === undefined ? undefined : { label: 'Try again', run: onRetry }}
    >
      {problem.faults.length > 0 ? (
        <FaultList faults={problem.faults} />
      ) : (
        <p className="break-words text-soft">{problem.detail}</p>
      )}
    </ProblemBox>
  );
}

interface BoxProps {
  readonly title: string | undefined;
  readonly action: { readonly label: string; readonly run: () => void } | undefined;
  readonly children: ReactNode;
}

export function ProblemBox({ title, action, children }: BoxProps) {
  return (
    <div role="alert" className="flex gap-3 rounded-base bg-red-soft px-3 py-3">
      <CircleAlert size={16} className="mt-0.5 shrink-0 text-red" aria-hidden />
      <div className="min-w-0 flex-1">
        {title === undefined ? null : <p className="font-semibold">{title}</p>}
        {children}
        {action === undefined ? null : (
          <button type="button" className="button mt-3" onClick={action.run}>
            {action.label}
          </button>
        )}
      </div>
    </div>
  );
}

/** How many faults there are is known before the list of them is scrolled through. */
const titleOf = ({ title, faults }: ApiProblem): string => (faults.length > 1 ? `${title}: ${faults.length}` : title);
