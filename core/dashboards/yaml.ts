import { parse, stringify } from 'yaml';
import { SophiaError } from '../errors.ts';
import { parseSpec } from './parse-spec.ts';
import { type DashboardSpec, DashboardSpecSchema, TileSchema } from './spec.ts';

/** Dashboards as files for people and version control: the members in the order of the schema, tiles as they read. */

/** Characters of a file; a dashboard of 100 tiles has a tenth of it. */
const longest = 2_000_000;

export function specToYaml(spec: DashboardSpec): string {
  const ordered = inOrder(spec, Object.keys(DashboardSpecSchema.entries));
  const tiles = spec.tiles.map(tile => inOrder(tile, Object.keys(TileSchema.entries)));
  // Without anchors and with long lines kept, a change shows as the lines that it is.
  return stringify({ ...ordered, tiles }, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** @throws dashboard.unreadable for what is no YAML; what {@link parseSpec} throws */
export function specFromYaml(text: string): DashboardSpec {
  if (text.length > longest) {
    throw new SophiaError('dashboard.unreadable', [], { reason: `it has more than ${longest} characters.` });
  }
  if (text.trim() === '') throw new SophiaError('dashboard.unreadable', [], { reason: 'it is empty.' });
  return parseSpec(read(text));
}

function read(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, uniqueKeys: true });
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new SophiaError('dashboard.unreadable', [], { reason }, { cause });
  }
}

const inOrder = <T extends object>(value: T, keys: readonly string[]): Partial<T> =>
  Object.fromEntries(keys.flatMap(key => (key in value ? [[key, value[key as keyof T]]] : []))) as Partial<T>;
