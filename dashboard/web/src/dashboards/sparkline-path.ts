/** A line through values from left to right; where one is missing it is broken. */
export interface SparklinePath {
  /** Of an SVG path. */
  readonly line: string;
  /** Where the last known value lies. */
  readonly last?: { readonly left: number; readonly top: number } | undefined;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** `inset`: pixels kept free at all edges for the width of the line and the last dot. */
export function sparklinePath(
  values: readonly (number | undefined)[],
  { width, height, inset = 3 }: { width: number; height: number; inset?: number },
): SparklinePath {
  const known = values.filter(value => value !== undefined);
  if (known.length === 0) return { line: '' };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const across = (width - 2 * inset) / Math.max(1, values.length - 1);
  // A level line runs through the middle.
  const down = (value: number) => (high === low ? 0.5 : (high - value) / (high - low)) * (height - 2 * inset);
  let line = '';
  let last: SparklinePath['last'];
  values.forEach((value, index) => {
    if (value === undefined) return;
    const point = { left: rounded(inset + index * across), top: rounded(inset + down(value)) };
    line += `${values[index - 1] === undefined ? 'M' : 'L'}${point.left} ${point.top}`;
    last = point;
  });
  return { line, last };
}
