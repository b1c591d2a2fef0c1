import { useApp, useAppState } from '../context.ts';
import { formatInstant } from '../format.ts';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';

/** Questions to start from, of the persona and the model, and how fresh the data is. */
export function Starters() {
  const { actions } = useApp();
  const model = useAppState(state => state.model);
  const user = useAppState(state => (state.session.kind === 'signedIn' ? state.session.user : undefined));
  const persona = useAppState(state => state.persona);
  if (model.kind === 'failed')
    return (
      <div className="mt-6">
        <ProblemNote problem={model.problem} onRetry={() => void actions.loadModel()} />
      </div>
    );
  const own = user?.personas.find(other => other.name === persona)?.examples ?? [];
  const examples = [...new Set([...own, ...(model.kind === 'ready' ? model.value.examples : [])])].slice(0, 6);
  return (
    <section className="mt-4" aria-label="Questions to start from">
      <div className="flex flex-wrap-reverse items-center justify-between gap-x-4 text-12">
        <p className="min-h-5 text-muted">{model.kind === 'ready' ? about(model.value) : ''}</p>
        <Link to={{ page: 'model' }} className="link flex min-h-(--touch) items-center">
          See all that can be asked
        </Link>
      </div>
      {model.kind === 'loading' ? (
        <div className="mt-1">
          <SkeletonLines widths={[46, 58, 40, 52, 44, 49]} height={36} />
        </div>
      ) : (
        <ul className="mt-1 divide-y divide-line border-y border-line">
          {examples.map(question => (
            <li key={question}>
              <button
                type="button"
                className="block min-h-[max(36px,var(--touch))] w-full px-2 text-left text-soft hover:bg-hover hover:text-ink"
                onClick={() => void actions.ask(question)}
              >
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const about = ({ metrics, freshness }: { metrics: readonly unknown[]; freshness?: string | null }): string => {
  const known = `${metrics.length} metrics`;
  return freshness ? `${known}, data as of ${formatInstant(freshness)} UTC` : known;
};
