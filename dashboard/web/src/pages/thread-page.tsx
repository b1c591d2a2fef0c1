import { Plus } from 'lucide-react';
import { useEffect } from 'react';
import { TurnView } from '../answer/turn-view.tsx';
import { AskBox } from '../ask/ask-box.tsx';
import { Starters } from '../ask/starters.tsx';
import { useApp, useAppState } from '../context.ts';
import { isEmpty, type Thread } from '../state/thread.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { spoken } from './spoken.ts';

/** The thread of questions and answers with the ask box; empty, it shows what to start from. */
export default function ThreadPage() {
  const thread = useAppState(state => state.thread);
  if (isEmpty(thread))
    return (
      <div className="page max-w-[44rem]! md:pt-16!">
        <h1 className="mb-3 text-20 font-semibold">Ask</h1>
        <AskBox placeholder="Ask in plain words" above={false} />
        <Starters />
      </div>
    );
  return <FilledThread thread={thread} />;
}

function FilledThread({ thread }: { thread: Thread }) {
  const { actions } = useApp();
  useFocusedTurn(thread);
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-6.5rem)] w-full max-w-[60rem] flex-col px-4 md:min-h-dvh md:px-8">
      <h1 className="sr-only">Thread</h1>
      <div className="flex-1 divide-y divide-line">
        {thread.loading ? <ThreadSkeleton /> : null}
        {thread.problem === undefined ? null : (
          <div className="py-8">
            <ProblemNote problem={thread.problem} />
          </div>
        )}
        {thread.turns.map((turn, index) => (
          <TurnView key={turn.key} turn={turn} last={index === thread.turns.length - 1} />
        ))}
      </div>
      <div className="sticky bottom-14 z-10 flex items-end gap-2 bg-paper pt-2 pb-3 md:bottom-0 md:pb-4">
        <div className="min-w-0 flex-1">
          <AskBox placeholder="Ask a follow-up" above />
        </div>
        <button
          type="button"
          className="button grid size-[50px]! max-md:size-[54px]! shrink-0 p-0! text-soft"
          aria-label="New thread"
          title="New thread"
          onClick={() => actions.newThread()}
        >
          <Plus size={16} aria-hidden />
        </button>
      </div>
      <p className="sr-only" role="status" aria-live="polite">
        {spoken(thread)}
      </p>
    </div>
  );
}

/** Brings the turn in focus to the top of the window when another one becomes it. */
function useFocusedTurn({ focus, loading }: Thread): void {
  useEffect(() => {
    if (focus === undefined || loading) return;
    document.getElementById(`turn-${focus}`)?.scrollIntoView({ block: 'start' });
  }, [focus, loading]);
}

function ThreadSkeleton() {
  return (
    <div className="py-6" aria-hidden>
      <SkeletonLines widths={[34, 62]} />
      <div className="skeleton mt-4 h-(--chart-height)" />
      <div className="mt-4">
        <SkeletonLines widths={[90, 88, 92]} />
      </div>
    </div>
  );
}
