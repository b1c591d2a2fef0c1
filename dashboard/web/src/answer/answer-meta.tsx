import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { AnswerReply } from '../api/types.ts';
import { useApp } from '../context.ts';
import { formatDollars, formatElapsed, formatInstant } from '../format.ts';
import { SqlText } from '../sql/sql-text.tsx';
import { copyText } from '../ui/clipboard.ts';

/** Cost, time, cache and freshness in one line; the SQL and the split of the cost open below it. */
export function AnswerMeta({ answer }: { answer: AnswerReply }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (answer.status !== 'answered') return null;
  return (
    <footer className="mt-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-muted">
        {answer.sql ? (
          <button
            type="button"
            className="button-quiet -ml-2.5 gap-1! text-12 md:min-h-7"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <ChevronRight size={13} className={`transition-transform ${open ? 'rotate-90' : ''}`} aria-hidden />
            SQL and cost
          </button>
        ) : null}
        {answer.freshness ? (
          <time dateTime={answer.freshness} title={answer.freshness}>
            Data as of {formatInstant(answer.freshness)} UTC
          </time>
        ) : null}
        <span className="numbers">{formatElapsed(answer.execution_time)}</span>
        <span className="numbers">{formatDollars(answer.cost.total_cost)}</span>
        {answer.cached ? <span>From cache</span> : null}
      </div>
      <div id={id} hidden={!open}>
        {open ? <Working answer={answer} /> : null}
      </div>
    </footer>
  );
}

function Working({ answer }: { answer: AnswerReply }) {
  const { store } = useApp();
  const copy = async () => {
    const done = await copyText(answer.sql ?? '');
    store.dispatch({ kind: 'told', text: done ? 'SQL copied' : 'The browser did not allow copying' });
  };
  const { cost } = answer;
  const split = [
    ['Database', cost.database_cost],
    ['Language model', cost.bedrock_cost],
    ['Compute', cost.lambda_cost],
  ] as const;
  return (
    <div className="mt-1">
      {answer.explanation ? <p className="mb-2 max-w-[46rem] text-soft">{answer.explanation}</p> : null}
      <div className="relative rounded-base bg-panel">
        <button type="button" className="button absolute top-2 right-2 text-12" onClick={() => void copy()}>
          Copy
        </button>
        <SqlText sql={answer.sql ?? ''} />
      </div>
      <dl className="numbers mt-2 flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted">
        {split.map(([name, dollars]) => (
          <div key={name} className="flex gap-1.5">
            <dt>{name}</dt>
            <dd className="text-soft">{formatDollars(dollars)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
