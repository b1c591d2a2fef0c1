import { isLoaded } from './concerned.ts';
import type { DashboardSpec } from './dashboards-api.ts';

/** Seconds between answers of tiles that are wanted live and have no interval of their own. */
const LIVE_SECONDS = 60;

/** By tile the seconds after which it is asked again; tiles that are not asked again are left out. */
export function intervalsOf(spec: DashboardSpec): ReadonlyMap<string, number> {
  const live = spec.features.some(feature => feature === 'real-time-updates' || feature === 'real-time-metrics');
  const general = spec.refresh ?? (live ? LIVE_SECONDS : undefined);
  return new Map(
    spec.tiles.filter(isLoaded).flatMap(({ id, refresh = general }) => (refresh === undefined ? [] : [[id, refresh]])),
  );
}

/** When tiles came last, in epoch milliseconds. */
export type CameAt = (tile: string) => number | undefined;

/** The tiles whose time has come, and the milliseconds until the next one's; undefined where none will. */
export function refreshPlan(
  intervals: ReadonlyMap<string, number>,
  cameAt: CameAt,
  now: number,
): { readonly due: readonly string[]; readonly wait: number | undefined } {
  const left = [...intervals].map(([id, seconds]) => {
    const at = cameAt(id);
    return { id, left: at === undefined ? seconds * 1_000 : at + seconds * 1_000 - now };
  });
  const due = left.filter(one => one.left <= 0).map(({ id }) => id);
  const waits = left.map(one => (one.left <= 0 ? (intervals.get(one.id) ?? 0) * 1_000 : one.left));
  return { due, wait: waits.length === 0 ? undefined : Math.min(...waits) };
}
