/** Requests that were sent before what needs them was there: the first request of the same kind takes the answer. */
export interface Ahead {
  /** Sends one, and gives its answer too: who reads that reads a clone of it. */
  send(key: string, fetched: (signal: AbortSignal) => Promise<Response>): Promise<Response>;
  /** The answer to one that was sent, once; it ends when `signal` does. */
  take(key: string, signal: AbortSignal | undefined): Promise<Response> | undefined;
}

/** What nobody took by then is let go: the page went another way. */
const keptMilliseconds = 10_000;

export function createAhead(): Ahead {
  const sent = new Map<string, { readonly answer: Promise<Response>; readonly abort: AbortController }>();
  return {
    send(key, fetched) {
      const abort = new AbortController();
      const answer = fetched(abort.signal);
      // Its failure is told to who takes it.
      answer.catch(() => undefined);
      sent.set(key, { answer, abort });
      setTimeout(() => {
        if (sent.get(key)?.answer !== answer) return;
        sent.delete(key);
        abort.abort();
      }, keptMilliseconds);
      return answer;
    },
    take(key, signal) {
      const found = sent.get(key);
      if (found === undefined) return undefined;
      sent.delete(key);
      if (signal?.aborted) found.abort.abort();
      signal?.addEventListener('abort', () => found.abort.abort(), { once: true });
      return found.answer;
    },
  };
}
