/**
 * Work that runs once at a time. A run serves all who asked before it began; who asks while one runs waits for the next,
 * so whoever waited has what was made of everything that was there when they asked.
 */
export function coalesced<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const start = (): Promise<T> => {
    const mine = work().finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
    return mine;
  };
  const afterThis = (): Promise<T> => {
    next = undefined;
    return start();
  };
  return () => {
    if (!running) return start();
    next ??= running.then(afterThis, afterThis);
    return next;
  };
}
