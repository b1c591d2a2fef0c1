import { Lock } from 'lucide-react';
import { useBoardState } from '../dashboards/board-context.ts';
import type { BoardState } from '../dashboards/board-state.ts';
import type { DashboardSpec } from '../dashboards/dashboards-api.ts';
import { choiceWords } from '../dashboards/filter-values.ts';
import { formatInstant } from '../format.ts';
import type { FixedFilter, GuestDashboard } from './guest-api.ts';

/** What a guest looks at, up to when it is known, and what is fixed in it. */
export function GuestHead({ spec, opened }: { spec: DashboardSpec; opened: GuestDashboard }) {
  const freshness = useBoardState(oldest);
  return (
    <header className="board-head">
      <div className="min-w-0 flex-1 max-md:basis-full">
        <h1 className="truncate text-20 font-semibold" title={spec.title}>
          {spec.title}
        </h1>
        {spec.description === undefined ? null : <p className="max-w-[75ch] text-soft">{spec.description}</p>}
      </div>
      {freshness === undefined ? null : (
        <time dateTime={freshness} className="numbers text-12 text-muted" title={`This view ends ${opened.expires_at}`}>
          Data as of {formatInstant(freshness)} UTC
        </time>
      )}
      {opened.fixed.filters.length === 0 ? null : (
        <ul aria-label="Fixed filters" className="mt-4 flex w-full flex-wrap gap-2 text-12">
          {opened.fixed.filters.map(filter => (
            <li key={filter.filter_id} className="flex items-center gap-1.5 rounded-base bg-panel px-2.5 py-1">
              <Lock size={12} className="shrink-0 text-muted" aria-hidden />
              <span className="text-muted">{filter.label}</span>
              <span className="font-semibold">{wordsOf(filter)}</span>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

const wordsOf = (filter: FixedFilter): string => choiceWords(filter) ?? 'All';

const oldest = ({ tiles }: BoardState): string | undefined =>
  Object.values(tiles)
    .flatMap(({ event }) => event?.freshness ?? [])
    .sort()[0];
