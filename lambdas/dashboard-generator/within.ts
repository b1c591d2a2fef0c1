import type { Loader } from '../../core/dashboards/load.ts';
import type { LoadEvent } from '../../core/dashboards/load-document.ts';

/**
 * The same loads, ended in time: a tile that is not there by then says so, and the others and the end come all the same.
 * @param milliseconds of a load, as long as whoever stands before the server waits
 */
export function loadingWithin(loader: Loader, milliseconds: number): Loader {
  return {
    load(request) {
      const over = AbortSignal.timeout(milliseconds);
      const signal = request.signal ? AbortSignal.any([request.signal, over]) : over;
      return told(loader.load({ ...request, signal }), over, milliseconds / 1_000);
    },
  };
}

async function* told(events: AsyncGenerator<LoadEvent>, over: AbortSignal, seconds: number): AsyncGenerator<LoadEvent> {
  for await (const event of events) {
    const late = event.kind === 'tile' && event.code === 'engine.cancelled' && over.aborted;
    yield late ? { ...event, code: 'engine.timeout', message: `${tooLate(seconds)} ${mend}` } : event;
  }
}

const tooLate = (seconds: number): string =>
  `The data was not there within the ${seconds} seconds that are waited here.`;
const mend = 'Load it again by itself: what has run since is kept.';
