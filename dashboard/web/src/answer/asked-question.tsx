import type { NotUnderstood } from '../api/types.ts';
import { questionSegments } from './question-segments.ts';

/** The question as asked, with what was not understood underlined. */
export function AskedQuestion({
  question,
  notUnderstood,
}: {
  question: string;
  notUnderstood: readonly NotUnderstood[];
}) {
  return (
    <h2 className="min-w-0 flex-1 text-15 font-semibold break-words whitespace-pre-wrap">
      {questionSegments(question, notUnderstood).map(({ text, start, reason }) =>
        reason === undefined ? (
          <span key={start}>{text}</span>
        ) : (
          <mark
            key={start}
            title={reason}
            className="bg-transparent text-ink underline decoration-amber decoration-2 underline-offset-4"
          >
            {text}
            <span className="sr-only"> (not understood)</span>
          </mark>
        ),
      )}
    </h2>
  );
}
