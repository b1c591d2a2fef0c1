import { policyHash } from '../../answer/cache-key.ts';
import { isSophiaError, SophiaError } from '../../errors.ts';
import type { Persona } from '../../identity/persona.ts';
import { stableJson } from '../../plan/canonical.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { AuditLog } from '../../ports/stores.ts';
import type { DashboardCaller } from '../access.ts';
import type { Loader } from '../load.ts';
import type { DashboardService, OpenedDashboard } from '../service.ts';
import type { DashboardSpec, Tile } from '../spec.ts';
import type { View } from '../view.ts';
import { Feed } from './feed.ts';
import { refreshOf } from './interval.ts';
import type { LiveEvent } from './live-document.ts';
import { parseSeen } from './seen.ts';
import { Viewer } from './viewer.ts';

export interface LiveHubOptions {
  readonly dashboards: Pick<DashboardService, 'open'>;
  /** Asks a tile without writing down that somebody loads a dashboard: that is done once, here. */
  readonly loader: Loader;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Dashboards that one user follows at the same time at most. Default 12. */
  readonly streamsPerUser?: number | undefined;
  /** Told of faults of ours; the viewer stays where it is. */
  onFault?(error: unknown): void;
}

export interface FollowRequest {
  readonly caller: DashboardCaller;
  readonly persona: Persona;
  readonly dashboardId: string;
  readonly view: View;
  /** What the viewer has already, as the id of an event told it; everything is sent when left out. */
  readonly after?: string | undefined;
  /** Who the caller is now; undefined when the session is over. @throws persona.unknown when the persona is no longer theirs */
  again(): Promise<DashboardCaller | undefined>;
}

export interface LiveHub {
  /** @throws dashboard.unknown, dashboard.too_many_streams */
  follow(request: FollowRequest): Promise<Viewer>;
  /** The dashboard was changed here: those who follow it are told at once instead of soon. */
  changed(dashboardId: string): void;
  /** Ends all streams; whoever followed may come back to another server. */
  close(): void;
  statistics(): { readonly viewers: number; readonly feeds: number };
}

/** Between two looks whether sessions, rights and revisions are what they were; a third of what balancers wait in silence. */
const pulseMilliseconds = 5_000;
const retrySeconds = 30;

interface Following {
  readonly viewer: Viewer;
  readonly request: FollowRequest;
  caller: DashboardCaller;
}

