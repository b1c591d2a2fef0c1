/** Up to `most` round values that span [low, high]; the ends lie at or beyond them. */
export function niceTicks(low: number, high: number, most = 5): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  if (low === high) return low === 0 ? [0, 1] : niceTicks(Math.min(0, low), Math.max(0, high), most);
  const rough = (high - low) / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50]) {
    const step = factor * power;
    const first = Math.floor(low / step + 1e-9);
    const last = Math.ceil(high / step - 1e-9);
    if (last - first + 1 <= most)
      return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  }
  return [low, high];
}

/** Evenly spread entries of a list, at most `most`, the first always among them. */
export function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(list.length / most));
  return list.filter((_, index) => index % step === 0);
}

/** Positions moved apart so that neighbours keep `gap`, within [top, bottom]; the order of the list is kept. */
export function spreadLabels(positions: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = positions.map((position, index) => ({ position, index })).sort((a, b) => a.position - b.position);
  let least = top;
  for (const label of order) {
    label.position = Math.max(label.position, least);
    least = label.position + gap;
  }
  let most = bottom;
  for (const label of order.toReversed()) {
    label.position = Math.min(label.position, most);
    most = label.position - gap;
  }
  const moved: number[] = [];
  for (const { position, index } of order) moved[index] = position;
  return moved;
}
