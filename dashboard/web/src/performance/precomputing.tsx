import { formatCount, formatDollars, formatInstant, MISSING } from '../format.ts';
import { Facts } from './facts.tsx';
import type { PerformanceReply } from './performance-api.ts';
import { millisecondsText } from './words.ts';

/** What computing ahead did for this dashboard, and what that cost. */
export function Precomputing({ of }: { of: PerformanceReply['precomputing'] }) {
  return (
    <section className="mt-8">
      <h2 className="text-15 font-semibold">Computed ahead</h2>
      {!of.enabled && <p className="mt-2 text-soft">Nothing is computed ahead here: its budget is set to none.</p>}
      <Facts
        facts={[
          ['Times', formatCount(of.times)],
          ['Cost', formatDollars(of.cost)],
          ['All dashboards today', `${formatDollars(of.spent_today)} of ${formatDollars(of.budget_per_day)}`],
          [
            'Loads that found it ready',
            `${formatCount(of.loads_prepared)} of ${formatCount(of.loads_prepared + of.loads_others)}`,
          ],
          ['All tiles, when ready', timeOf(of.prepared_all_tiles_p50)],
          ['All tiles, otherwise', timeOf(of.others_all_tiles_p50)],
        ]}
      />
      {of.last && (
        <p className="mt-3 text-soft">
          Last {formatInstant(of.last.at)} for {of.last.persona}. {of.last.because}
        </p>
      )}
    </section>
  );
}

const timeOf = (milliseconds: number | null): string =>
  milliseconds === null ? `${MISSING} (not enough loads yet)` : millisecondsText(milliseconds);