/** Those of a process who follow dashboards, and the tiles that are asked for them. */
export function createLiveHub(options: LiveHubOptions): LiveHub {
  const { dashboards, loader, audit, clock, scheduler, streamsPerUser = 12, onFault } = options;
  const following = new Map<Viewer, Following>();
  const feeds = new Map<string, Feed>();
  const slots = new Map<string, number>();
  let cancelPulse: (() => void) | undefined;

  const ask = async (request: Parameters<Loader['load']>[0], signal: AbortSignal) => {
    try {
      for await (const event of loader.load({ ...request, filters: false, signal })) {
        if (event.kind === 'tile') return event;
      }
    } catch (error) {
      if (!isSophiaError(error)) onFault?.(error);
    }
    return undefined;
  };

  const feedOf = (
    key: string,
    tile: Tile,
    seconds: number,
    { persona, view }: FollowRequest,
    opened: OpenedDashboard,
  ) => {
    const known = feeds.get(key);
    if (known) return known;
    const { spec, revision } = opened;
    const base = { persona, spec, revision, view, tiles: new Set([tile.id]) };
    const feed = new Feed({
      tileId: tile.id,
      intervalMilliseconds: seconds * 1000,
      scheduler,
      clock,
      ask: (username, signal) => ask({ ...base, username }, signal),
      onIdle: () => feeds.delete(key),
    });
    feeds.set(key, feed);
    return feed;
  };

  const feedsFor = (request: FollowRequest, opened: OpenedDashboard): Map<string, Feed> => {
    const { spec } = opened;
    return new Map(
      followed(spec).map(({ tile, seconds }) => {
        const key = feedKey(tile, seconds, request, spec);
        return [key, feedOf(key, tile, seconds, request, opened)];
      }),
    );
  };

  /** The dashboard as this viewer may see it now: told when it is another revision, ended when it may not. */
  const lookAgain = async ({ viewer, request, caller }: Following): Promise<void> => {
    try {
      const opened = await dashboards.open(caller, request.dashboardId);
      if (opened.revision === viewer.revision) return;
      viewer.edited(revisionEvent(opened));
      viewer.follow(feedsFor(request, opened));
    } catch (error) {
      if (isSophiaError(error) && error.code === 'dashboard.unknown') viewer.end('removed');
      else onFault?.(error);
    }
  };

  const checkSession = async (one: Following): Promise<void> => {
    try {
      const caller = await one.request.again();
      if (caller) one.caller = caller;
      else one.viewer.end('signed_out');
    } catch (error) {
      if (isSophiaError(error) && error.code === 'persona.unknown') one.viewer.end('forbidden');
      else onFault?.(error);
    }
  };

  /** One of those who follow a dashboard looks for all of them; when it sees another one, they all look. */
  const checkRevision = async (together: readonly Following[]): Promise<void> => {
    const [first] = together;
    if (!first) return;
    const before = first.viewer.revision;
    await lookAgain(first);
    const isSame = first.viewer.revision === before && following.has(first.viewer) && !first.viewer.isEnding;
    if (!isSame) for (const one of together.slice(1)) await lookAgain(one);
  };

  const pulse = async (): Promise<void> => {
    for (const one of [...following.values()]) await checkSession(one);
    const open = [...following.values()].filter(({ viewer }) => !viewer.isEnding);
    for (const together of Map.groupBy(open, ({ request }) => request.dashboardId).values()) {
      await checkRevision(together);
    }
    for (const viewer of following.keys()) viewer.stir();
    if (following.size > 0) cancelPulse = scheduler.after(pulseMilliseconds, () => void pulse());
    else cancelPulse = undefined;
  };

  /** Taken before the first wait, so that many at once can't pass the limit together. */
  const takeSlot = (username: string): (() => void) => {
    const taken = slots.get(username) ?? 0;
    if (taken >= streamsPerUser) {
      throw new SophiaError('dashboard.too_many_streams', [], { limit: streamsPerUser, seconds: retrySeconds });
    }
    slots.set(username, taken + 1);
    return () => {
      const left = (slots.get(username) ?? 0) - 1;
      if (left > 0) slots.set(username, left);
      else slots.delete(username);
    };
  };

  const forget = (viewer: Viewer): void => {
    following.delete(viewer);
    if (following.size > 0) return;
    cancelPulse?.();
    cancelPulse = undefined;
  };

  return {
    async follow(request) {
      const { caller, dashboardId } = request;
      const freeSlot = takeSlot(caller.username);
      try {
        const opened = await dashboards.open(caller, dashboardId);
        await audit.append(followedEvent(request, opened, clock));
        const seen = parseSeen(request.after);
        const viewer = new Viewer(caller.username, startEvent(request, opened, clock), seen, () => {
          freeSlot();
          forget(viewer);
        });
        following.set(viewer, { viewer, request, caller });
        viewer.follow(feedsFor(request, opened));
        if (seen && seen.revision < opened.revision) viewer.edited(revisionEvent(opened));
        cancelPulse ??= scheduler.after(pulseMilliseconds, () => void pulse());
        return viewer;
      } catch (error) {
        freeSlot();
        throw error;
      }
    },
    changed(dashboardId) {
      for (const one of following.values()) if (one.request.dashboardId === dashboardId) void lookAgain(one);
    },
    close() {
      for (const viewer of [...following.keys()]) viewer.close();
    },
    statistics: () => ({ viewers: following.size, feeds: feeds.size }),
  };
}

const followed = (spec: DashboardSpec): readonly { readonly tile: Tile; readonly seconds: number }[] =>
  spec.tiles.flatMap(tile => {
    const seconds = refreshOf(tile, spec);
    return seconds === undefined ? [] : [{ tile, seconds }];
  });

/** Two viewers with the same key see the same: what of the tile and the dashboard decides on it, the policy, the view. */
function feedKey(
  { at: _, title: __, description: ___, ...tile }: Tile,
  seconds: number,
  { persona, view, dashboardId }: FollowRequest,
  { model, time, filters }: DashboardSpec,
): string {
  const policy = [persona.name, policyHash(persona), persona.budget];
  return stableJson([dashboardId, tile, seconds, policy, view, model, time, filters]);
}

const followedEvent = (
  { caller, persona, view, dashboardId }: FollowRequest,
  { revision }: OpenedDashboard,
  clock: Clock,
) => ({
  at: clock.now().toISOString(),
  actor: caller.username,
  action: 'dashboard.follow',
  target: dashboardId,
  outcome: 'ok' as const,
  details: { persona: persona.name, revision, view },
});

const startEvent = ({ persona, dashboardId }: FollowRequest, { spec, revision }: OpenedDashboard, clock: Clock) => ({
  kind: 'start' as const,
  dashboard_id: dashboardId,
  revision,
  persona: persona.name,
  now: clock.now().toISOString(),
  tiles: followed(spec).map(({ tile, seconds }) => ({ tile_id: tile.id, refresh: seconds })),
});

const revisionEvent = ({ spec, revision, updatedBy, updatedAt }: OpenedDashboard) => ({
  kind: 'revision' as const satisfies LiveEvent['kind'],
  dashboard_id: spec.id,
  revision,
  by: updatedBy,
  at: updatedAt,
});
