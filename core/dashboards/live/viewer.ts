import type { Feed, Snapshot, Watcher } from './feed.ts';
import type { LiveEndReason, LiveEvent } from './live-document.ts';
import { type Seen, seenText, tileMark } from './seen.ts';

/** An event as it goes over the line. */
export interface LiveMessage {
  readonly name: LiveEvent['kind'];
  /** What the viewer has seen with this event. */
  readonly id?: string | undefined;
  readonly text: string;
}

/**
 * One who follows a dashboard. What is to be sent is remembered as which, never as what: a reader that is slow gets the
 * newest of each tile when it is ready for it, and nothing piles up.
 */
export class Viewer implements Watcher {
  readonly username: string;
  readonly #onClose: () => void;
  #feeds = new Map<string, Feed>();
  readonly #looked = new Set<Feed>();
  readonly #seen: Map<string, string>;
  #revision: number;
  #starting: LiveEvent | undefined;
  #edited: LiveEvent | undefined;
  #ending: LiveEndReason | undefined;
  #closed = false;
  #idle = true;
  #wake: (() => void) | undefined;

  constructor(
    username: string,
    start: Extract<LiveEvent, { kind: 'start' }>,
    seen: Seen | undefined,
    onClose: () => void,
  ) {
    this.username = username;
    this.#onClose = onClose;
    this.#starting = start;
    this.#revision = start.revision;
    this.#seen = new Map(seen?.digests);
  }

  get revision(): number {
    return this.#revision;
  }

  /** It is told that this is the end, or was. */
  get isEnding(): boolean {
    return this.#closed || this.#ending !== undefined;
  }

  /** Follows these, by their keys, in place of those before. */
  follow(feeds: ReadonlyMap<string, Feed>): void {
    const before = this.#feeds;
    this.#feeds = new Map(feeds);
    const marks = new Set([...feeds.values()].map(({ tileId }) => tileMark(tileId)));
    for (const mark of this.#seen.keys()) if (!marks.has(mark)) this.#seen.delete(mark);
    for (const [key, feed] of feeds) if (!before.has(key)) feed.watch(this);
    for (const [key, feed] of before) {
      if (feeds.has(key)) continue;
      this.#looked.delete(feed);
      feed.leave(this);
    }
  }

  onLook(feed: Feed): void {
    this.#looked.add(feed);
    this.#wakeUp();
  }

  edited(event: Extract<LiveEvent, { kind: 'revision' }>): void {
    this.#revision = event.revision;
    this.#edited = event;
    this.#wakeUp();
  }

  /** Says why, and closes. */
  end(reason: LiveEndReason): void {
    this.#ending ??= reason;
    this.#wakeUp();
  }

  /** Sends nothing more. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.follow(new Map());
    this.#onClose();
    this.#wakeUp();
  }

  /** A sign of life, when nothing was sent since the last: viewers, and what stands between, take silence for an end. */
  stir(): void {
    if (this.#idle) this.#wakeUp();
    this.#idle = true;
  }

  /** What to send, each when the one before has gone out. Ends when it is closed. */
  async *messages(): AsyncGenerator<LiveMessage> {
    try {
      while (!this.#closed) {
        const message = this.#next();
        this.#idle = false;
        if (message) yield message;
        if (message?.name === 'end') return;
        if (!message && (await this.#woken()) && !this.#hasNews) yield named({ kind: 'alive' });
      }
    } finally {
      this.close();
    }
  }

  get #hasNews(): boolean {
    return Boolean(this.#closed || this.#starting || this.#edited || this.#ending || this.#looked.size > 0);
  }

  #next(): LiveMessage | undefined {
    if (this.#ending) return named({ kind: 'end', reason: this.#ending });
    const told = this.#starting ?? this.#edited;
    if (told) {
      if (told === this.#starting) this.#starting = undefined;
      else this.#edited = undefined;
      return { ...named(told), id: this.#id };
    }
    for (const feed of this.#looked) {
      this.#looked.delete(feed);
      if (feed.latest) return this.#tile(feed.tileId, feed.latest);
    }
    return undefined;
  }

  #tile(tileId: string, latest: Snapshot): LiveMessage {
    const mark = tileMark(tileId);
    const { freshness } = latest;
    if (this.#seen.get(mark) === latest.digest) {
      return named({ kind: 'unchanged', tile_id: tileId, at: latest.at, freshness });
    }
    this.#seen.set(mark, latest.digest);
    return { name: 'tile', id: this.#id, text: latest.text };
  }

  get #id(): string {
    return seenText({ revision: this.#revision, digests: this.#seen });
  }

  #wakeUp(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  #woken(): Promise<true> {
    return new Promise(resolve => {
      this.#wake = () => resolve(true);
    });
  }
}

const named = (event: LiveEvent): LiveMessage => ({ name: event.kind, text: JSON.stringify(event) });
