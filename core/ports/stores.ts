/** Ports of what must survive a restart. A promise resolves only when the write is durable. */

export interface Session {
  readonly id: string;
  readonly username: string;
  readonly persona: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Hash of the refresh token in force; absent after logout. */
  readonly refreshHash?: string | undefined;
  readonly revokedAt?: string | undefined;
}

export interface SessionStore {
  put(session: Session): Promise<void>;
  get(id: string): Promise<Session | undefined>;
  /** Replaces only when the stored refreshHash is `expected`: of two racing refreshes one wins. */
  rotate(id: string, expected: string, next: Session): Promise<boolean>;
  revoke(id: string, at: string): Promise<void>;
  deleteExpired(now: string): Promise<number>;
}

/** One answered (or refused, or running) question of a conversation. `answer` is the API's answer document. */
export interface Turn {
  readonly queryId: string;
  readonly sessionId: string;
  readonly username: string;
  readonly persona: string;
  readonly askedAt: string;
  readonly question: string;
  readonly status: 'running' | 'answered' | 'refused' | 'clarify' | 'failed' | 'cancelled';
  readonly answer?: unknown;
}

export interface ConversationStore {
  put(turn: Turn): Promise<void>;
  get(queryId: string): Promise<Turn | undefined>;
  /** The last `limit` turns of a conversation, oldest first. */
  list(sessionId: string, limit: number): Promise<readonly Turn[]>;
  /**
   * A user's turns, newest first, their answers with `results: null` (a page of history would carry too much).
   * `search`: every word of it is found in the question, no matter the letter case and accents.
   * `before`: the queryId of the last turn of the page before, or an instant.
   */
  history(
    username: string,
    options: { search?: string | undefined; limit: number; before?: string | undefined },
  ): Promise<readonly Turn[]>;
}

/** Amounts in integer micro-dollars. */
export interface LedgerEntry {
  readonly queryId: string;
  readonly username: string;
  readonly persona: string;
  readonly day: string;
  readonly model: number;
  readonly database: number;
  readonly compute: number;
  readonly bytesScanned: number;
  readonly cached: boolean;
  readonly at: string;
}

/**
 * Unlike elsewhere a promise resolves when the write is seen by all processes and outlives this one; a power cut it
 * outlives once a later write to one of the other stores has resolved, as that of an answer does.
 */
export interface Ledger {
  /** Sets `amount` aside for the persona's day when it fits under `limit`, atomically across processes; false when it does not. */
  reserve(reservation: {
    queryId: string;
    persona: string;
    day: string;
    amount: number;
    limit: number;
    at: string;
  }): Promise<boolean>;
  /** Replaces the reservation by what it cost; once more with the same query, what it cost then. */
  settle(entry: LedgerEntry): Promise<void>;
  /** Gives the reservation back. */
  release(queryId: string): Promise<void>;
  entry(queryId: string): Promise<LedgerEntry | undefined>;
  daily(filter: { from: string; to: string; username?: string | undefined; persona?: string | undefined }): Promise<
    readonly {
      day: string;
      persona: string;
      queries: number;
      cached: number;
      model: number;
      database: number;
      compute: number;
      bytesScanned: number;
    }[]
  >;
}

