import type { Clock } from '../../ports/clock.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { TileEvent } from '../load-document.ts';
import { digestOf } from './seen.ts';

/** What a tile shows now, made once for all who look at it. */
export interface Snapshot {
  readonly freshness: TileEvent['freshness'];
  /** The tile's event as JSON: rows are kept in this form alone. */
  readonly text: string;
  readonly digest: string;
  /** When it was asked last, ISO 8601. */
  readonly at: string;
}

/** Somebody who looks at a tile. */
export interface Watcher {
  /** On whose behalf the tile is asked while this one has looked at it for the longest. */
  readonly username: string;
  /** The tile was asked: anew, or the same as before. */
  onLook(feed: Feed): void;
}

export interface FeedOptions {
  readonly tileId: string;
  readonly intervalMilliseconds: number;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  /** Asks the tile. Undefined when it was stopped. */
  ask(username: string, signal: AbortSignal): Promise<TileEvent | undefined>;
  /** The last watcher has left. */
  onIdle(): void;
}

/** One tile, as one persona sees it in one view: asked at its interval, once for all viewers, while there is one. */
export class Feed {
  readonly tileId: string;
  readonly #options: FeedOptions;
  readonly #watchers = new Set<Watcher>();
  #latest: Snapshot | undefined;
  #stop: AbortController | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(options: FeedOptions) {
    this.tileId = options.tileId;
    this.#options = options;
  }

  /** Undefined until the tile was asked for the first time. */
  get latest(): Snapshot | undefined {
    return this.#latest;
  }

  watch(watcher: Watcher): void {
    this.#watchers.add(watcher);
    if (this.#latest) watcher.onLook(this);
    else if (!this.#stop) void this.#look();
  }

  leave(watcher: Watcher): void {
    if (!this.#watchers.delete(watcher) || this.#watchers.size > 0) return;
    this.#cancelTimer?.();
    this.#stop?.abort();
    this.#options.onIdle();
  }

  async #look(): Promise<void> {
    const [first] = this.#watchers;
    if (!first) return;
    const stop = new AbortController();
    this.#stop = stop;
    const event = await this.#options.ask(first.username, stop.signal);
    if (stop.signal.aborted) return;
    if (event) this.#keep(event);
    // Counted from the end: a tile that takes longer than its interval is not asked all the time.
    this.#cancelTimer = this.#options.scheduler.after(this.#options.intervalMilliseconds, () => void this.#look());
    for (const watcher of this.#watchers) watcher.onLook(this);
  }

  #keep(event: TileEvent): void {
    const digest = digestOf(event);
    // The same text stays in memory for all who have yet to be sent it.
    const text = this.#latest?.digest === digest ? this.#latest.text : JSON.stringify(event);
    this.#latest = { freshness: event.freshness, text, digest, at: this.#options.clock.now().toISOString() };
  }
}
