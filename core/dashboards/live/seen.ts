import { createHash } from 'node:crypto';
import type { TileEvent } from '../load-document.ts';

/** What a viewer has on the screen: the revision, and of tiles a digest of what they show. */
export interface Seen {
  readonly revision: number;
  readonly digests: ReadonlyMap<string, string>;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Names a tile within a text of what was seen. Ids of two tiles that meet here differ in their digests. */
export const tileMark = (tileId: string): string => hash(tileId).slice(0, markLength);
const markLength = 4;
const digestLength = 12;

/**
 * What a tile shows, in twelve characters: two events that look the same to a viewer have the same, whenever they were
 * made, at what cost and from which cache.
 */
export function digestOf(event: TileEvent): string {
  const { tile_id, status, message, code, results, chart, sparkline, totals, not_applied, restrictions } = event;
  const shown = [tile_id, status, message, code, results, chart, sparkline, totals, not_applied, restrictions];
  return hash(JSON.stringify(shown)).slice(0, digestLength);
}

/**
 * What was seen as a text: the id of events. Whoever comes back says with it what it has, and any server can tell what
 * changed meanwhile, whether or not it was the one that sent it.
 */
export function seenText({ revision, digests }: Seen): string {
  return `${revision}.${[...digests].map(([mark, digest]) => `${mark}${digest}`).join('')}`;
}

const seenPattern = /^(\d{1,9})\.((?:[\w-]{16}){0,100})$/;

/** Undefined for what is no such text: who has it is told everything. */
export function parseSeen(text: string | undefined): Seen | undefined {
  const [, revision, entries = ''] = seenPattern.exec(text ?? '') ?? [];
  if (revision === undefined) return undefined;
  const pairs = entries.match(/.{16}/g) ?? [];
  return {
    revision: Number(revision),
    digests: new Map(pairs.map(pair => [pair.slice(0, markLength), pair.slice(markLength)])),
  };
}
