import { useState } from 'react';
import { asProblem } from '../api/client.ts';
import type { HistoryTurn } from '../api/types.ts';
import { useApp, useAppState } from '../context.ts';
import { personaTitle } from '../state/persona.ts';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useSettled } from '../ui/use-settled.ts';
import { groupByDay, STATUS_WORDS, timeOfDay } from './history-days.ts';

const PAGE = 40;

/** Everything asked before, by day, searched on the server. */
export default function HistoryPage() {
  const { api } = useApp();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), 200);
  const { loaded, stale, retry } = useLoad(search, () =>
    api.history({ limit: PAGE, ...(search === '' ? {} : { search }) }),
  );
  return (
    <div className="page">
      <h1 className="text-20 font-semibold">History</h1>
      <input
        type="search"
        className="field mt-4 max-w-[26rem]"
        placeholder="Search questions"
        aria-label="Search questions"
        value={typed}
        onChange={event => setTyped(event.target.value)}
      />
      <div
        className={`mt-4 transition-opacity ${stale && loaded.kind === 'ready' ? 'opacity-60' : ''}`}
        aria-live="polite"
      >
        {loaded.kind === 'loading' ? <SkeletonLines widths={[62, 71, 54, 66, 58, 69]} height={56} /> : null}
        {loaded.kind === 'failed' ? <ProblemNote problem={loaded.problem} onRetry={retry} /> : null}
        {loaded.kind === 'ready' ? <Turns key={search} first={loaded.value.turns} search={search} /> : null}
      </div>
    </div>
  );
}

function Turns({ first, search }: { first: readonly HistoryTurn[]; search: string }) {
  const { api, store } = useApp();
  const [more, setMore] = useState<readonly HistoryTurn[]>([]);
  const [ended, setEnded] = useState(first.length < PAGE);
  const turns = [...first, ...more];
  const loadMore = async () => {
    const before = turns.at(-1)?.asked_at;
    if (before === undefined) return;
    try {
      const reply = await api.history({ limit: PAGE, before, ...(search === '' ? {} : { search }) });
      setMore([...more, ...reply.turns]);
      setEnded(reply.turns.length < PAGE);
    } catch (thrown) {
      store.dispatch({ kind: 'told', text: asProblem(thrown).detail });
    }
  };
  if (turns.length === 0)
    return (
      <p className="text-muted">
        {search === '' ? 'Nothing asked yet. ' : `No question contains “${search}”. `}
        <Link to={{ page: 'ask' }} className="link">
          Ask something
        </Link>
      </p>
    );
  return (
    <>
      {groupByDay(turns).map(({ day, turns }) => (
        <section key={day} className="mb-6" aria-label={day}>
          <h2 className="pb-1 text-12 text-muted">{day}</h2>
          <ul className="divide-y divide-line border-y border-line">
            {turns.map(turn => (
              <li key={turn.query_id}>
                <TurnLink turn={turn} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {ended ? null : (
        <button type="button" className="button" onClick={() => void loadMore()}>
          Show older
        </button>
      )}
    </>
  );
}

function TurnLink({ turn }: { turn: HistoryTurn }) {
  const persona = useAppState(({ session }) =>
    session.kind === 'signedIn' ? personaTitle(session.user, turn.persona) : turn.persona,
  );
  const status = STATUS_WORDS[turn.status];
  return (
    <Link to={{ page: 'query', queryId: turn.query_id }} className="flex items-baseline gap-4 px-2 py-2 hover:bg-hover">
      <span className="min-w-0 flex-1">
        <span className="block truncate">{turn.question}</span>
        <span className="block truncate text-12 text-muted">
          {status === undefined ? '' : `${status}. `}
          {turn.agent_response}
        </span>
      </span>
      <span className="hidden shrink-0 text-12 text-muted md:inline">{persona}</span>
      <time className="numbers shrink-0 text-12 text-muted" dateTime={turn.asked_at} title={turn.asked_at}>
        {timeOfDay(turn.asked_at)}
      </time>
    </Link>
  );
}
