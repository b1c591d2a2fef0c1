import type { TimeRange } from '../plan/schema.ts';
import { resolveTimeRange } from '../plan/time.ts';
import { rangeWords } from '../plan/words.ts';
import { formatTime } from './format.ts';

/** A range as a phrase at a given now: "in Q3 2026", "from 3 August to 31 October 2026". */
export function periodPhrase(range: TimeRange, now: Date): string {
  const { start, end } = resolveTimeRange(range, now);
  if (start !== undefined && end !== undefined && isQuarter(start, end)) return `in ${formatTime(start, 'quarter')}`;
  return rangeWords(range, now);
}

function isQuarter(start: string, end: string): boolean {
  const [from, to] = [new Date(start), new Date(end)];
  if (!start.endsWith('-01') || !end.endsWith('-01') || from.getUTCMonth() % 3 !== 0) return false;
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth() === 3;
}
