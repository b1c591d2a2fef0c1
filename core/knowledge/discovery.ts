import type { Gap, Interest } from '../ports/knowledge.ts';
import type { KnownDocument } from './document.ts';

/** Days over which it is counted how much something is wanted. */
export const wantedDays = 30;
/** Days after which what was curated is looked at again. */
export const staleDays = 180;

/** What there is to look at, each list by itself. */
export interface Candidates {
  readonly gaps: readonly Gap[];
  /** Not reviewed yet: wanted ones, the newest, and those that wait longest. */
  readonly waiting: readonly Interest[];
  readonly inReview: readonly Interest[];
  /** Curated longer ago than `staleDays`. */
  readonly stale: readonly Interest[];
}

interface Entry {
  /** Why it stands where it stands, in words. */
  readonly reason: string;
  /** Searches and openings of the last `wantedDays` days. */
  readonly wanted: number;
}
export type DiscoveryEntry = Entry &
  (
    | { readonly kind: 'missing'; readonly gap: Gap }
    | { readonly kind: 'wanted' | 'unread' | 'waiting' | 'stale'; readonly document: KnownDocument }
  );

/** How the queue is ordered, for people. */
export const discoveryOrder = `First what was wanted most in the last ${wantedDays} days, by searches and openings. Then what nobody has opened, the newest first; then what waits longest; then what was curated longest ago.`;

const dayMilliseconds = 86_400_000;
const daysSince = (at: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / dayMilliseconds));

const times = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
const ago = (days: number): string => (days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`);

/** What should be looked at next, the most pressing first, each once and with its reason. */
export function discoveryQueue(
  { gaps, waiting, inReview, stale }: Candidates,
  now: Date,
  limit: number,
): readonly DiscoveryEntry[] {
  const entries = [
    ...gaps.map(missing),
    ...waiting.map(interest => unreviewed(interest, now)),
    ...inReview.filter(interest => wantedOf(interest) > 0).map(wantedEntry),
    ...stale.map(interest => staleEntry(interest, now)),
  ];
  const seen = new Set<string>();
  return entries
    .toSorted(inOrder)
    .filter(entry => entry.kind === 'missing' || (!seen.has(entry.document.id) && seen.add(entry.document.id)))
    .slice(0, limit);
}

const wantedOf = ({ searches, openings }: Interest): number => searches + openings;

function missing(gap: Gap): DiscoveryEntry {
  const by = gap.searchers === 1 ? 'one person' : `${gap.searchers} people`;
  const reason = `Searched ${times(gap.searches, 'time')} by ${by} in the last ${wantedDays} days, and nothing was found. A document about it is missing.`;
  return { kind: 'missing', gap, wanted: gap.searches, reason };
}

function unreviewed(interest: Interest, now: Date): DiscoveryEntry {
  const { document } = interest;
  if (wantedOf(interest) > 0) return wantedEntry(interest);
  const days = daysSince(document.addedAt, now);
  if (days < 14) {
    return {
      kind: 'unread',
      document,
      wanted: 0,
      reason: `Added ${ago(days)} by ${document.owner}; nobody else has opened it.`,
    };
  }
  return { kind: 'waiting', document, wanted: 0, reason: `Waits for a review for ${times(days, 'day')}.` };
}

function wantedEntry(interest: Interest): DiscoveryEntry {
  const { document, searches, openings } = interest;
  const what = [
    ...(searches > 0 ? [`found by ${times(searches, 'search', 'searches')}`] : []),
    ...(openings > 0 ? [`opened ${times(openings, 'time')}`] : []),
  ].join(' and ');
  const state = document.state === 'in_review' ? 'its review has not ended' : 'nobody has reviewed it';
  const reason = `${what.charAt(0).toUpperCase()}${what.slice(1)} in the last ${wantedDays} days, and ${state}.`;
  return { kind: 'wanted', document, wanted: wantedOf(interest), reason };
}

function staleEntry(interest: Interest, now: Date): DiscoveryEntry {
  const { document } = interest;
  const wanted = wantedOf(interest);
  const used = wanted === 0 ? '' : `, and wanted ${times(wanted, 'time')} in the last ${wantedDays} days`;
  const reason = `Curated ${ago(daysSince(document.stateAt, now))}${used}: is it still true?`;
  return { kind: 'stale', document, wanted, reason };
}

const turn: Readonly<Record<DiscoveryEntry['kind'], number>> = {
  missing: 0,
  wanted: 0,
  unread: 1,
  waiting: 2,
  stale: 3,
};

function inOrder(a: DiscoveryEntry, b: DiscoveryEntry): number {
  if (a.wanted !== b.wanted) return b.wanted - a.wanted;
  if (turn[a.kind] !== turn[b.kind]) return turn[a.kind] - turn[b.kind];
  const [left, right] = [momentOf(a), momentOf(b)];
  // The newest of the unread and of what is missing, the oldest of what waits.
  const newestFirst = turn[a.kind] < 2;
  return left === right ? 0 : left < right === newestFirst ? 1 : -1;
}

function momentOf(entry: DiscoveryEntry): string {
  if (entry.kind === 'missing') return entry.gap.lastAt;
  return entry.kind === 'stale' ? entry.document.stateAt : entry.document.addedAt;
}
