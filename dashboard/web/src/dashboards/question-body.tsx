import { CornerDownLeft } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { asProblem } from '../api/client.ts';
import type { ApiProblem } from '../api/problem.ts';
import type { AnswerReply, Choices } from '../api/types.ts';
import { useApp } from '../context.ts';
import { waitForAnswer } from '../state/wait.ts';
import { tileBody } from '../tiles/registry.ts';
import type { TileBodyProps } from '../tiles/tile-body.ts';
import { Link } from '../ui/link.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { answerTile } from './answer-tile.ts';
import { useBoard } from './board-context.ts';
import type { Tile } from './dashboards-api.ts';
import { NumberBody } from './number-body.tsx';
import { showsNumber } from './number-facts.ts';
import { QuestionStarters } from './question-starters.tsx';
import { TileFault } from './tile-problem.tsx';
import { TileSkeleton } from './tile-skeleton.tsx';

type Asked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly answer: AnswerReply }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

/** Pixels of the field, the sentence and the line below. */
const FIELD = 44;
const SENTENCE = 30;

/** A question asked in place; its answer stands below it, small. */
export default function QuestionBody({ tile, size }: { tile: Tile; size: TileBodyProps['size'] }) {
  const [text, setText] = useState(tile.question ?? '');
  const [asked, ask] = useAsk();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') ask(text.trim());
  };
  const again = (question: string, choices?: Choices) => {
    setText(question);
    ask(question, choices);
  };
  return (
    <div className="flex h-full flex-col">
      <form onSubmit={submit} className="relative shrink-0" style={{ height: FIELD }}>
        <input
          className="field pr-9"
          aria-label={tile.title}
          placeholder="Ask a question"
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <button
          type="submit"
          aria-label="Ask"
          className="absolute top-0 right-0 grid size-9 place-items-center text-muted hover:text-ink"
        >
          <CornerDownLeft size={15} aria-hidden />
        </button>
      </form>
      <div className="min-h-0 flex-1" aria-live="polite" aria-busy={asked.kind === 'asking'}>
        <Outcome asked={asked} size={{ width: size.width, height: size.height - FIELD }} again={again} />
      </div>
    </div>
  );
}

/** Asks under the persona looked at as; a newer question takes the place of one that runs. */
function useAsk(): [Asked, (question: string, choices?: Choices) => void] {
  const { api } = useApp();
  const { persona } = useBoard();
  const [asked, setAsked] = useState<Asked>({ kind: 'nothing' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const ask = (query: string, choices: Choices = {}) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setAsked({ kind: 'asking' });
    const settle = async () => {
      const reply = await api.ask({ query, persona, choices, wait_seconds: 2 }, abort.signal);
      if (reply.status !== 'running') return reply as AnswerReply;
      return waitForAnswer(() => api.answer(reply.query_id, abort.signal), abort.signal);
    };
    settle().then(
      answer => abort.signal.aborted || setAsked({ kind: 'answered', answer }),
      thrown => abort.signal.aborted || setAsked({ kind: 'failed', problem: asProblem(thrown) }),
    );
  };
  return [asked, ask];
}

interface OutcomeProps {
  readonly asked: Asked;
  readonly size: TileBodyProps['size'];
  readonly again: (question: string, choices?: Choices) => void;
}

function Outcome({ asked, size, again }: OutcomeProps) {
  if (asked.kind === 'nothing') return <QuestionStarters height={size.height} again={again} />;
  if (asked.kind === 'asking') return <TileSkeleton kind="number" />;
  if (asked.kind === 'failed') return <TileFault title={asked.problem.title} detail={asked.problem.detail} />;
  const { answer } = asked;
  if (answer.status !== 'answered') return <Offers answer={answer} again={again} />;
  const { tile, event } = answerTile(answer);
  const props = { tile, event, size: { ...size, height: size.height - SENTENCE }, selected: [], asOf: Date.now() };
  const picture = tileBody(tile.kind);
  return (
    <div className="flex h-full flex-col">
      <p className="flex shrink-0 items-baseline gap-2" style={{ height: SENTENCE }}>
        <span className="min-w-0 flex-1 truncate" title={answer.agent_response}>
          {answer.agent_response}
        </span>
        <Link to={{ page: 'query', queryId: answer.query_id }} className="link shrink-0 text-12">
          Open
        </Link>
      </p>
      <div className="min-h-0 flex-1">
        {event.results.rows.length === 0 ? null : showsNumber(event) ? (
          <NumberBody {...props} />
        ) : (
          <Loaded of={picture} props={props} meanwhile={<TileSkeleton kind={tile.kind} />} />
        )}
      </div>
    </div>
  );
}

/** Why there is no answer, and questions that have one. */
function Offers({ answer, again }: { answer: AnswerReply; again: OutcomeProps['again'] }) {
  const offers = [
    ...(answer.clarification?.options ?? []),
    ...answer.suggestions.map(question => ({ label: question, question, choices: {} })),
  ];
  return (
    <div className="h-full overflow-auto">
      <p className="max-w-[60ch] break-words text-soft">{answer.agent_response}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {offers.slice(0, 6).map(({ label, question, choices }) => (
          <button
            key={`${label} ${question}`}
            type="button"
            className="button text-12"
            onClick={() => again(question, choices)}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
