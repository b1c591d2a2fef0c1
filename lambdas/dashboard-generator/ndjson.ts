import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { LoadEvent } from '../../core/dashboards/load-document.ts';

/** Events as lines of JSON, each as it is ready. */
export function ndjson(c: Context, events: AsyncIterable<LoadEvent>): Response {
  // Compressed, lines would wait for one another.
  c.header('content-type', 'application/x-ndjson; charset=utf-8');
  c.header('cache-control', 'no-store, no-transform');
  return stream(c, async out => {
    for await (const lines of together(events))
      await out.write(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  });
}

/** Milliseconds that one waits for those right behind it. */
const apart = 5;

/**
 * What is ready at nearly the same time as one list: tiles that a cache has come within milliseconds, and each piece of
 * a response costs its sender a system call and its reader a drawing.
 */
export async function* together<T>(events: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  const source = events[Symbol.asyncIterator]();
  const pull = () => {
    const next = source.next();
    // It may fail while a list is written: it is told when it is waited for.
    next.catch(ignored);
    return next;
  };
  try {
    let next = pull();
    for (let first = await next; !first.done; first = await next) {
      const list = [first.value];
      next = pull();
      const over = wait(apart, undefined);
      for (let another = await Promise.race([next, over]); another && !another.done; ) {
        list.push(another.value);
        next = pull();
        another = await Promise.race([next, over]);
      }
      yield list;
    }
  } finally {
    // Who stops listening ends what is on its way, and does not wait for it.
    source.return?.().catch(ignored);
  }
}

const ignored = (): void => undefined;
