/** Members of a value whose shape is not known; a resource's arguments are such values. */
export type Members = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member that is an object, or an empty one. */
export function record(members: Members, name: string): Members {
  const value = members[name];
  return isRecord(value) ? value : {};
}

/** A member that is a list of objects, or an empty one. */
export function records(members: Members, name: string): readonly Members[] {
  const value = members[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A member that is text, else `fallback`. */
export function text(members: Members, name: string, fallback = ''): string {
  const value = members[name];
  return typeof value === 'string' ? value : fallback;
}
