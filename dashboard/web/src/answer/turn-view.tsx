import { Link2 } from 'lucide-react';
import { useApp } from '../context.ts';
import { routePath } from '../state/route.ts';
import type { Turn } from '../state/thread.ts';
import { copyText } from '../ui/clipboard.ts';
import { AnswerBody } from './answer-body.tsx';
import { AskedQuestion } from './asked-question.tsx';
import { RunningNote } from './running-note.tsx';
import { TurnProblem } from './turn-problem.tsx';

/** A question and what came of it. The last one keeps room for its answer, so that the page stands still. */
export function TurnView({ turn, last }: { turn: Turn; last: boolean }) {
  const { store } = useApp();
  const copyLink = async (queryId: string) => {
    const done = await copyText(new URL(routePath({ page: 'query', queryId }), location.href).href);
    store.dispatch({ kind: 'told', text: done ? 'Link copied' : 'The browser did not allow copying' });
  };
  return (
    <article
      id={`turn-${turn.key}`}
      aria-label={turn.question}
      aria-busy={turn.pending}
      className={`scroll-mt-12 py-6 md:scroll-mt-0 ${last ? 'min-h-[calc(100dvh-12rem)] md:min-h-[calc(100dvh-5rem)]' : ''}`}
    >
      <header className="group flex items-start gap-2">
        <AskedQuestion question={turn.question} notUnderstood={turn.answer?.not_understood ?? []} />
        {turn.queryId === undefined ? null : (
          <button
            type="button"
            className="button-quiet -my-1.5 size-(--touch) p-0! text-muted"
            aria-label="Copy link to this answer"
            title="Copy link to this answer"
            onClick={() => void copyLink(turn.queryId ?? '')}
          >
            <Link2 size={15} aria-hidden />
          </button>
        )}
      </header>
      {turn.pending ? <RunningNote turn={turn} /> : null}
      {turn.problem === undefined ? null : <TurnProblem turn={turn} problem={turn.problem} />}
      {turn.answer === undefined || turn.pending ? null : <AnswerBody turn={turn} answer={turn.answer} />}
    </article>
  );
}
