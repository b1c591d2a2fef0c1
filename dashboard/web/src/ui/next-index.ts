/**
 * Where a key moves the focus in a list of `labels` from position `at` (-1: nowhere): arrows wrap around, Home and
 * End jump, a letter goes to the next label that starts with it. Undefined when the key moves nothing.
 */
export function nextIndex(key: string, at: number, labels: readonly string[]): number | undefined {
  const count = labels.length;
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return at <= 0 ? count - 1 : at - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ') return undefined;
  for (let step = 1; step <= count; step += 1) {
    const index = (Math.max(at, -1) + step + count) % count;
    if (labels[index]?.toLocaleLowerCase().startsWith(key.toLocaleLowerCase())) return index;
  }
  return undefined;
}
