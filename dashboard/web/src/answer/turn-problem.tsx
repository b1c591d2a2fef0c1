import type { ApiProblem } from '../api/problem.ts';
import { useApp } from '../context.ts';
import type { Turn } from '../state/thread.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

/** A question that got no answer, with the same question again as the retry. */
export function TurnProblem({ turn, problem }: { turn: Turn; problem: ApiProblem }) {
  const { actions } = useApp();
  return (
    <div className="mt-3 max-w-[40rem]">
      <ProblemNote
        problem={problem}
        onRetry={() => void actions.ask(turn.question, { choices: turn.choices, replaces: turn.key })}
      />
    </div>
  );
}
