import { instantOf, shift } from '../plan/instant.ts';
import type { TimeRange } from '../plan/schema.ts';
import { resolveTimeRange } from '../plan/time.ts';
import { rangeWords } from '../plan/words.ts';
import { formatTime } from './format.ts';

/** A range as a phrase at a given now: "in Q3 2026", "in 2026 so far", "from 3 August to 31 October 2026". */
export function periodPhrase(range: TimeRange, now: Date): string {
  const { start, end } = resolveTimeRange(range, now);
  if (start === undefined || end === undefined) return rangeWords(range, now);
  const phrase = isQuarter(start, end) ? `in ${formatTime(start, 'quarter')}` : rangeWords(range, now);
  const tomorrow = Math.floor(now.getTime() / day) * day + day;
  const isRunning = Date.parse(start) <= now.getTime() && Date.parse(end) > tomorrow;
  return isRunning ? `${phrase} so far` : phrase;
}

/** Whether the period of a grain that begins on a day has begun and is not over. */
export function isRunning(iso: string, grain: string | undefined, now: Date): boolean {
  const start = instantOf(iso);
  const unit = GRAINS.find(each => each === grain);
  return start !== undefined && unit !== undefined && start <= now.getTime() && shift(start, unit, 1) > now.getTime();
}

const GRAINS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

const day = 86_400_000;

function isQuarter(start: string, end: string): boolean {
  const [from, to] = [new Date(start), new Date(end)];
  if (!start.endsWith('-01') || !end.endsWith('-01') || from.getUTCMonth() % 3 !== 0) return false;
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth() === 3;
}
