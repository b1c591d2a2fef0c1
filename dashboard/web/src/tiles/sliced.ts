/** Work that pauses now and then: each `yield` is a place where the page may answer its user. */
export type Sliced<T> = Generator<void, T>;

/** All of it at once. */
export function finish<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Milliseconds of work before the page gets its turn. */
const SLICE = 8;

const pause = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Works in slices; undefined when it was stopped before its end. */
export async function inSlices<T>(work: Sliced<T>, signal: AbortSignal): Promise<T | undefined> {
  for (;;) {
    const until = performance.now() + SLICE;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await pause();
    if (signal.aborted) return undefined;
  }
}
