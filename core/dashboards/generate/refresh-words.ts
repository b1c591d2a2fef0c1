import type { Work } from './context.ts';

/** How often data is taken anew, in words. */

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };
export const REFRESH = String.raw`(?:refresh(?:ed|es|ing)?|update(?:d|s)?|updating|reload(?:ed|s)?)(?: (?:it|them|everything|all|tiles|data|the (?:dashboard|data)))?\s+(?:every|each)\s+(\d+ ?)?(second|sec|s|minute|min|m|hour|hr|h)s?\b`;
export const refreshOf = (match: RegExpExecArray): number => secondsOf(match[1], match[2]!);
export const secondsOf = (count: string | undefined, unit: string): number =>
  Number(count ?? 1) * seconds[unit.charAt(0).toLowerCase()]!;

/** Between what may be asked of a server and a day; that it is another interval than was said is told. */
export function refreshWithin(work: Work, wanted: number, tile?: string): number {
  const allowed = Math.min(86_400, Math.max(5, wanted));
  const limit = allowed > wanted ? 'every 5 seconds at most' : 'once a day at least';
  if (allowed !== wanted) work.assume([`Data is taken anew ${limit}.`], tile);
  return allowed;
}