export interface AuditEvent {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly outcome: 'ok' | 'refused' | 'failed';
  /** What was asked, what was shown: never passwords or tokens. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What of the log is wanted; what is left out narrows nothing. */
export interface AuditFilter {
  /** The earliest instant, itself included. */
  readonly from?: string | undefined;
  /** The instant after the last. */
  readonly to?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
}

export interface AuditPage {
  readonly events: readonly AuditEvent[];
  /** There when more may follow: given as `before`, the next page begins after this one. */
  readonly next?: string | undefined;
}

export interface AuditLog {
  append(event: AuditEvent): Promise<void>;
  /** Newest first; `from` is the earliest instant. */
  list(filter: {
    from?: string | undefined;
    actor?: string | undefined;
    limit: number;
  }): Promise<readonly AuditEvent[]>;
  /** A page of the log, newest first; what is written meanwhile moves nothing of the pages to come. */
  page(filter: AuditFilter & { limit: number; before?: string | undefined }): Promise<AuditPage>;
}

/** One accepted edit of a dashboard, and the dashboard after it. Documents are JSON; what reads them checks them. */
export interface DashboardRevision {
  readonly dashboardId: string;
  /** 1 is the dashboard as it was made. */
  readonly revision: number;
  readonly at: string;
  readonly by: string;
  readonly operations: readonly unknown[];
  /** Takes the operations back. */
  readonly inverse: readonly unknown[];
  /** What it was for, in words. */
  readonly note?: string | undefined;
  readonly spec: unknown;
}

/** The latest revision of a dashboard that is there. */
export interface DashboardHead extends DashboardRevision {
  /** The revision since which it is there: 1, or the one that brought it back last. */
  readonly since: number;
}

/** What a list of dashboards shows. */
export interface DashboardSummary {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  /** Its beginning, in one line; absent also of those that were not edited since lists show it. */
  readonly description?: string | undefined;
  readonly folder?: string | undefined;
  /** Name of the semantic model; absent of those that were written before there could be several. */
  readonly model?: string | undefined;
  /** Personas that it is for; everybody when absent. */
  readonly personas?: readonly string[] | undefined;
  readonly tiles: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** Dashboards as a history that is only ever added to; what is removed is out of the list, its history stays. */
export interface DashboardStore {
  /** Revision 1; false when the id is taken, also by one that was removed. */
  create(revision: DashboardRevision, summary: DashboardSummary): Promise<boolean>;
  /** The latest revision; undefined also for one that was removed. */
  get(id: string): Promise<DashboardHead | undefined>;
  /** All that were not removed, by id. */
  list(): Promise<readonly DashboardSummary[]>;
  /** Adds the revision after the latest; false when that is another one than `revision - 1`, or it was removed. */
  append(revision: DashboardRevision, summary: DashboardSummary): Promise<boolean>;
  /** As `append`, to one that was removed: it is in the list again, since that revision. False when it was not removed. */
  revive(revision: DashboardRevision, summary: DashboardSummary): Promise<boolean>;
  /** A revision of any time; also of one that was removed. */
  at(id: string, revision: number): Promise<DashboardRevision | undefined>;
  /** Revisions after `after` and before `before`, newest first, without their specs (null). */
  history(
    id: string,
    options: { after?: number | undefined; before?: number | undefined; limit: number },
  ): Promise<readonly DashboardRevision[]>;
  /** Takes it out of the list; false when there is none, or its latest revision is another. */
  remove(id: string, revision: number): Promise<boolean>;
}

/** One load of a whole dashboard, as it was measured. */
export interface DashboardLoad {
  readonly kind: 'load';
  readonly id: string;
  readonly dashboardId: string;
  readonly revision: number;
  readonly username: string;
  readonly persona: string;
  readonly at: string;
  /** What the viewer had chosen in the controls: a view, as JSON. */
  readonly view: unknown;
  /** Milliseconds to the first tile, and to the last. */
  readonly firstTile: number;
  readonly allTiles: number;
  /** Micro-dollars, of tiles and controls. */
  readonly cost: number;
  /** When the data that was shown was written last; null without any. */
  readonly freshness: string | null;
  readonly tiles: readonly TileLoad[];
}

export interface TileLoad {
  readonly tileId: string;
  readonly status: 'answered' | 'refused' | 'failed';
  readonly cached: boolean;
  /** From asking to the answer, where it was not in the cache. */
  readonly milliseconds: number;
  /** Of the tile's own run; 0 when it was in the cache. */
  readonly bytesScanned: number;
}

/** A load that nobody asked for, made since somebody probably will. */
export interface Precomputation {
  readonly kind: 'precomputation';
  readonly id: string;
  readonly dashboardId: string;
  readonly revision: number;
  readonly persona: string;
  readonly at: string;
  readonly view: unknown;
  /** How likely it was thought to be opened, 0 to 1, and why. */
  readonly probability: number;
  readonly because: string;
  /** How many tiles were asked, and how many of them ran on the engine. */
  readonly tiles: number;
  readonly ran: number;
  /** Micro-dollars. */
  readonly cost: number;
  readonly milliseconds: number;
  readonly freshness: string | null;
}

export type UsageEntry = DashboardLoad | Precomputation;

/** How dashboards are used. Nobody waits for it: what a power cut takes from it is no loss. */
export interface UsageStore {
  record(entry: UsageEntry): Promise<void>;
  /** Newest first, from and to inclusive. */
  list<K extends UsageEntry['kind']>(filter: {
    kind: K;
    from: string;
    to: string;
    dashboardId?: string | undefined;
    limit: number;
  }): Promise<readonly Extract<UsageEntry, { kind: K }>[]>;
  /** Forgets what is older; gives how many entries that were. */
  deleteBefore(at: string): Promise<number>;
}
