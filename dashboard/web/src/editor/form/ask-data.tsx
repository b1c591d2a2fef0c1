import { useState } from 'react';
import type { Tile } from '../../../../../core/dashboards/spec.ts';
import type { Plan } from '../../../../../core/plan/schema.ts';
import { asProblem } from '../../api/client.ts';
import type { AnswerReply, RunningReply } from '../../api/types.ts';
import { waitForAnswer } from '../../state/wait.ts';
import { useEditor } from '../parts/editor-context.ts';
import { TextField } from './fields.tsx';

export interface Answered {
  readonly plan: Plan;
  readonly question: string;
  readonly kind: Tile['kind'];
}

/** Kinds of tiles for what an answer suggests. */
const KINDS: Readonly<Record<string, Tile['kind']>> = {
  number: 'number',
  line: 'line',
  bar: 'bar',
  groupedBar: 'bar',
  stackedBar: 'bar',
  scatter: 'scatter',
  heatMap: 'heatMap',
};

/** A question in plain words, whose plan becomes the tile's. */
export function AskData({ onAnswer }: { onAnswer: (answered: Answered) => void }) {
  const { app, board } = useEditor();
  const [question, setQuestion] = useState('');
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ text: string; suggestions: readonly string[] }>();

  async function ask(words: string): Promise<void> {
    setBusy(true);
    setTold(undefined);
    try {
      const { api } = app;
      const reply: AnswerReply | RunningReply = await api.ask({
        query: words,
        persona: board.persona,
        wait_seconds: 10,
      });
      const answer =
        reply.status === 'running'
          ? await waitForAnswer(() => api.answer(reply.query_id), new AbortController().signal)
          : (reply as AnswerReply);
      const { plan, chart, status, agent_response: text, suggestions } = answer;
      // What is taken into the document is checked there like any plan.
      if (status === 'answered' && typeof plan === 'object' && plan !== null) {
        onAnswer({ plan: plan as Plan, question: words, kind: KINDS[chart?.kind ?? ''] ?? 'table' });
      } else setTold({ text, suggestions });
    } catch (thrown) {
      setTold({ text: asProblem(thrown).detail, suggestions: [] });
    }
    setBusy(false);
  }
  return (
    <form
      className="grid gap-2"
      onSubmit={event => {
        event.preventDefault();
        if (question.trim() !== '') void ask(question.trim());
      }}
    >
      <TextField
        label="Question"
        value={question}
        placeholder="Revenue by region last quarter"
        onChange={setQuestion}
      />
      <button type="submit" className="button justify-self-start" disabled={busy}>
        {busy ? 'Asking' : 'Ask'}
      </button>
      {told === undefined ? null : (
        <div role="alert" className="text-soft">
          <p>{told.text}</p>
          {told.suggestions.slice(0, 3).map(words => (
            <button
              key={words}
              type="button"
              className="button-quiet -ml-2"
              onClick={() => {
                setQuestion(words);
                void ask(words);
              }}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </form>
  );
}
