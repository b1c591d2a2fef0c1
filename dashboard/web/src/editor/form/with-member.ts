/** The thing with one member set; empty objects and undefined take it away, and so do undefined parts within it. */
export function withMember<T extends object, K extends keyof T>(thing: T, member: K, value: T[K] | undefined): T {
  const { [member]: _, ...rest } = thing;
  const set = compacted(value);
  return (set === undefined ? rest : { ...rest, [member]: set }) as T;
}

function compacted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
