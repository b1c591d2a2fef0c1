import { ShieldCheck } from 'lucide-react';
import type { AnswerReply } from '../api/types.ts';
import type { Turn } from '../state/thread.ts';
import { AnswerMeta } from './answer-meta.tsx';
import { AssumptionChips } from './assumption-chips.tsx';
import { HowComputed } from './how-computed.tsx';
import { Offers } from './offers.tsx';
import { ResultView } from './result-view.tsx';

/** The sentence first, then what it was assumed from, the result, and what it took. */
export function AnswerBody({ turn, answer }: { turn: Turn; answer: AnswerReply }) {
  const stopped = answer.status === 'failed' || answer.status === 'cancelled';
  return (
    <div className="appear">
      <p className={`mt-1 max-w-[46rem] text-15 break-words ${stopped ? 'text-red' : 'text-soft'}`}>
        {answer.agent_response}
      </p>
      <AssumptionChips turn={turn} answer={answer} />
      {answer.restrictions.length === 0 ? null : (
        <ul className="mt-2 text-muted">
          {answer.restrictions.map(text => (
            <li key={text} className="flex items-start gap-1.5">
              <ShieldCheck size={14} className="mt-[3px] shrink-0" aria-label="Restricted" />
              {text}
            </li>
          ))}
        </ul>
      )}
      {answer.results && answer.results.columns.length > 0 ? (
        <ResultView answer={answer} results={answer.results} />
      ) : null}
      {answer.computation === undefined ? null : <HowComputed computation={answer.computation} />}
      <Offers turn={turn} answer={answer} />
      <AnswerMeta answer={answer} />
    </div>
  );
}
