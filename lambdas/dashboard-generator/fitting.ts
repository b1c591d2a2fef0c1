import type { Loader } from '../../core/dashboards/load.ts';
import type { LoadEvent, TileEvent } from '../../core/dashboards/load-document.ts';

/** Bytes that every tile may take, whatever came before it, where there are so many. */
const spared = 100_000;

/**
 * The same loads, in so many bytes: of a tile that does not fit the first rows come, and it says of how many. A gateway
 * that passes no more would else refuse the whole dashboard.
 */
export function loadingInto(loader: Loader, bytes: number): Loader {
  return { load: request => fitted(loader.load(request), bytes) };
}

async function* fitted(events: AsyncIterable<LoadEvent>, bytes: number): AsyncGenerator<LoadEvent> {
  let left = bytes;
  let tiles = 0;
  for await (const event of events) {
    if (event.kind === 'start') tiles = event.tiles.length;
    if (event.kind !== 'tile') {
      left -= sizeOf(event);
      yield event;
      continue;
    }
    tiles -= 1;
    const shown = within(event, left - tiles * Math.min(spared, left / (tiles + 1)));
    left -= sizeOf(shown);
    yield shown;
  }
}

/** As the gateway counts: a text within JSON, where quotes take two characters. */
const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(JSON.stringify(value)));

function within(event: TileEvent, bytes: number): TileEvent {
  const { results } = event;
  const room = bytes - sizeOf(told(event, 0));
  let used = 0;
  // Quotes around each row are counted for the comma that it has instead.
  const fitting = results.rows.findIndex(row => {
    used += sizeOf(row);
    return used > room;
  });
  return fitting < 0 ? event : told(event, fitting);
}

function told(event: TileEvent, count: number): TileEvent {
  const { results } = event;
  const there = results.rows.length;
  const all = `${there.toLocaleString('en-US')}${results.truncated ? ' and more' : ''}`;
  const cut = `Only the first ${count.toLocaleString('en-US')} rows of ${all} pass here. ${mend}`;
  const rows = results.rows.slice(0, count);
  return {
    ...event,
    message: `${event.message} ${cut}`,
    results: { ...results, rows, truncated: true, available: there },
  };
}

const mend = 'Narrow it by a filter, or load it at the address of the page.';
