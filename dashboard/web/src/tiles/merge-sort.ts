import type { Sliced } from './sliced.ts';

const RUN = 1_024;
const PAUSE = 4_096;

/** The numbers of `order` sorted by `compare`, stable, in slices: sorted runs are merged pair by pair. */
export function* mergeSort(order: Uint32Array, compare: (a: number, b: number) => number): Sliced<Uint32Array> {
  let from = order.slice();
  let to = new Uint32Array(order.length);
  for (let start = 0; start < from.length; start += RUN) {
    from.subarray(start, start + RUN).set([...from.subarray(start, start + RUN)].sort(compare));
    yield;
  }
  for (let size = RUN; size < from.length; size *= 2) {
    for (let start = 0; start < from.length; start += size * 2) yield* merge(from, to, start, size, compare);
    [from, to] = [to, from];
  }
  return from;
}

function* merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  size: number,
  compare: (a: number, b: number) => number,
): Sliced<void> {
  const middle = Math.min(start + size, from.length);
  const end = Math.min(start + size * 2, from.length);
  let [left, right] = [start, middle];
  for (let at = start; at < end; at += 1) {
    const takesLeft = left < middle && (right >= end || compare(from[left] ?? 0, from[right] ?? 0) <= 0);
    to[at] = (takesLeft ? from[left++] : from[right++]) ?? 0;
    if (at % PAUSE === 0) yield;
  }
}
