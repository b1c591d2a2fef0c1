import { isSophiaError } from '../../errors.ts';
import type { AuditLog } from '../../ports/stores.ts';
import type { DashboardCaller } from '../access.ts';
import type { DashboardService, OpenedDashboard } from '../service.ts';
import { Feeds, type FeedsOptions, type Look } from './feeds.ts';
import { followedTiles } from './interval.ts';
import { parseSeen } from './seen.ts';
import { Slots } from './slots.ts';
import { Viewer } from './viewer.ts';

/** Its loader asks tiles without writing down that somebody loads a dashboard: that is done once, here. */
export interface LiveHubOptions extends FeedsOptions {
  readonly dashboards: Pick<DashboardService, 'open'>;
  readonly audit: AuditLog;
  /** Dashboards that one user follows at the same time at most. Default 12. */
  readonly streamsPerUser?: number | undefined;
}

export interface FollowRequest extends Look {
  readonly caller: DashboardCaller;
  readonly dashboardId: string;
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

/** Between two looks whether sessions, rights and revisions are what they were; far less than what balancers wait in silence. */
const pulseMilliseconds = 5_000;

interface Following {
  readonly viewer: Viewer;
  readonly request: FollowRequest;
  caller: DashboardCaller;
}

/** Those of a process who follow dashboards, and the tiles that are asked for them. */
export function createLiveHub(options: LiveHubOptions): LiveHub {
  const { dashboards, audit, clock, scheduler, streamsPerUser = 12, onFault } = options;
  const following = new Map<Viewer, Following>();
  const feeds = new Feeds(options);
  const slots = new Slots(streamsPerUser);
  let cancelPulse: (() => void) | undefined;

  /** The dashboard as this viewer may see it now: told when it is another revision, ended when it may not. */
  const lookAgain = async ({ viewer, request, caller }: Following): Promise<void> => {
    try {
      const opened = await dashboards.open(caller, request.dashboardId);
      if (opened.revision === viewer.revision || viewer.isEnding) return;
      viewer.edited(revisionEvent(opened));
      viewer.follow(feeds.of(request, opened));
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
    const [first, ...others] = together;
    if (!first) return;
    const before = first.viewer.revision;
    await lookAgain(first);
    const isSame = first.viewer.revision === before && !first.viewer.isEnding;
    if (!isSame) for (const one of others) await lookAgain(one);
  };

  const pulse = async (): Promise<void> => {
    for (const one of [...following.values()]) await checkSession(one);
    const open = [...following.values()].filter(({ viewer }) => !viewer.isEnding);
    for (const together of Map.groupBy(open, ({ request }) => request.dashboardId).values()) {
      await checkRevision(together);
    }
    for (const viewer of following.keys()) viewer.stir();
    // Whoever came while all had gone has begun the next one.
    cancelPulse?.();
    cancelPulse = following.size > 0 ? later() : undefined;
  };
  const later = () => scheduler.after(pulseMilliseconds, () => void pulse());

  const forget = (viewer: Viewer): void => {
    following.delete(viewer);
    if (following.size > 0) return;
    cancelPulse?.();
    cancelPulse = undefined;
  };

  const begin = (request: FollowRequest, opened: OpenedDashboard, freeSlot: () => void): Viewer => {
    const { caller, after } = request;
    const seen = parseSeen(after);
    const start = startEvent(request, opened, clock.now());
    const viewer = new Viewer(caller.username, start, seen, () => {
      freeSlot();
      forget(viewer);
    });
    following.set(viewer, { viewer, request, caller });
    viewer.follow(feeds.of(request, opened));
    if (seen && seen.revision < opened.revision) viewer.edited(revisionEvent(opened));
    cancelPulse ??= later();
    return viewer;
  };

  return {
    async follow(request) {
      const { caller, dashboardId } = request;
      const freeSlot = slots.take(caller.username);
      try {
        const opened = await dashboards.open(caller, dashboardId);
        await audit.append(followedEvent(request, opened, clock.now()));
        return begin(request, opened, freeSlot);
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

const followedEvent = ({ caller, persona, view }: FollowRequest, { spec, revision }: OpenedDashboard, now: Date) => ({
  at: now.toISOString(),
  actor: caller.username,
  action: 'dashboard.follow',
  target: spec.id,
  outcome: 'ok' as const,
  details: { persona: persona.name, revision, view },
});

const startEvent = ({ persona }: FollowRequest, { spec, revision }: OpenedDashboard, now: Date) => ({
  kind: 'start' as const,
  dashboard_id: spec.id,
  revision,
  persona: persona.name,
  now: now.toISOString(),
  tiles: followedTiles(spec).map(({ tile, seconds }) => ({ tile_id: tile.id, refresh: seconds })),
});

const revisionEvent = ({ spec, revision, updatedBy, updatedAt }: OpenedDashboard) => ({
  kind: 'revision' as const,
  dashboard_id: spec.id,
  revision,
  by: updatedBy,
  at: updatedAt,
});
