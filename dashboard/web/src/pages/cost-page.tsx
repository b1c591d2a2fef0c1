import { useState } from 'react';
import type { CacheStatistics, CostDay } from '../api/types.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { CHART_HEIGHT } from '../charts/size.ts';
import { useApp, useAppState } from '../context.ts';
import { formatBytes, formatCell, formatCount, formatDollars } from '../format.ts';
import { personaTitle } from '../state/persona.ts';
import { ResultTable } from '../table/result-table.tsx';
import { DayChoice } from '../ui/day-choice.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { useLoad } from '../ui/use-load.ts';
import { costChart, costTable, lastDays, totalsOf } from './cost-days.ts';

/** Of a chart's title line, in pixels. */
const CAPTION_HEIGHT = 24;
const RANGES = [7, 30, 90] as const;

/** What asking has cost by day, and what the cache has saved. */
export default function CostPage() {
  const { api } = useApp();
  const [count, setCount] = useState<number>(30);
  const [now] = useState(Date.now);
  const { from, to } = lastDays(count, now);
  const days = useLoad(`${from} ${to}`, async () => ({ ...(await api.costDaily(from, to)), from, to }));
  const shown = days.loaded.kind === 'ready' ? days.loaded.value : undefined;
  const cache = useLoad('cache', () => api.cacheStatistics());
  return (
    <div className="page">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-20 font-semibold">Cost</h1>
        <DayChoice ranges={RANGES} chosen={count} onChoose={setCount} />
      </div>
      {days.loaded.kind === 'failed' ? (
        <div className="mt-6">
          <ProblemNote problem={days.loaded.problem} onRetry={days.retry} />
        </div>
      ) : (
        <Days days={shown} />
      )}
      <h2 className="mt-8 text-15 font-semibold">Cache</h2>
      {cache.loaded.kind === 'failed' ? (
        <div className="mt-3">
          <ProblemNote problem={cache.loaded.problem} onRetry={cache.retry} />
        </div>
      ) : (
        <Cache statistics={cache.loaded.kind === 'ready' ? cache.loaded.value : undefined} />
      )}
      <h2 className="mt-8 mb-2 text-15 font-semibold">Days</h2>
      <DayTable days={shown} />
    </div>
  );
}

interface Loaded {
  readonly days: readonly CostDay[];
  readonly from: string;
  readonly to: string;
}

function Days({ days }: { days: Loaded | undefined }) {
  const totals = totalsOf(days?.days ?? []);
  const share = totals.queries === 0 ? null : totals.cached / totals.queries;
  const show = (text: string) => (days === undefined ? undefined : text);
  return (
    <>
      <Facts
        facts={[
          ['Spent', show(formatDollars(totals.cost))],
          ['Questions', show(formatCount(totals.queries))],
          ['From cache', show(formatCell(share, { type: 'float', format: 'percent' }))],
          ['Scanned', show(formatBytes(totals.bytes))],
        ]}
      />
      <div className="mt-6" style={{ minHeight: CAPTION_HEIGHT + CHART_HEIGHT }}>
        {days === undefined ? (
          <div className="skeleton" style={{ height: CAPTION_HEIGHT + CHART_HEIGHT }} />
        ) : (
          <ChartPanel chart={costChart(days.days, days.from, days.to)} title="Cost by day, UTC" />
        )}
      </div>
    </>
  );
}

function DayTable({ days }: { days: Loaded | undefined }) {
  const session = useAppState(state => state.session);
  if (days === undefined) return <SkeletonLines widths={[90, 84, 88, 82]} />;
  if (days.days.length === 0) return <p className="text-muted">No question was asked on these days.</p>;
  const title = (persona: string) => (session.kind === 'signedIn' ? personaTitle(session.user, persona) : persona);
  return <ResultTable results={costTable(days.days, title)} label="Cost by day and persona" />;
}

function Cache({ statistics }: { statistics: CacheStatistics | undefined }) {
  const show = (of: (known: CacheStatistics) => string) => (statistics === undefined ? undefined : of(statistics));
  return (
    <Facts
      facts={[
        ['Hit rate', show(({ hit_rate }) => formatCell(hit_rate, { type: 'float', format: 'percent' }))],
        ['Hits', show(({ hits }) => formatCount(hits))],
        ['Misses', show(({ misses }) => formatCount(misses))],
        ['Entries', show(({ entries }) => formatCount(entries))],
        ['Size', show(({ bytes }) => formatBytes(bytes))],
        ['Evictions', show(({ evictions }) => formatCount(evictions))],
        ['Engine runs', show(({ engine_runs }) => formatCount(engine_runs))],
        ['Shared runs', show(({ shared_runs }) => formatCount(shared_runs))],
      ]}
    />
  );
}

/** Names and values in a grid; a bar stands where a value is still to come. */
function Facts({ facts }: { facts: readonly (readonly [string, string | undefined])[] }) {
  return (
    <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-4">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-12 text-muted">{name}</dt>
          <dd className="numbers flow-root h-7 text-20 font-semibold">
            {value ?? <span className="skeleton mt-1 block h-5 w-16" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
