/** Arguments of a resource: their shape is the provider's, checked where they are read. */
export type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path such as `configuration.resultConfiguration`; what isn't there is undefined. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => (isMembers(inner) ? inner[name] : undefined), value);
}

/** The objects of a list at a path; none where it isn't a list. */
export function each(value: unknown, path: string): Members[] {
  const list = at(value, path);
  return Array.isArray(list) ? list.filter(isMembers) : [];
}

/** One value or a list of them, as texts. */
export function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((one): one is string => typeof one === 'string');
}
