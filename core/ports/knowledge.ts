import type { DocumentState, KnownDocument, StateChange } from '../knowledge/document.ts';
import type { SearchQuery } from '../knowledge/query.ts';

/** Ports of what is known from documents: where they are kept and found, and what reads their text. */

/** Who looks: documents of their own, for everybody, and for their personas. */
export interface Viewer {
  readonly username: string;
  readonly personas: readonly string[];
  /** An administrator sees all of them. */
  readonly all: boolean;
}

/** One search of a person, as it is remembered. */
export interface PastSearch {
  readonly username: string;
  readonly personas: readonly string[];
  readonly at: string;
  /** As it was typed. */
  readonly text: string;
  /** How many documents it found. */
  readonly found: number;
  /** Ids of the first ones. */
  readonly top: readonly string[];
}

/** How much a document is wanted. */
export interface Interest {
  readonly document: KnownDocument;
  /** Searches since then that had it among their first, and how many people made them. */
  readonly searches: number;
  readonly searchers: number;
  /** Openings since then by others than its owner, and by how many of them. */
  readonly openings: number;
  readonly readers: number;
}

/** Searches since then that found nothing, of one wording. */
export interface Gap {
  readonly text: string;
  readonly searches: number;
  readonly searchers: number;
  readonly lastAt: string;
}

/**
 * Documents, their text, their history and how they are looked for. A promise of a change resolves when it is durable;
 * what only counts (searches, openings) may be lost with the power.
 */
export interface KnowledgeStore {
  /** The id of the same content for the same audience where there is one: nothing is kept then. */
  create(document: KnownDocument, text: string, change: StateChange): Promise<string | undefined>;
  /** Also one that was removed. */
  get(id: string): Promise<KnownDocument | undefined>;
  /** Its whole text. */
  text(id: string): Promise<string | undefined>;
  /** All of a content, the removed ones too. */
  withHash(hash: string): Promise<readonly KnownDocument[]>;
  /** Of a state or all, newest state first; `after`: id of the last one of the page before. */
  list(
    viewer: Viewer,
    page: { state?: DocumentState | undefined; limit: number; after?: string | undefined },
  ): Promise<readonly KnownDocument[]>;
  counts(viewer: Viewer): Promise<Readonly<Record<DocumentState, number>>>;
  /** Best first; without a state all but those rejected. */
  search(
    viewer: Viewer,
    query: SearchQuery,
    page: { state?: DocumentState | undefined; limit: number; offset: number },
  ): Promise<{ readonly total: number; readonly documents: readonly KnownDocument[] }>;
  /**
   * Replaces it on top of `version`, and adds to its history. `taken` when its content is there for its audience by now:
   * that can be when it comes back from the removed.
   */
  replace(document: KnownDocument, version: number, change: StateChange): Promise<'done' | 'stale' | 'taken'>;
  /** Oldest first. */
  history(id: string): Promise<readonly StateChange[]>;
  /** Remembers a search; one that goes on from that user's last, not long before, takes its place. */
  noteSearch(search: PastSearch): Promise<void>;
  noteOpening(id: string, username: string, at: string): Promise<void>;
  /** Documents of a state, with how they were wanted since: the most wanted first, then by the time of their state. */
  interest(
    viewer: Viewer,
    filter: { state: DocumentState; since: string; before?: string | undefined; newestFirst: boolean; limit: number },
  ): Promise<readonly Interest[]>;
  /** Searches of people who share a persona with the viewer. The most frequent first. */
  gaps(viewer: Viewer, filter: { since: string; limit: number }): Promise<readonly Gap[]>;
  /** Forgets what was removed before, and searches older than that; gives contents that no document has any more. */
  purge(before: string): Promise<readonly string[]>;
}

/** The text of a file. */
export interface Extracted {
  readonly format: KnownDocument['format'];
  /** Pages are parted by form feeds. */
  readonly text: string;
  readonly pages?: number | undefined;
  /** What the file itself says that it is called. */
  readonly title?: string | undefined;
}

export interface TextExtractor {
  /**
   * Reads a file by what is in it, whatever its name says; a hostile one costs bounded time and memory.
   *
   * @throws knowledge.* for what can't be read, each with its mend
   */
  extract(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<Extracted>;
}
