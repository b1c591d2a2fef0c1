import type { Loader } from '../dashboards/load.ts';
import type { LoadEvent, TileEvent } from '../dashboards/load-document.ts';
import type { View } from '../dashboards/view.ts';
import { SophiaError } from '../errors.ts';
import { fixedFields, fixedIds, type Guest, guestView, specForGuest, specToLoad } from './guest.ts';

export interface GuestLoad {
  /** What the guest chose. */
  readonly view: View;
  /** Those wanted; all when left out. */
  readonly tiles?: ReadonlySet<string> | undefined;
  readonly filters?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The tiles of a dashboard for a guest: as the persona of the link, with what is fixed, without the SQL. */
export async function* loadForGuest(loader: Loader, guest: Guest, request: GuestLoad): AsyncGenerator<LoadEvent> {
  const { sharer, viewer, via, persona, fixed, dashboard } = guest;
  const locked = fixedIds(fixed);
  const spec = specToLoad(dashboard.spec, fixed);
  const shown = new Set(specForGuest(dashboard.spec, fixed).tiles.map(({ id }) => id));
  const events = loader.load({
    username: sharer,
    viewer,
    via,
    persona,
    spec: { ...spec, tiles: spec.tiles.filter(({ id }) => shown.has(id)) },
    revision: dashboard.revision,
    view: guestView(request.view, fixed, dashboard.spec),
    tiles: request.tiles,
    filters: request.filters,
    signal: request.signal,
  });
  for await (const event of events) {
    if (event.kind === 'tile') yield tileForGuest(event, fixed);
    // The values of a filter that is fixed would tell what it keeps back.
    else if (event.kind !== 'filter' || !locked.has(event.filter_id)) yield event;
  }
}

/** What a fixed filter does not reach would show more than the link says. */
function tileForGuest(event: TileEvent, fixed: View): TileEvent {
  const bare = { ...event, sql: null };
  const [locked, fields] = [fixedIds(fixed), fixedFields(fixed)];
  const misses = event.not_applied.some(({ filter_id, field }) =>
    filter_id === undefined ? field !== undefined && fields.has(field) : locked.has(filter_id),
  );
  if (!misses) return bare;
  const { code, message } = new SophiaError('share.filter_not_applied', [], {});
  const nothing = { columns: [], rows: [], truncated: false };
  const withheld = { results: nothing, sparkline: null, explanation: null, chart: { kind: 'table', y: [] } };
  return { ...bare, ...withheld, status: 'refused', message, code };
}
