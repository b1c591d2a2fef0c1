import { ArrowRight } from 'lucide-react';
import type { AnswerReply } from '../api/types.ts';
import { useApp } from '../context.ts';
import type { Turn } from '../state/thread.ts';

const row = 'flex min-h-[max(36px,var(--touch))] w-full items-center gap-2 px-2 py-1.5 text-left hover:bg-hover group';

/** What to ask instead or next: options of a question back, or questions that work. */
export function Offers({ turn, answer }: { turn: Turn; answer: AnswerReply }) {
  const { actions } = useApp();
  const options = answer.clarification?.options ?? [];
  if (options.length > 0)
    return (
      <ul className="mt-4 max-w-[40rem] divide-y divide-line border-y border-line" aria-label="Which is meant">
        {options.map(option => (
          <li key={`${option.label} ${option.question}`}>
            <button
              type="button"
              className={row}
              onClick={() =>
                void actions.ask(option.question, {
                  choices: { ...turn.choices, ...option.choices },
                  replaces: turn.key,
                })
              }
            >
              <span className="min-w-0 flex-1">{option.label}</span>
              <ArrowRight size={14} className="text-muted" aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    );
  if (answer.suggestions.length === 0) return null;
  if (answer.status === 'answered')
    return (
      <ul className="mt-3 flex flex-wrap gap-1.5" aria-label="Ask next">
        {answer.suggestions.map(question => (
          <li key={question}>
            <button type="button" className="button text-soft" onClick={() => void actions.ask(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    );
  return (
    <div className="mt-4 max-w-[40rem]">
      <h3 className="px-2 pb-1 text-12 text-muted">Questions that work</h3>
      <ul className="divide-y divide-line border-y border-line" aria-label="Questions that work">
        {answer.suggestions.map(question => (
          <li key={question}>
            <button type="button" className={row} onClick={() => void actions.ask(question)}>
              <span className="min-w-0 flex-1">{question}</span>
              <ArrowRight size={14} className="text-muted" aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
