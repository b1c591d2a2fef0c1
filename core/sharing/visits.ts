import * as v from 'valibot';
import type { DashboardCaller } from '../dashboards/access.ts';
import type { DashboardService } from '../dashboards/service.ts';
import { SophiaError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/documents.ts';
import type { DashboardSummary } from '../ports/stores.ts';

/** A dashboard with when it was marked, or opened last. */
export interface Visited {
  readonly dashboard: DashboardSummary;
  readonly at: string;
}

export interface Visits {
  /** In the order in which they were marked. */
  favourites(caller: DashboardCaller): Promise<readonly Visited[]>;
  /** @throws dashboard.unknown */
  mark(caller: DashboardCaller, dashboardId: string): Promise<void>;
  unmark(caller: DashboardCaller, dashboardId: string): Promise<void>;
  /** The last that the caller opened, newest first. */
  recent(caller: DashboardCaller): Promise<readonly Visited[]>;
  /** Notes that the caller opened it. */
  opened(username: string, dashboardId: string): Promise<void>;
}

const kind = 'visits';
const mostFavourites = 200;
const mostRecent = 20;
/** Opened again that soon, it is the same visit: milliseconds. */
const sameVisit = 60_000;

const MarksSchema = v.array(v.object({ id: v.string(), at: v.string() }));
const KeptVisitsSchema = v.object({ favourites: MarksSchema, recent: MarksSchema });
type KeptVisits = v.InferOutput<typeof KeptVisitsSchema>;
type Marks = KeptVisits['recent'];

const none: KeptVisits = { favourites: [], recent: [] };
const without = (marks: Marks, id: string): Marks => marks.filter(one => one.id !== id);

/** What each user marked and opened; dashboards that are gone, or not the user's to see any more, are left out. */
export function createVisits(options: {
  readonly documents: DocumentStore;
  readonly dashboards: DashboardService;
  readonly clock: Clock;
}): Visits {
  const { documents, dashboards, clock } = options;

  const visitsOf = async (username: string): Promise<{ version: number; visits: KeptVisits }> => {
    const kept = await documents.get(kind, username);
    return kept
      ? { version: kept.version, visits: v.parse(KeptVisitsSchema, kept.document) }
      : { version: 0, visits: none };
  };

  const change = async (username: string, work: (visits: KeptVisits, now: string) => KeptVisits): Promise<void> => {
    for (;;) {
      const { version, visits } = await visitsOf(username);
      const document = work(visits, clock.now().toISOString());
      if (document === visits) return;
      const written =
        version === 0
          ? await documents.create({ kind, id: username, owner: username, subject: '-', document })
          : await documents.replace(kind, username, version, document);
      if (written) return;
    }
  };

  const shown = async (caller: DashboardCaller, marks: Marks): Promise<readonly Visited[]> => {
    const known = new Map((await dashboards.list(caller)).map(summary => [summary.id, summary]));
    return marks.flatMap(({ id, at }) => {
      const dashboard = known.get(id);
      return dashboard ? [{ dashboard, at }] : [];
    });
  };

  return {
    favourites: async caller => shown(caller, (await visitsOf(caller.username)).visits.favourites),
    recent: async caller => shown(caller, (await visitsOf(caller.username)).visits.recent),
    async mark(caller, dashboardId) {
      await dashboards.open(caller, dashboardId);
      await change(caller.username, (visits, at) => {
        if (visits.favourites.some(({ id }) => id === dashboardId)) return visits;
        if (visits.favourites.length >= mostFavourites) {
          throw new SophiaError('favourite.limit', [], { limit: mostFavourites });
        }
        return { ...visits, favourites: [...visits.favourites, { id: dashboardId, at }] };
      });
    },
    unmark: (caller, dashboardId) =>
      change(caller.username, visits =>
        visits.favourites.some(({ id }) => id === dashboardId)
          ? { ...visits, favourites: without(visits.favourites, dashboardId) }
          : visits,
      ),
    opened: (username, dashboardId) =>
      change(username, (visits, at) => {
        const [last] = visits.recent;
        if (last?.id === dashboardId && Date.parse(at) - Date.parse(last.at) < sameVisit) return visits;
        const recent = [{ id: dashboardId, at }, ...without(visits.recent, dashboardId)].slice(0, mostRecent);
        return { ...visits, recent };
      }),
  };
}
