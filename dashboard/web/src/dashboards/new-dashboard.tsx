import { type FormEvent, useRef, useState } from 'react';
import { asProblem } from '../api/client.ts';
import type { ApiProblem } from '../api/problem.ts';
import { useApp, useAppState } from '../context.ts';
import { formatDollars } from '../format.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { submitOnEnter } from '../ui/submit-on-enter.ts';
import { createDashboard, type Generated, generateDashboard } from './dashboards-api.ts';
import { ModelHelped } from './model-helped.tsx';
import { PreviewGrid } from './preview-grid.tsx';

/** A dashboard in words: what it would be is shown before it is made. */
export default function NewDashboard({ onClose }: { onClose: () => void }) {
  const { actions } = useApp();
  const { words, setWords, made, busy, problem, preview, accept } = useGenerator(id =>
    actions.navigate({ page: 'dashboard', id }),
  );
  const current = made !== undefined && made.words === words.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (current) accept();
    else preview();
  };
  return (
    <Dialog label="New dashboard" onClose={onClose} className="max-w-[46rem]">
      <form className="p-4" onSubmit={submit}>
        <label>
          <span className="text-15 font-semibold">New dashboard</span>
          <textarea
            className="field mt-2 min-h-20"
            rows={3}
            maxLength={4_000}
            placeholder="Revenue, orders and on time rate, revenue by month, revenue by region, top 10 products by revenue"
            value={words}
            onChange={event => setWords(event.target.value)}
            onKeyDown={submitOnEnter}
          />
        </label>
        {problem === undefined ? null : (
          <div className="mt-3">
            <ProblemNote problem={problem} />
          </div>
        )}
        {/* As high from the moment that it is asked for, so that what comes moves nothing. */}
        {made === undefined && !busy ? null : (
          <section
            aria-label="What it would be"
            className="-mx-4 mt-4 min-h-[min(24rem,42vh)] border-y border-line px-4 py-3"
          >
            {made === undefined ? (
              <div className="skeleton h-[min(22rem,38vh)]" />
            ) : (
              <Preview generated={made.generated} stale={!current || busy} />
            )}
          </section>
        )}
        <div className="mt-4 flex items-center justify-end gap-2">
          <button type="button" className="button-quiet min-h-9" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            className="button-primary min-w-24"
            disabled={busy || words.trim() === '' || isEmpty(made, current)}
          >
            {current ? 'Make it' : 'Preview'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface Made {
  readonly words: string;
  readonly generated: Generated;
}

const isEmpty = (made: Made | undefined, current: boolean): boolean =>
  current && made?.generated.spec.tiles.length === 0;

function useGenerator(onMade: (id: string) => void) {
  const { api } = useApp();
  const persona = useAppState(state => state.persona) ?? '';
  const [words, setWords] = useState('');
  const [made, setMade] = useState<Made>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const asked = useRef(0);
  const run = async (act: (isLast: () => boolean) => Promise<void>) => {
    asked.current += 1;
    const mine = asked.current;
    const isLast = () => asked.current === mine;
    setBusy(true);
    setProblem(undefined);
    await act(isLast).catch(thrown => isLast() && setProblem(asProblem(thrown)));
    if (isLast()) setBusy(false);
  };
  const preview = () =>
    void run(async isLast => {
      const description = words.trim();
      const generated = await generateDashboard(api, { description, persona, dry_run: true });
      if (isLast()) setMade({ words: description, generated });
    });
  // What was looked at is what is made, whatever the words would come to by now.
  const accept = () =>
    void run(async () => {
      if (made === undefined) return;
      const created = await createDashboard(api, made.generated.spec, `Made of: ${made.words}`.slice(0, 500));
      onMade(created.dashboard_id);
    });
  return { words, setWords, made, busy, problem, preview, accept };
}

function Preview({ generated, stale }: { generated: Generated; stale: boolean }) {
  const { spec, unfulfilled, assumptions, refresh_cost } = generated;
  return (
    <div className={stale ? 'tile-waiting' : ''}>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold break-words">{spec.title}</span>
        <span className="numbers text-12 text-muted">
          {spec.tiles.length} {spec.tiles.length === 1 ? 'tile' : 'tiles'}, {formatDollars(refresh_cost)} at most to
          load
        </span>
      </p>
      <PreviewGrid spec={spec} />
      <div className="mt-3 empty:hidden">
        <ModelHelped generated={generated} />
      </div>
      {unfulfilled.length === 0 ? null : (
        <section aria-label="Not possible" className="mt-3 rounded-base bg-amber-soft px-3 py-2">
          {unfulfilled.map(({ text, reason, nearest }) => (
            <p key={`${text} ${reason}`} className="break-words">
              <span className="font-semibold">{text}</span>: {reason}
              {nearest.length === 0 ? null : <span className="text-soft"> Nearest: {nearest.join(', ')}.</span>}
            </p>
          ))}
        </section>
      )}
      {assumptions.length === 0 ? null : (
        <ul aria-label="Assumptions" className="mt-2 grid gap-0.5 text-12 text-soft">
          {[...new Set(assumptions.map(({ text }) => text))].map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
