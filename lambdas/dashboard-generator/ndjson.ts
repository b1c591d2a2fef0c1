import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { LoadEvent } from '../../core/dashboards/load-document.ts';

/** Events as lines of JSON, each as it is ready. */
export function ndjson(c: Context, events: AsyncIterable<LoadEvent>): Response {
  // Compressed, lines would wait for one another.
  c.header('content-type', 'application/x-ndjson; charset=utf-8');
  c.header('cache-control', 'no-store, no-transform');
  return stream(c, async out => {
    for await (const event of events) await out.write(`${JSON.stringify(event)}\n`);
  });
}
