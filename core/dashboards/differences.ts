import { stableJson } from '../plan/canonical.ts';
import type { DashboardSpec, Tile } from './spec.ts';

/** What is different between two specifications, for people: tiles that came, went, changed and in what. */
export interface Differences {
  readonly added: readonly { readonly tile_id: string; readonly title: string }[];
  readonly removed: readonly { readonly tile_id: string; readonly title: string }[];
  /** Members that changed; `at` alone is a tile that only moved. */
  readonly changed: readonly { readonly tile_id: string; readonly title: string; readonly what: readonly string[] }[];
  /** Members of the dashboard itself. */
  readonly dashboard: readonly string[];
}

const named = ({ id, title }: Tile) => ({ tile_id: id, title });

export function differences(before: DashboardSpec | undefined, after: DashboardSpec): Differences {
  const former = new Map((before?.tiles ?? []).map(tile => [tile.id, tile]));
  const now = new Set(after.tiles.map(({ id }) => id));
  return {
    added: after.tiles.filter(({ id }) => !former.has(id)).map(named),
    removed: [...former.values()].filter(({ id }) => !now.has(id)).map(named),
    changed: after.tiles.flatMap(tile => {
      const old = former.get(tile.id);
      const what = old ? changedMembers(old, tile) : [];
      return what.length > 0 ? [{ ...named(tile), what }] : [];
    }),
    dashboard: before ? changedMembers({ ...before, tiles: [] }, { ...after, tiles: [] }) : [],
  };
}

function changedMembers(before: object, after: object): string[] {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const members = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return members.filter(member => stableJson(old[member] ?? null) !== stableJson(now[member] ?? null)).sort();
}

/** Ids of those that are new or say something else than before; where a tile lies says nothing. */
export function changedIds<T extends { readonly id: string; readonly at?: unknown }>(
  before: readonly T[],
  after: readonly T[],
): ReadonlySet<string> {
  const content = ({ at: _, ...rest }: T): string => stableJson(rest);
  const known = new Map(before.map(one => [one.id, one]));
  return new Set(
    after.flatMap(one => {
      const former = known.get(one.id);
      return former === one || (former && content(former) === content(one)) ? [] : [one.id];
    }),
  );
}
