import { Cron } from 'croner';
import { SophiaError } from '../errors.ts';
import type { ReportRule } from './rule.ts';

type Schedule = ReportRule['schedule'];

/** @throws report.time_zone_unknown, report.schedule_invalid */
function cronOf({ cron, time_zone: zone }: Schedule): Cron {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
  } catch (cause) {
    throw new SophiaError('report.time_zone_unknown', ['schedule', 'time_zone'], { zone }, { cause });
  }
  try {
    return new Cron(cron, { timezone: zone, mode: '5-part', paused: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^CronPattern: /, '') : '';
    throw new SophiaError('report.schedule_invalid', ['schedule', 'cron'], { reason }, { cause });
  }
}

/** The first time after a moment. @throws report.time_zone_unknown, report.schedule_invalid, report.never */
export function timeAfter(schedule: Schedule, moment: Date): Date {
  const next = cronOf(schedule).nextRun(moment);
  if (next) return next;
  throw new SophiaError('report.never', ['schedule', 'cron'], {});
}

/** The first few times after a moment. @throws as timeAfter */
export function timesAfter(schedule: Schedule, moment: Date, count: number): readonly Date[] {
  const first = timeAfter(schedule, moment);
  return [first, ...cronOf(schedule).nextRuns(count - 1, first)];
}

/** What has come due: the last time, and how many before it were missed. */
export interface Due {
  readonly last: Date;
  readonly missed: number;
}

/** Times counted at most: after a year of standing still it is no use to know more. */
const mostCounted = 10_000;

/** The times from the one that was awaited up to now. */
export function dueSince(schedule: Schedule, awaited: Date, now: Date): Due {
  const cron = cronOf(schedule);
  let last = awaited;
  for (let missed = 0; ; missed += 1) {
    const next = cron.nextRun(last);
    if (!next || next > now || missed >= mostCounted) return { last, missed };
    last = next;
  }
}
