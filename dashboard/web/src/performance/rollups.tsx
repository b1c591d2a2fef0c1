import { formatBytes, formatCount, formatDollars } from '../format.ts';
import { SqlText } from '../sql/sql-text.tsx';
import { Facts } from './facts.tsx';
import type { PerformanceReply, ProposedRollup, Saving } from './performance-api.ts';
import { millisecondsText } from './words.ts';

interface RollupsProps {
  readonly of: Pick<PerformanceReply, 'rollups' | 'no_rollup'>;
  /** Counts what the proposals would hold; undefined while that runs or was done. */
  readonly onMeasure: (() => void) | undefined;
}

/** Tables that would make slow tiles faster: proposed, to be made by whoever keeps the data. */
export function Rollups({ of: { rollups, no_rollup }, onMeasure }: RollupsProps) {
  return (
    <section className="mt-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-15 font-semibold">Proposed rollups</h2>
        {rollups.length > 0 && onMeasure && (
          <button type="button" className="button" onClick={onMeasure}>
            Count what they would save
          </button>
        )}
      </div>
      {rollups.length === 0 && <p className="mt-2 text-soft">No tile is so slow that a table of its own would pay.</p>}
      {rollups.map(rollup => (
        <Proposal key={rollup.name} rollup={rollup} />
      ))}
      {no_rollup.length > 0 && (
        <ul className="mt-4 text-soft">
          {no_rollup.map(({ tile_id, title, reason }) => (
            <li key={tile_id}>
              {title}: {reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Proposal({ rollup }: { rollup: ProposedRollup }) {
  const { name, tiles, grouping, time, measures, runs, runs_served, saving, note, sql } = rollup;
  const groups = [...(time ? [`${time.field} by ${time.grain}`] : []), ...grouping];
  return (
    <article className="mt-4 border-t border-line pt-4" aria-label={name}>
      <h3 className="font-semibold">For {tiles.map(({ title }) => title).join(', ')}</h3>
      <p className="mt-1 text-soft">
        {measures.join(', ')} {groups.length > 0 && `by ${groups.join(', ')}`}
      </p>
      <p className="mt-1 text-soft">{servedText(runs, runs_served)}</p>
      {saving ? <Facts facts={savingFacts(saving)} /> : note && <p className="mt-2 text-soft">{note}</p>}
      <details className="mt-3">
        <summary className="min-h-[max(24px,var(--touch))] text-soft">SQL</summary>
        <SqlText sql={sql} />
      </details>
    </article>
  );
}

/** Windows and filters that few chose are not held: their runs stay as they are. */
const servedText = (runs: number, served: number): string =>
  served === runs
    ? `It holds what all ${formatCount(runs)} recorded runs looked at.`
    : `It holds what ${formatCount(served)} of ${formatCount(runs)} recorded runs looked at; the others chose other windows or filters, and stay as they are.`;

const savingFacts = (saving: Saving): readonly (readonly [string, string])[] => [
  ['Rows', `${formatCount(saving.rows_before)} to ${formatCount(saving.rows_after)}`],
  ['Engine time', `${millisecondsText(saving.engine_time_before)} to ${millisecondsText(saving.engine_time_after)}`],
  ['Bytes read', `${formatBytes(saving.bytes_before)} to ${formatBytes(saving.bytes_after)}`],
  [
    `Cost of ${formatCount(saving.runs)} runs`,
    `${formatDollars(saving.cost_before)} to ${formatDollars(saving.cost_after)}`,
  ],
];
