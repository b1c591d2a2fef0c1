import type { Loader, LoadRequest } from '../load.ts';
import type { LoadEvent } from '../load-document.ts';
import { refreshOf } from './interval.ts';
import { digestOf, seenText, tileMark } from './seen.ts';

/** The same loads; at the end of a whole one it is told what was seen, so that following begins where it ended. */
export const markedLoader = (loader: Loader): Loader => ({
  load: request => (request.tiles === undefined ? marked(loader, request) : loader.load(request)),
});

async function* marked(loader: Loader, request: LoadRequest): AsyncGenerator<LoadEvent> {
  const { spec, revision } = request;
  const followed = new Set(spec.tiles.filter(tile => refreshOf(tile, spec) !== undefined).map(({ id }) => id));
  const digests = new Map<string, string>();
  for await (const event of loader.load(request)) {
    if (event.kind === 'tile' && followed.has(event.tile_id)) digests.set(tileMark(event.tile_id), digestOf(event));
    yield event.kind === 'end' ? { ...event, live: seenText({ revision, digests }) } : event;
  }
}
