/** The results of works in the order in which they are done. Whoever stops listening is not waited for. */
export async function* asReady<T>(works: readonly Promise<T>[]): AsyncGenerator<T> {
  const waiting = new Map(works.map((work, index) => [index, work.then(result => ({ index, result }))]));
  while (waiting.size > 0) {
    const { index, result } = await Promise.race(waiting.values());
    waiting.delete(index);
    yield result;
  }
}
