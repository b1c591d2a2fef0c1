import { useState } from 'react';
import { useApp, useAppState } from '../context.ts';
import { formatCount } from '../format.ts';
import { ResultTable } from '../table/result-table.tsx';
import { DayChoice } from '../ui/day-choice.tsx';
import { Link } from '../ui/link.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Compared } from './compared.tsx';
import { DayBars } from './day-bars.tsx';
import { type PerformanceReply, readPerformance } from './performance-api.ts';
import { Precomputing } from './precomputing.tsx';
import { Rollups } from './rollups.tsx';
import { tileTable, viewerTable } from './tables.ts';
import { changeText, millisecondsText } from './words.ts';

const RANGES = [7, 14, 28] as const;

/** How a dashboard performs: measured, before and after, with what could be done about it. */
export default function PerformancePage({ dashboardId }: { dashboardId: string }) {
  const { api } = useApp();
  const persona = useAppState(state => state.persona);
  const [days, setDays] = useState<number>(14);
  const [measure, setMeasure] = useState(false);
  const key = `${dashboardId} ${persona} ${days} ${measure}`;
  const { loaded, stale, retry } = useLoad(key, () => readPerformance(api, dashboardId, { days, persona, measure }));
  return (
    <div className="page" aria-busy={stale}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h1 className="text-20 font-semibold">Performance</h1>
          <Link to={{ page: 'dashboard', id: dashboardId }} className="text-accent">
            Back to the dashboard
          </Link>
        </div>
        <DayChoice ranges={RANGES} chosen={days} onChoose={setDays} />
      </div>
      {loaded.kind === 'failed' && (
        <div className="mt-6">
          <ProblemNote problem={loaded.problem} onRetry={retry} />
        </div>
      )}
      {loaded.kind === 'loading' && <SkeletonLines widths={[90, 84, 88, 82]} />}
      {loaded.kind === 'ready' && (
        <Figures of={loaded.value} onMeasure={measure ? undefined : () => setMeasure(true)} />
      )}
    </div>
  );
}

function Figures({ of, onMeasure }: { of: PerformanceReply; onMeasure: (() => void) | undefined }) {
  const { comparison, daily, tiles, viewers } = of;
  const { change } = comparison;
  return (
    <>
      <section className="mt-6">
        <h2 className="text-15 font-semibold">Before and after</h2>
        <p className="mt-1 text-soft">
          {comparison.message}
          {change?.all_tiles_p50 != null && ` All tiles are there ${changeText(change.all_tiles_p50)} in the middle.`}
        </p>
        <Compared before={comparison.before} after={comparison.after} />
      </section>
      <div className="mt-8 grid gap-8 md:grid-cols-2">
        <DayBars title="Loads a day, UTC" bars={daily.map(({ from, loads }) => bar(from, loads, formatCount(loads)))} />
        <DayBars
          title={`All tiles, median of days with ${of.least_loads} loads or more`}
          bars={daily.map(({ from, all_tiles_p50: time }) =>
            bar(from, time, time === null ? 'not enough loads' : millisecondsText(time)),
          )}
        />
      </div>
      <Precomputing of={of.precomputing} />
      <section className="mt-8">
        <h2 className="mb-2 text-15 font-semibold">Slowest tiles</h2>
        {tiles.length === 0 ? (
          <p className="text-soft">Nobody has opened this dashboard in this time.</p>
        ) : (
          <ResultTable results={tileTable(tiles)} label="Tiles by engine time" />
        )}
      </section>
      <Rollups of={of} onMeasure={onMeasure} />
      {viewers !== null && viewers.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2 text-15 font-semibold">Viewers</h2>
          <ResultTable results={viewerTable(viewers)} label="Viewers" />
        </section>
      )}
    </>
  );
}

const bar = (from: string, value: number | null, label: string) => ({ day: from.slice(0, 10), value, label });
