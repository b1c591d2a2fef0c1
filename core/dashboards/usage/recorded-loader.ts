import { randomId } from '../../identity/secrets.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DashboardLoad, Ledger, TileLoad, UsageStore } from '../../ports/stores.ts';
import type { Loader, LoadRequest } from '../load.ts';
import type { LoadEvent, TileEvent } from '../load-document.ts';
import type { Activity } from './activity.ts';

export interface RecordedLoaderOptions {
  readonly usage: UsageStore;
  /** Knows what runs of the engine read. */
  readonly ledger: Pick<Ledger, 'entry'>;
  readonly clock: Clock;
  readonly activity: Activity;
  /** Days that entries are kept. Default 90. */
  readonly keptDays?: number | undefined;
  /** A load goes on when it can't be recorded. */
  onFault?(error: unknown): void;
}

const dayMilliseconds = 86_400_000;

/** The same loads; those of whole dashboards are recorded with their times when they have ended. Nobody waits for that. */
export function recordedLoader(loader: Loader, options: RecordedLoaderOptions): Loader {
  const forgetOld = retention(options);
  return {
    load(request) {
      // One of some tiles is a tile looked at again, one without controls a look behind a number, one by way of
      // something a message or a link.
      const isWhole = request.tiles === undefined && request.filters !== false && request.via === undefined;
      return isWhole ? recorded(loader, request, options, forgetOld) : active(loader, request, options.activity);
    },
  };
}

async function* active(loader: Loader, request: LoadRequest, activity: Activity): AsyncGenerator<LoadEvent> {
  const end = activity.begin();
  try {
    yield* loader.load(request);
  } finally {
    end();
  }
}

async function* recorded(
  loader: Loader,
  request: LoadRequest,
  options: RecordedLoaderOptions,
  forgetOld: (now: Date) => Promise<void>,
): AsyncGenerator<LoadEvent> {
  const at = options.clock.now();
  const begun = performance.now();
  const tiles: TileEvent[] = [];
  let first = 0;
  let last = 0;
  for await (const event of active(loader, request, options.activity)) {
    if (event.kind === 'tile') {
      tiles.push(event);
      last = performance.now() - begun;
      first ||= last;
    }
    if (event.kind === 'end' && tiles.length > 0) {
      const times = { first, last };
      keep(options, request, at, tiles, times, event.cost.total_cost)
        .then(() => forgetOld(at))
        .catch(error => options.onFault?.(error));
    }
    yield event;
  }
}

async function keep(
  { usage, ledger }: RecordedLoaderOptions,
  { spec, revision, username, persona, view }: LoadRequest,
  at: Date,
  tiles: readonly TileEvent[],
  { first, last }: { first: number; last: number },
  dollars: number,
): Promise<void> {
  const load: DashboardLoad = {
    kind: 'load',
    id: randomId('lod'),
    dashboardId: spec.id,
    revision,
    username,
    persona: persona.name,
    at: at.toISOString(),
    view,
    firstTile: rounded(first),
    allTiles: rounded(last),
    cost: Math.round(dollars * 1_000_000),
    freshness: newest(tiles),
    tiles: await Promise.all(tiles.map(tile => tileLoad(tile, ledger))),
  };
  await usage.record(load);
}

async function tileLoad(event: TileEvent, ledger: Pick<Ledger, 'entry'>): Promise<TileLoad> {
  const { tile_id: tileId, query_id, status, cached, execution_time } = event;
  const ran = status === 'answered' && !cached;
  const entry = ran ? await ledger.entry(query_id) : undefined;
  const milliseconds = rounded(execution_time * 1000);
  return { tileId, status, cached, milliseconds, bytesScanned: entry?.bytesScanned ?? 0 };
}

/** To a hundredth. */
const rounded = (milliseconds: number): number => Math.round(milliseconds * 100) / 100;

/** When the newest of the data was written. */
export const newest = (tiles: readonly Pick<TileEvent, 'freshness'>[]): string | null =>
  tiles.reduce<string | null>((known, { freshness }) => {
    if (freshness === null) return known;
    return known === null || freshness > known ? freshness : known;
  }, null);

/** Forgets what is older than it is kept, once a day. */
function retention({ usage, keptDays = 90 }: RecordedLoaderOptions): (now: Date) => Promise<void> {
  let done = '';
  return async now => {
    const day = now.toISOString().slice(0, 10);
    if (day === done) return;
    done = day;
    await usage.deleteBefore(new Date(now.getTime() - keptDays * dayMilliseconds).toISOString());
  };
}
