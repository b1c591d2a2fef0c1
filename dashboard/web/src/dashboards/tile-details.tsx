import { HowComputed } from '../answer/how-computed.tsx';
import { useApp } from '../context.ts';
import { formatDollars, formatElapsed, formatInstant } from '../format.ts';
import { SqlText } from '../sql/sql-text.tsx';
import { copyText } from '../ui/clipboard.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { Tile, TileEvent } from './dashboards-api.ts';

/** All that is known about a tile's numbers: how they were made, what does not hold for them, what they cost. */
export default function TileDetails({ tile, event, onClose }: { tile: Tile; event: TileEvent; onClose: () => void }) {
  const { store } = useApp();
  const copy = async () => {
    const done = await copyText(event.sql ?? '');
    store.dispatch({ kind: 'told', text: done ? 'SQL copied' : 'The browser did not allow copying' });
  };
  const notes = [...event.not_applied.map(({ reason }) => reason), ...event.restrictions];
  return (
    <Dialog label={`Details of ${tile.title}`} onClose={onClose} className="max-w-[44rem]">
      <div className="p-4">
        <div className="flex items-start justify-between gap-4">
          <h2 className="min-w-0 text-15 font-semibold break-words">{tile.title}</h2>
          <button type="button" className="button-quiet -mt-1 -mr-2" onClick={onClose}>
            Close
          </button>
        </div>
        {tile.description === undefined ? null : <p className="mt-1 text-soft">{tile.description}</p>}
        {event.explanation === null ? null : <p className="mt-2 text-soft">{event.explanation}</p>}
        {notes.length === 0 ? null : (
          <ul className="mt-3 grid list-disc gap-1 pl-5 text-soft">
            {[...new Set(notes)].map(note => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <Facts event={event} />
        {event.computation === undefined ? null : <HowComputed computation={event.computation} />}
        {event.sql === null ? null : (
          <div className="relative mt-3 max-h-[40vh] overflow-auto rounded-base bg-panel">
            <button type="button" className="button absolute top-2 right-2 text-12" onClick={() => void copy()}>
              Copy
            </button>
            <SqlText sql={event.sql} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Facts({ event }: { event: TileEvent }) {
  const { cost } = event;
  const facts = [
    ['Data as of', event.freshness === null ? undefined : `${formatInstant(event.freshness)} UTC`],
    ['Answered', event.cached ? 'from the cache' : `in ${formatElapsed(event.execution_time)}`],
    ['Cost', formatDollars(cost.total_cost)],
    ['Database', formatDollars(cost.database_cost)],
    ['Compute', formatDollars(cost.lambda_cost)],
    ['Language model', cost.bedrock_cost === 0 ? undefined : formatDollars(cost.bedrock_cost)],
  ] as const;
  return (
    <dl className="numbers mt-3 flex flex-wrap gap-x-5 gap-y-1 text-12">
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name} className="flex gap-1.5">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
