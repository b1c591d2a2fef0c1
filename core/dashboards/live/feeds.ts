import { policyHash } from '../../answer/cache-key.ts';
import { isSophiaError } from '../../errors.ts';
import type { Persona } from '../../identity/persona.ts';
import { stableJson } from '../../plan/canonical.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { Loader } from '../load.ts';
import type { TileEvent } from '../load-document.ts';
import type { OpenedDashboard } from '../service.ts';
import type { DashboardSpec, Tile } from '../spec.ts';
import type { View } from '../view.ts';
import { Feed } from './feed.ts';
import { followedTiles } from './interval.ts';

export interface FeedsOptions {
  readonly loader: Loader;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  onFault?(error: unknown): void;
}

/** What decides on what is seen, besides the dashboard. */
export interface Look {
  readonly persona: Persona;
  readonly view: View;
}

/** The feeds of a process: one for all who see the same of a tile, there as long as somebody looks. */
export class Feeds {
  readonly #options: FeedsOptions;
  readonly #feeds = new Map<string, Feed>();

  constructor(options: FeedsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#feeds.size;
  }

  /** By their keys, those of the tiles that are followed. */
  of(look: Look, opened: OpenedDashboard): Map<string, Feed> {
    return new Map(
      followedTiles(opened.spec).map(({ tile, seconds }) => {
        const key = feedKey(tile, seconds, look, opened.spec);
        return [key, this.#feeds.get(key) ?? this.#start(key, tile, seconds, look, opened)];
      }),
    );
  }

  #start(key: string, tile: Tile, seconds: number, { persona, view }: Look, opened: OpenedDashboard): Feed {
    const { scheduler, clock } = this.#options;
    const { spec, revision } = opened;
    const base = { persona, spec, revision, view, tiles: new Set([tile.id]), filters: false };
    const feed = new Feed({
      tileId: tile.id,
      intervalMilliseconds: seconds * 1000,
      scheduler,
      clock,
      ask: (username, signal) => this.#ask({ ...base, username, signal }),
      onIdle: () => this.#feeds.delete(key),
    });
    this.#feeds.set(key, feed);
    return feed;
  }

  async #ask(request: Parameters<Loader['load']>[0]): Promise<TileEvent | undefined> {
    const { loader, onFault } = this.#options;
    let answer: TileEvent | undefined;
    try {
      // To the end: what it cost is written down there.
      for await (const event of loader.load(request)) if (event.kind === 'tile') answer = event;
    } catch (error) {
      if (!isSophiaError(error)) onFault?.(error);
    }
    return answer;
  }
}

/** Two viewers with the same key see the same: what of the tile and the dashboard decides on it, the policy, the view. */
function feedKey(
  { at: _, title: __, description: ___, ...tile }: Tile,
  seconds: number,
  { persona, view }: Look,
  { id, model, time, filters }: DashboardSpec,
): string {
  const policy = [persona.name, policyHash(persona), persona.budget];
  return stableJson([id, tile, seconds, policy, view, model, time, filters]);
}
