/**
 * Ports of what people keep beside dashboards: share links, alerts, reports, favourites. A promise resolves only when
 * the write is durable.
 */

/** A small document of a kind. Documents are JSON; what reads them checks them. */
export interface KeptDocument {
  readonly kind: string;
  readonly id: string;
  /** Who it belongs to. */
  readonly owner: string;
  /** What it is about, such as the id of a dashboard. */
  readonly subject: string;
  /** 1 as it was made, one more with each change. */
  readonly version: number;
  readonly document: unknown;
  /** How often it was used. Uses are no changes. */
  readonly uses: number;
  /** When it was used last. */
  readonly usedAt?: string | undefined;
}

/** Documents of many kinds, each changed only on top of what was read: of two changes at once one is refused. */
export interface DocumentStore {
  get(kind: string, id: string): Promise<KeptDocument | undefined>;
  /** All of a kind, of an owner, about a subject: by id. */
  list(
    kind: string,
    filter?: { owner?: string | undefined; subject?: string | undefined },
  ): Promise<readonly KeptDocument[]>;
  /** False when the id is taken. */
  create(document: Pick<KeptDocument, 'kind' | 'id' | 'owner' | 'subject' | 'document'>): Promise<boolean>;
  /** False unless `version` is the latest. */
  replace(kind: string, id: string, version: number, document: unknown): Promise<boolean>;
  /** False unless `version` is the latest. Its id may be given again. */
  remove(kind: string, id: string, version: number): Promise<boolean>;
  /** Counts one use, whoever else counts at the same time; false when there is no such document. */
  use(kind: string, id: string, at: string): Promise<boolean>;
}

/** One thing that happened. */
export interface JournalEntry {
  /** Where a list goes on after it. */
  readonly cursor: string;
  readonly at: string;
  readonly entry: unknown;
}

/** What happened to something, only ever added to. */
export interface Journal {
  append(stream: string, at: string, entry: unknown): Promise<void>;
  /** The last `limit`, newest first; `before`: the cursor of the last one of the page before. */
  list(stream: string, page: { limit: number; before?: string | undefined }): Promise<readonly JournalEntry[]>;
}

/** Who may do something that must be done once, though several servers are at it. */
export interface Leases {
  /** True when nobody else holds it at `now`: then it is the holder's until `until`. A holder prolongs its own. */
  take(name: string, holder: string, now: string, until: string): Promise<boolean>;
  /** Gives it back; nothing happens where it is somebody else's. */
  release(name: string, holder: string): Promise<void>;
}
